"""The sink's HTTP face."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timezone
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from otel_kit.ops.notices._payload import PayloadError, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from otel_kit.ops.notices._store import Store

__all__ = ["Sink"]

_LARGEST_BODY = 4 * 1024 * 1024
_LONGEST_LENGTH = 18  # digits
_IDLE_SECONDS = 30


class Sink(ThreadingHTTPServer):
    """Serves one store on the loopback address; port 0 takes a free one, see `server_port`."""

    daemon_threads = True

    def __init__(self, port: int, store: Store, clock: Callable[[], datetime] | None = None) -> None:
        """Listen at once; `serve_forever` answers."""
        self.store = store
        self.now = clock or (lambda: datetime.now(timezone.utc))
        super().__init__(("127.0.0.1", port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: Sink
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS

    def do_GET(self) -> None:
        if self.path == "/-/ready":
            self._answer(HTTPStatus.OK, {"status": "ready"})
        elif self.path == "/notices":
            self._answer(HTTPStatus.OK, {"notices": [asdict(notice) for notice in self.server.store.all()]})
        else:
            self._refuse(HTTPStatus.NOT_FOUND, f"{self.path}: try GET /notices")

    def do_POST(self) -> None:
        if self.path != "/alerts":
            self._refuse(HTTPStatus.NOT_FOUND, f"{self.path}: try POST /alerts")
            return
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "Content-Length: expected a number of bytes")
        elif len(length) > _LONGEST_LENGTH or int(length) > _LARGEST_BODY:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body is over {_LARGEST_BODY} bytes")
        else:
            self._take(self.rfile.read(int(length)))

    def _take(self, body: bytes) -> None:
        received_at = self.server.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        try:
            added = self.server.store.add(parse(json.loads(body), received_at))
        except (ValueError, RecursionError) as error:
            self._refuse(HTTPStatus.BAD_REQUEST, f"the body is not JSON: {error}")
        except PayloadError as error:
            self._refuse(HTTPStatus.BAD_REQUEST, str(error))
        except OSError as error:  # Alertmanager tries again after a 5xx
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, f"cannot be stored: {error.strerror}")
        else:
            self._answer(HTTPStatus.OK, {"added": added})

    def _refuse(self, status: HTTPStatus, reason: str) -> None:
        self.close_connection = True  # the body may be unread
        self._answer(status, {"error": reason})

    def _answer(self, status: HTTPStatus, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        if self.command == "POST":  # readiness is asked often
            super().log_request(code, size)
