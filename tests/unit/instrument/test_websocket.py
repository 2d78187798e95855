"""A websocket: how many are open, what went over them, how long messages were dealt with, what went wrong."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from opentelemetry import trace
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from support.telemetry import in_memory
from support.web import uvicorn_serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.telemetry import Telemetry

ENDPOINT = {"kit_websocket_endpoint": "/rooms/{room}"}


def rooms(open_now: Callable[[], Any] = lambda: None) -> FastAPI:
    """An application that echoes; `open_now` is called with each message."""
    app = FastAPI()

    @app.websocket("/rooms/{room}")
    async def room(socket: WebSocket, room: str) -> None:
        if room == "closed":
            await socket.close()
            return
        await socket.accept()
        while True:
            text = await socket.receive_text()
            if room == "broken":
                await socket.send_json(json.loads(text))
            elif room == "given_up":
                await socket.close(1011)
                return
            else:
                open_now()
                await socket.send_text(text)

    return app


def talk(app: Any, path: str, *messages: str) -> list[dict[str, Any]]:
    """Connect, send the messages and go away; return what came back."""
    sent: list[dict[str, Any]] = []
    arriving = [
        {"type": "websocket.connect"},
        *[{"type": "websocket.receive", "text": message} for message in messages],
        {"type": "websocket.disconnect", "code": 1001},
    ]

    async def receive() -> Any:
        return arriving.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": path, "headers": [(b"host", b"shop.test")], "query_string": b""}
    with contextlib.suppress(WebSocketDisconnect):
        asyncio.run(app(scope, receive, send))
    return sent


def test_it_is_one_span_from_its_opening_to_its_end(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    sent = talk(rooms(), "/rooms/7", *["hello"] * 3)
    (span,) = telemetry.spans()
    assert (span.name, span.status.is_unset, list(span.events)) == ("WS /rooms/{room}", True, [])
    assert span.attributes["network.protocol.name"] == "websocket"
    assert [message["type"] for message in sent] == ["websocket.accept", *["websocket.send"] * 3]
    assert telemetry.points("http.server.request.duration") == []


def test_messages_are_counted_each_way_by_route(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    for room in (7, 8):
        talk(rooms(), f"/rooms/{room}", *["hello"] * 3)
    for direction in ("receive", "transmit"):
        assert (
            telemetry.point("kit.websocket.messages", network_io_direction=direction, **ENDPOINT).value == 6
        )
    assert telemetry.point("kit.websocket.message.duration", **ENDPOINT).count == 6
    assert telemetry.points("kit.websocket.errors") == []


def test_what_is_open_now_is_known_while_it_is(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    seen = []
    talk(rooms(lambda: seen.append(telemetry.point("kit.websocket.connections").value)), "/rooms/7", "hello")
    assert seen == [1]
    assert telemetry.point("kit.websocket.connections", **ENDPOINT).value == 0


@pytest.mark.parametrize(
    ("room", "error_type"), [("broken", "json.decoder.JSONDecodeError"), ("given_up", "1011")]
)
def test_what_goes_wrong_is_counted_once(
    telemetry: Telemetry, install: Callable[..., None], room: str, error_type: str
) -> None:
    install("fastapi", "starlette")
    with contextlib.suppress(json.JSONDecodeError):
        talk(rooms(), f"/rooms/{room}", "no JSON")
    assert telemetry.point("kit.websocket.errors", **ENDPOINT).value == 1
    assert telemetry.point("kit.websocket.errors").attributes["error.type"] == error_type
    assert telemetry.point("kit.websocket.connections").value == 0
    assert telemetry.point("kit.websocket.message.duration").count == 1


def test_an_exception_is_on_the_connection_s_span_once(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi", "starlette")
    with contextlib.suppress(json.JSONDecodeError):
        talk(rooms(), "/rooms/broken", "no JSON")
    (span,) = telemetry.spans()
    assert span.status.status_code is trace.StatusCode.ERROR
    assert len(span.events) == 1


@pytest.mark.parametrize("path", ["/rooms/closed", "/nowhere/7"])
def test_a_connection_that_is_refused_was_never_open(
    telemetry: Telemetry, install: Callable[..., None], path: str
) -> None:
    install("fastapi")
    talk(rooms(), path)
    assert telemetry.points("kit.websocket.connections") == []
    assert len(telemetry.spans()) == 1


def test_a_message_that_is_no_text_at_all_does_not_disturb_the_connection(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    assert [m["type"] for m in talk(rooms(), "/rooms/7", "\ud800" * 10)] == [
        "websocket.accept",
        "websocket.send",
    ]


def test_a_real_connection_is_no_different(install: Callable[..., None]) -> None:
    """Over uvicorn, with aiohttp on the other side."""

    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        async for text in socket.iter_text():
            await socket.send_text(text)

    async def call(url: str) -> str:
        async with aiohttp.ClientSession() as session, session.ws_connect(f"{url}/echo") as socket:
            await socket.send_str("hello")
            return await socket.receive_str()

    with in_memory() as telemetry:
        install("starlette")
        with uvicorn_serving(Starlette(routes=[WebSocketRoute("/echo", echo)])) as url:
            assert asyncio.run(call(url)) == "hello"
        (span,) = telemetry.spans()
        assert span.name == "WS /echo"
        assert [point.value for point in telemetry.points("kit.websocket.messages")] == [1, 1]
        assert telemetry.point("kit.websocket.connections").value == 0
