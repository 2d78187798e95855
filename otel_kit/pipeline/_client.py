"""Where each signal goes, and how a request to there looks."""

from __future__ import annotations

import dataclasses
import gzip
import ssl
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from otel_kit._version import VERSION
from otel_kit.pipeline._http import Connection
from otel_kit.pipeline._outage import Outage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from otel_kit.pipeline._answer import Answer
    from otel_kit.settings import Settings


@dataclasses.dataclass(frozen=True)
class Route:
    """Where one signal goes: the whole URL, and the headers that were asked for."""

    signal: str
    url: str
    headers: Mapping[str, str]
    zipped: bool


class Client:
    """Posts one signal's encoded requests to its collector."""

    def __init__(
        self,
        route: Route,
        connection: Connection,
        outage: Outage,
        exported: Callable[[str, float, Answer], None],
    ) -> None:
        """Build the headers once; `exported` is told signal, seconds and answer of each request."""
        parts = urlsplit(route.url)
        self.signal = route.signal
        self._path = parts.path + (f"?{parts.query}" if parts.query else "")
        self._connection = connection
        self._outage = outage
        self._exported = exported
        self._zipped = route.zipped
        self._headers = {
            "content-type": "application/x-protobuf",
            "user-agent": f"otel-kit/{VERSION}",
            **({"content-encoding": "gzip"} if route.zipped else {}),
            **{name.lower(): value for name, value in route.headers.items()},
        }

    def post(self, payload: bytes, timeout: float) -> Answer:
        """Send a request; an answer comes back within about `timeout` seconds."""
        body = gzip.compress(payload) if self._zipped else payload
        began = time.perf_counter()
        answer = self._connection.post(self._path, body, self._headers, timeout)
        self._exported(self.signal, time.perf_counter() - began, answer)
        self._outage.heard(self.signal, answer)
        return answer

    def abandon(self) -> None:
        """Leave the parent's socket alone in a forked child."""
        self._connection.abandon()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def build_clients(settings: Settings, exported: Callable[[str, float, Answer], None]) -> dict[str, Client]:
    """Return a client for each signal; signals that go to the same server share one connection."""
    tls = _tls(settings)
    servers: dict[str, tuple[Connection, Outage]] = {}
    clients = {}
    for route in _routes(settings):
        parts = urlsplit(route.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in servers:
            servers[origin] = (Connection(origin, tls), Outage(origin, parts.hostname or ""))
        clients[route.signal] = Client(route, *servers[origin], exported)
    return clients


def _routes(settings: Settings) -> list[Route]:
    return [
        Route(
            signal,
            own or f"{settings.endpoint}/v1/{path}",
            {**settings.headers, **headers},
            settings.compression == "gzip",
        )
        for signal, path, own, headers in (
            ("traces", "traces", settings.traces_endpoint, settings.traces_headers),
            ("metrics", "metrics", settings.metrics_endpoint, settings.metrics_headers),
            ("logs", "logs", settings.logs_endpoint, settings.logs_headers),
            ("audit", "logs", settings.logs_endpoint, settings.logs_headers),
        )
    ]


def _tls(settings: Settings) -> ssl.SSLContext | None:
    if settings.certificate is None and settings.client_certificate is None:
        return None
    context = ssl.create_default_context(cafile=settings.certificate)
    if settings.client_certificate is not None:
        context.load_cert_chain(settings.client_certificate, settings.client_key)
    return context
