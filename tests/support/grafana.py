"""A local Grafana for tests: it keeps folders, dashboards and data sources, and refuses calls that its API refuses.

The calls and answers are those of https://grafana.com/docs/grafana/latest/developers/http_api/ (folder, dashboard,
data_source); what a call may hold is checked, so that a field that Grafana does not know is found here.
"""

from __future__ import annotations

import base64
import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "glsa_" + "x" * 32
USER, PASSWORD = "admin", "correct horse"
_FIELDS = {
    "/api/folders": ({"uid", "title"}, {"parentUid"}),
    "/api/dashboards/db": ({"dashboard", "overwrite"}, {"folderUid", "message"}),
    "/api/datasources": (
        {"name", "type", "url", "access"},
        {"uid", "basicAuth", "jsonData", "secureJsonData", "isDefault"},
    ),
}


class GrafanaServer(ThreadingHTTPServer):
    """Grafana's state, what it was asked, and how it is told to fail."""

    daemon_threads = True

    def __init__(self) -> None:
        self.folders: dict[str, dict[str, Any]] = {}
        self.dashboards: dict[str, dict[str, Any]] = {}
        self.datasources: dict[str, dict[str, Any]] = {}
        self.asked: list[tuple[str, str]] = []
        self.provisioned_titles: set[str] = set()  # a dashboard of a plug-in: never to be overwritten
        self.role = "Admin"
        self.silent = False  # it takes a call and answers nothing
        self.released = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        """The address, with a sub path as behind a proxy."""
        return f"http://127.0.0.1:{self.server_port}/monitoring"

    def wrote(self) -> list[tuple[str, str]]:
        """Return the calls that change something."""
        return [call for call in self.asked if call[0] != "GET"]

    def shutdown(self) -> None:
        """End, and let go of whom it keeps waiting."""
        self.released.set()
        super().shutdown()


class _RefusalError(Exception):
    def __init__(self, code: int, message: str, **more: str) -> None:
        self.code, self.content = code, {"message": message, **more}
        super().__init__(message)


class _Handler(BaseHTTPRequestHandler):
    server: GrafanaServer

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or "null")
        self.server.asked.append((self.command, self.path.removeprefix("/monitoring")))
        if self.server.silent:
            self.server.released.wait(30)
            return
        try:
            status, content = 200, self._made(body)
        except _RefusalError as refusal:
            status, content = refusal.code, refusal.content
        text = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):
            self.wfile.write(text)

    def _made(self, body: Any) -> dict[str, Any]:
        path = self.path.removeprefix("/monitoring")
        if path == self.path:
            raise _RefusalError(404, "Not found")
        self._authorized()
        if self.command == "GET":
            return self._found(path)
        if self.server.role == "Viewer" or (self.server.role == "Editor" and "datasource" in path):
            raise _RefusalError(403, "You'll need additional permissions to perform this action.")
        _checked("/api/datasources" if "/datasources/" in path else path, body)
        return {
            "/api/folders": self._folder,
            "/api/dashboards/db": self._dashboard,
        }.get(path, self._datasource)(body)

    def _authorized(self) -> None:
        basic = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") not in (f"Bearer {TOKEN}", f"Basic {basic}"):
            raise _RefusalError(401, "Invalid API key")

    def _found(self, path: str) -> dict[str, Any]:
        *_, kind, uid = path.removeprefix("/api/").replace("/uid/", "/").split("/")
        found = getattr(self.server, kind).get(uid)
        if found is None:
            raise _RefusalError(404, f"{kind} not found")
        return dict(found)

    def _folder(self, body: dict[str, Any]) -> dict[str, Any]:
        if body["uid"] in self.server.folders:
            raise _RefusalError(412, "a folder with the same uid exists", status="name-exists")
        self.server.folders[body["uid"]] = {**body, "id": len(self.server.folders) + 1}
        return self.server.folders[body["uid"]]

    def _dashboard(self, body: dict[str, Any]) -> dict[str, Any]:
        dashboard, folder = body["dashboard"], body.get("folderUid", "")
        if dashboard["title"] in self.server.provisioned_titles:
            raise _RefusalError(412, "The dashboard belongs to plugin x.", status="plugin-dashboard")
        if folder not in self.server.folders:
            raise _RefusalError(400, "folder not found")
        there = self.server.dashboards.get(dashboard["uid"])
        if there and not body["overwrite"]:
            raise _RefusalError(
                412, "The dashboard has been changed by someone else", status="version-mismatch"
            )
        version = there["dashboard"]["version"] + 1 if there else 1
        kept = {**dashboard, "id": len(self.server.dashboards) + 1, "version": version}
        self.server.dashboards[dashboard["uid"]] = {"dashboard": kept, "meta": {"folderUid": folder}}
        return {"uid": dashboard["uid"], "status": "success", "version": version}

    def _datasource(self, body: dict[str, Any]) -> dict[str, Any]:
        there = body["uid"] in self.server.datasources
        if there != (self.command == "PUT"):
            raise _RefusalError(409, "data source with the same name already exists")
        self.server.datasources[body["uid"]] = {"id": 1, "readOnly": False, **body}
        return {"datasource": body, "message": "Datasource added"}


def _checked(path: str, body: Any) -> None:
    """Refuse what the documented schema does not have."""
    if path not in _FIELDS:
        raise _RefusalError(404, "Not found")
    needed, optional = _FIELDS[path]
    if not isinstance(body, dict) or not needed <= set(body) or set(body) - needed - optional:
        raise _RefusalError(400, f"bad request data: {sorted(body or {})}")


@contextlib.contextmanager
def running_grafana() -> Iterator[GrafanaServer]:
    """Serve inside the block."""
    with GrafanaServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
