"""Grafana's HTTP API, as far as dashboards need it (https://grafana.com/docs/grafana/latest/developers/http_api/)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops.clients import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Grafana"]

TOKEN, USER, PASSWORD, URL = (f"OTEL_KIT_GRAFANA_{name}" for name in ("TOKEN", "USER", "PASSWORD", "URL"))
_TIMEOUT_SECONDS = 20.0
_CHARACTERS_SHOWN = 200
_FIXES = {
    401: f"set {TOKEN} to a service account's token, or {USER} and {PASSWORD}; the one that is set is refused",
    403: "give the service account the role Editor; data sources need Admin",
    404: f"write the address at which Grafana's page opens, its sub path as well, in --url or {URL}",
    412: "rename or remove the dashboard that is there already under this title, or the plug-in that brings it",
}


@dataclass(frozen=True)
class Grafana:
    """One Grafana: its address, such as `https://grafana.example/monitoring`, and how it knows us."""

    url: str
    token: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = _TIMEOUT_SECONDS

    @classmethod
    def of(cls, url: str | None, environ: Mapping[str, str]) -> Grafana:
        """Return the Grafana that an option or the environment names.

        Raises ConfigurationError where there is no address or no credential.
        """
        address = url or environ.get(URL, "")
        if not address.startswith(("http://", "https://")):
            fix = f"write --url https://grafana.example, or set {URL}"
            raise ConfigurationError("--url", address, problem="this is no address of a Grafana", fix=fix)
        token, user, password = (environ.get(name, "") for name in (TOKEN, USER, PASSWORD))
        if not token and not (user and password):
            fix = f"set {TOKEN} to a service account's token, or {USER} and {PASSWORD}"
            raise ConfigurationError(TOKEN, "", problem="Grafana must know who deploys", fix=fix)
        return cls(address.rstrip("/"), token, user, password)

    def folder(self, uid: str) -> dict[str, Any] | None:
        """Return a folder, None where there is none."""
        return self._find(f"/api/folders/{uid}")

    def make_folder(self, uid: str, title: str) -> None:
        """Make a folder."""
        self._ask("POST", "/api/folders", {"uid": uid, "title": title})

    def dashboard(self, uid: str) -> dict[str, Any] | None:
        """Return a dashboard with what Grafana knows about it (`dashboard`, `meta`), None where there is none."""
        return self._find(f"/api/dashboards/uid/{uid}")

    def save_dashboard(self, dashboard: Mapping[str, Any], folder: str, message: str) -> None:
        """Make a dashboard in a folder, or put it in the place of the one with its uid."""
        body = {"dashboard": dashboard, "folderUid": folder, "overwrite": True, "message": message}
        self._ask("POST", "/api/dashboards/db", body)

    def datasource(self, uid: str) -> dict[str, Any] | None:
        """Return a data source, None where there is none."""
        return self._find(f"/api/datasources/uid/{uid}")

    def make_datasource(self, datasource: Mapping[str, Any]) -> None:
        """Make a data source."""
        self._ask("POST", "/api/datasources", datasource)

    def replace_datasource(self, datasource: Mapping[str, Any]) -> None:
        """Put a data source in the place of the one with its uid."""
        self._ask("PUT", f"/api/datasources/uid/{datasource['uid']}", datasource)

    def _find(self, path: str) -> dict[str, Any] | None:
        answer = self._send("GET", path, None)
        if answer.status_code == httpx.codes.NOT_FOUND and _says(answer):
            return None  # Grafana says so; without a word it is somebody else who answers
        return self._read("GET", path, answer)

    def _ask(self, method: str, path: str, body: object) -> dict[str, Any]:
        return self._read(method, path, self._send(method, path, body))

    def _send(self, method: str, path: str, body: object) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        basic = None if self.token else httpx.BasicAuth(self.user, self.password)
        try:
            return httpx.request(
                method,
                f"{self.url}{path}",
                json=body,
                headers={"Accept": "application/json", **headers},
                auth=basic,
                timeout=self.timeout,
            )
        except httpx.TimeoutException as error:
            raise UnavailableError(
                f"grafana at {self.url}: {method} {path} has no answer after {self.timeout:g} s\n"
                "  → look whether it is overloaded, then deploy again: what is there already stays"
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnavailableError(
                f"grafana at {self.url}: does not answer ({error})\n  → look whether it runs, and at --url"
            ) from error

    def _read(self, method: str, path: str, answer: httpx.Response) -> dict[str, Any]:
        if answer.is_redirect:
            where = answer.headers.get("Location", "elsewhere")
            raise OtelKitError(
                f"grafana at {self.url}: {method} {path} leads to {where}\n"
                "  → name the address behind the redirect; a login page says that a proxy stands before Grafana"
            )
        said = _says(answer)
        if answer.is_error or said is None:
            shown = (said or {}).get("message") or " ".join(answer.text[:_CHARACTERS_SHOWN].split())
            fix = _FIXES.get(answer.status_code, "look into Grafana's log" if said else _FIXES[404])
            raise OtelKitError(
                f"grafana at {self.url}: {method} {path} answered {answer.status_code}: {shown}\n  → {fix}"
            )
        return said


def _says(answer: httpx.Response) -> dict[str, Any] | None:
    """Return what Grafana says; None for an answer that is not one of Grafana's."""
    try:
        content = answer.json()
    except ValueError:
        return None
    return content if isinstance(content, dict) else None
