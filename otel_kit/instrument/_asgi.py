"""Starlette and FastAPI: every HTTP request and websocket connection of every application, each counted once.

The class's `__call__` is wrapped, so applications that exist already, that start later or that call `init()` in their
lifespan are all covered, and an application mounted in another is part of the outer one's request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.instrument._http_message import Received, number
from otel_kit.instrument._http_server import HttpServer
from otel_kit.instrument._patch import replace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from otel_kit.instrument._http_message import Answer
    from otel_kit.instrument._http_server import Exchange

    Scope = dict[str, Any]
    Message = dict[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

__all__ = ["start_fastapi", "start_starlette"]

# Set on a request's scope by whoever observes it first. The second key is FastAPI's own and the third Starlette's:
# their built-in telemetry leaves a request alone that carries them.
_SEEN = {"otel_kit.http": True, "fastapi.telemetry": None, "starlette.opentelemetry": True}
_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def start_starlette() -> Callable[[], None]:
    """Instrument Starlette applications."""
    from starlette.applications import Starlette

    return _instrument(Starlette, "starlette")


def start_fastapi() -> Callable[[], None]:
    """Instrument FastAPI applications."""
    from fastapi.applications import FastAPI

    return _instrument(FastAPI, "fastapi")


def _instrument(application: type, framework: str) -> Callable[[], None]:
    server = HttpServer(framework)

    def observed(original: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def __call__(self: Any, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: N807
            exchange = _begin(server, self, scope)
            if exchange is None:
                await original(self, scope, receive, send)
            else:
                await _observe(exchange, original, (self, scope, receive), send)

        return __call__

    return replace(application, "__call__", observed)


def _begin(server: HttpServer, application: Any, scope: Scope) -> Exchange | None:
    """Start the exchange of a request that nobody observes yet."""
    if scope["type"] not in ("http", "websocket") or "otel_kit.http" in scope:
        return None
    if getattr(application, "_is_instrumented_by_opentelemetry", False):
        return None  # the user chose OpenTelemetry's own middleware for this application
    scope.update(_SEEN)
    received = _received(scope)
    return server.begin(received) if received is not None else None


async def _observe(
    exchange: Exchange,
    handle: Callable[..., Awaitable[None]],
    arguments: tuple[Any, Scope, Receive],
    send: Send,
) -> None:
    answer = exchange.answer

    async def sending(message: Message) -> None:
        _note(answer, message)
        await send(message)
        if _is_last(message):
            exchange.answered()

    try:
        await handle(*arguments, sending)
    except Exception as error:
        answer.error = None if _is_disconnect(error) else error
        raise
    finally:
        answer.route = _route(arguments[1])
        exchange.finish()
        exchange.leave()


@guarded("instrument.asgi.received")
def _received(scope: Scope) -> Received:
    headers = _headers(scope.get("headers", ()))
    client = scope.get("client")
    is_websocket = scope["type"] == "websocket"
    return Received(
        method=scope.get("method", ""),
        scheme=scope.get("scheme") or ("ws" if is_websocket else "http"),
        path=scope.get("path", ""),
        query=scope.get("query_string", b"").decode("latin-1"),
        headers=headers,
        protocol_version=scope.get("http_version"),
        server=_server(headers.get("host"), scope),
        client=client[0] if client else None,
        is_websocket=is_websocket,
    )


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, list[str]]:
    headers: dict[str, list[str]] = {}
    for name, value in raw:
        headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return headers


def _server(host: list[str] | None, scope: Scope) -> tuple[str, int | None] | None:
    """Return the address and port that the client asked for, else those of the socket."""
    if host:
        name, _, digits = host[0].rpartition(":")
        port = number(digits)
        if name and port is not None:
            return name.strip("[]"), port
        return host[0].strip("[]"), _DEFAULT_PORTS.get(scope.get("scheme", "http"))
    server = scope.get("server")
    return (server[0], server[1]) if server else None


@guarded("instrument.asgi.answer")
def _note(answer: Answer, message: Message) -> None:
    kind = message["type"]
    if kind == "http.response.body":
        answer.size = (answer.size or 0) + len(message.get("body") or b"")
    elif kind == "http.response.start":
        answer.status = message["status"]
        answer.headers = _headers(message.get("headers") or ())
    elif kind == "websocket.http.response.start":
        answer.status = message["status"]


def _is_last(message: Message) -> bool:
    kind = message["type"]
    return (kind == "http.response.body" and not message.get("more_body")) or kind == "http.response.pathsend"


def _is_disconnect(error: Exception) -> bool:
    """Tell whether a websocket's peer just went away, which is how every connection ends."""
    return type(error).__name__ == "WebSocketDisconnect"


@guarded("instrument.asgi.route")
def _route(scope: Scope) -> str | None:
    """Return the path template that matched, with the prefixes of routers and mounts; `None` for an unknown path."""
    from starlette.routing import Mount

    route = scope.get("route")
    prefix = _mounted_at(scope)
    if isinstance(route, Mount) or (route is None and prefix):
        return f"{prefix}/{{path}}"  # nothing in the mounted application matched, or it has no routes: static files
    path = _included_path(scope, route) or getattr(route, "path_format", None)
    return f"{prefix}{path}" if path is not None else None


def _mounted_at(scope: Scope) -> str:
    """Return the prefixes of the mounts on the way; what matched a parameter stands there under its name."""
    root: str = scope.get("root_path", "")
    prefix = root[len(scope.get("app_root_path", root)) :].rstrip("/")
    names = (
        {str(value): f"{{{name}}}" for name, value in scope.get("path_params", {}).items()} if prefix else {}
    )
    return "/".join(names.get(segment, segment) for segment in prefix.split("/"))


def _included_path(scope: Scope, route: Any) -> str | None:
    """Return the template of a route that FastAPI ≥ 0.137 found in an included router: its prefix is only here."""
    included = (scope.get("fastapi") or {}).get("effective_route_context")
    if included is None or getattr(included, "original_route", None) is not route:
        return None
    path: str | None = included.path_format
    return path
