"""aiohttp's client: every request of every session, those that exist already among them.

aiohttp's own tracing tells what happens; a session is given it with its next request. Each redirect is a request of
its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.instrument._http_client import HttpClient, Sent
from otel_kit.instrument._patch import replace

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from aiohttp import ClientResponse, ClientSession, TraceConfig
    from yarl import URL

    from otel_kit.instrument._http_client import Outgoing

__all__ = ["start"]

_SEE_OTHER = 303
_MOVED = frozenset({301, 302})


def start() -> Callable[[], None]:
    """Instrument aiohttp's sessions."""
    from aiohttp import ClientSession

    tracing = _Tracing(HttpClient("aiohttp_client"))

    def observed(original: Callable[..., Any]) -> Callable[..., Any]:
        async def _request(self: ClientSession, *args: Any, **options: Any) -> Any:
            tracing.watch(self)
            return await original(self, *args, **options)

        return _request

    undo = replace(ClientSession, "_request", observed)

    def stop() -> None:
        undo()
        tracing.stopped = True  # sessions keep it

    return stop


class _Tracing:
    """Callbacks of aiohttp's tracing, for all sessions. The context of a call, which is aiohttp's, keeps what is sent."""

    def __init__(self, client: HttpClient) -> None:
        self.stopped = False
        self._client = client
        self._config = self._as_config()

    def _as_config(self) -> TraceConfig:
        from aiohttp import TraceConfig

        config: TraceConfig = TraceConfig()
        config.on_request_start.append(self._started)
        config.on_request_redirect.append(self._redirected)
        config.on_request_end.append(self._ended)
        config.on_request_exception.append(self._failed)
        config.freeze()
        return config

    @guarded("instrument.aiohttp")
    def watch(self, session: ClientSession) -> None:
        """Let a session tell what it does, unless it tells OpenTelemetry's own instrumentation already."""
        configs = session.trace_configs
        if self._config not in configs and not any(map(_is_upstreams, configs)):
            configs.append(self._config)

    async def _started(self, _session: ClientSession, call: Any, request: Any) -> None:
        self._begin(call, request.method, request.url, request.headers)

    async def _redirected(self, _session: ClientSession, call: Any, request: Any) -> None:
        self._answered(call, request.response)
        with guarded("instrument.aiohttp"):
            method, target = _next(request.method, request.response)
            self._begin(call, method, target, request.headers)

    async def _ended(self, _session: ClientSession, call: Any, request: Any) -> None:
        self._answered(call, request.response)

    async def _failed(self, _session: ClientSession, call: Any, request: Any) -> None:
        if call.otel_kit is not None:
            call.otel_kit.failed(request.exception)

    @guarded("instrument.aiohttp")
    def _begin(self, call: Any, method: str, url: URL, headers: MutableMapping[str, str]) -> None:
        call.otel_kit = None
        if self.stopped:
            return
        sent = Sent(method, url.scheme, url.host or "", url.port, str(url), headers)
        outgoing: Outgoing | None = self._client.begin(sent)
        if outgoing is not None:
            outgoing.inject(headers)
            call.otel_kit = outgoing

    @guarded("instrument.aiohttp")
    def _answered(self, call: Any, response: ClientResponse) -> None:
        if call.otel_kit is not None:
            version = response.version
            text = f"{version.major}.{version.minor}" if version is not None else None
            call.otel_kit.answered(response.status, response.headers, text)


def _next(method: str, response: ClientResponse) -> tuple[str, URL]:
    """Return what aiohttp sends after a redirect."""
    becomes_get = (response.status == _SEE_OTHER and method != "HEAD") or (
        response.status in _MOVED and method == "POST"
    )
    location = response.headers.get("Location") or response.headers.get("URI") or ""
    return "GET" if becomes_get else method, response.url.join(type(response.url)(location))


def _is_upstreams(config: TraceConfig) -> bool:
    return any(act.__module__.startswith("opentelemetry.") for act in config.on_request_start)
