"""Starlette and FastAPI: every HTTP request and websocket connection of every application, each counted once.

The class's `__call__` is wrapped, so applications that exist already, that start later or that call `init()` in their
lifespan are all covered, and an application mounted in another is part of the outer one's request.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.instrument._asgi_message import answer_of, is_last, received, size_of
from otel_kit.instrument._asgi_route import route_of
from otel_kit.instrument._asgi_websocket import Connection
from otel_kit.instrument._http_server import HttpServer, current_exchange
from otel_kit.instrument._patch import replace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from otel_kit.instrument._http_server import Exchange

    Scope = dict[str, Any]
    Message = dict[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    Handle = Callable[[Receive, Send], Awaitable[None]]

__all__ = ["start_fastapi", "start_starlette"]

# Set on a request's scope by whoever observes it first. The second key is FastAPI's own and the third Starlette's:
# their built-in telemetry leaves a request alone that carries them.
_SEEN = {"otel_kit.http": True, "fastapi.telemetry": None, "starlette.opentelemetry": True}


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
                return
            exchange.find_route = lambda: route_of(scope)
            observe = _observe_websocket if exchange.received.is_websocket else _observe_request
            await observe(exchange, scope, lambda *ends: original(self, scope, *ends), (receive, send))

        return __call__

    return replace(application, "__call__", observed)


def _begin(server: HttpServer, application: Any, scope: Scope) -> Exchange | None:
    """Start the exchange of a request that nobody observes yet."""
    if scope["type"] not in ("http", "websocket") or "otel_kit.http" in scope:
        return None
    if getattr(application, "_is_instrumented_by_opentelemetry", False):
        return None  # the user chose OpenTelemetry's own middleware for this application
    scope.update(_SEEN)
    arrived = received(scope)
    outer = current_exchange()
    if arrived is None or (outer is not None and arrived.is_part_of(outer.received)):
        return None
    return server.begin(arrived)


async def _observe_request(
    exchange: Exchange, scope: Scope, handle: Handle, ends: tuple[Receive, Send]
) -> None:
    receive, send = ends
    answer = exchange.answer

    async def receiving() -> Message:
        message = await receive()
        size_of(answer, message)
        return message

    async def sending(message: Message) -> None:
        answer_of(answer, message)
        await send(message)
        if is_last(message):
            _end_with_answer(exchange, scope)

    try:
        await handle(receiving if exchange.received.has_unsized_body() else receive, sending)
    except Exception as error:
        exchange.fail(error)
        raise
    finally:
        _end(exchange, scope)


async def _observe_websocket(
    exchange: Exchange, scope: Scope, handle: Handle, ends: tuple[Receive, Send]
) -> None:
    connection = Connection(exchange, lambda: route_of(scope))
    try:
        await handle(*connection.around(*ends))
    except Exception as error:
        connection.fail(error)
        raise
    finally:
        connection.close()
        _end(exchange, scope)


def _end_with_answer(exchange: Exchange, scope: Scope) -> None:
    """End the request with the last byte of its answer: background tasks may run for long.

    Unless the answer tells of an exception: Starlette sends it while it handles one, and raises that afterwards.
    """
    exchange.answered()
    if sys.exc_info()[1] is None:
        _note_route(exchange, scope)
        exchange.finish()


def _end(exchange: Exchange, scope: Scope) -> None:
    _note_route(exchange, scope)
    exchange.finish()
    exchange.leave()


@guarded("instrument.asgi.route")
def _note_route(exchange: Exchange, scope: Scope) -> None:
    # A framework inside this one knows the whole route.
    if exchange.answer.route is None:
        exchange.answer.route = route_of(scope)
