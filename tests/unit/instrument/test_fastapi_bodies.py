"""FastAPI and Starlette: how large what arrives and what is answered is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.routing import Route

from support.asgi import call, hello, shop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from support.telemetry import Telemetry


def test_each_answer_has_its_own_size(telemetry: Telemetry, install: Callable[..., None]) -> None:
    """An answer without a declared length never inherits the length of the one before."""
    install("fastapi")
    call(shop(), ("POST", "/leads"), ("GET", "/stream"), ("GET", "/empty"))
    sizes = {p.attributes["http.route"]: p.value for p in telemetry.points("http.server.response.body.size")}
    assert sizes == {"/leads": len(b'{"ok":true}'), "/stream": 12, "/empty": 0}


def test_request_bodies_are_sized(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    call(shop(), ("POST", "/leads"), content=b"x" * 300)
    assert telemetry.point("http.server.request.body.size").value == 300


def test_a_body_that_declares_no_length_is_sized_as_it_is_read(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    app = FastAPI()

    @app.post("/upload")
    async def upload(request: Request) -> int:
        return len(await request.body())

    @app.post("/ignored")
    async def ignored() -> None:
        """Read nothing."""

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * 100

    call(app, ("POST", "/upload"), content=chunks())
    call(app, ("POST", "/ignored"), content=chunks())
    point = telemetry.point("http.server.request.body.size")
    assert (point.attributes["http.route"], point.value) == ("/upload", 300)


def test_the_answer_to_a_head_has_no_body(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("starlette")
    call(Starlette(routes=[Route("/", hello, methods=["GET"])]), ("HEAD", "/"))
    assert telemetry.point("http.server.response.body.size").value == 0


def test_a_file_that_the_server_sends_itself_has_the_size_that_it_declares(
    telemetry: Telemetry, install: Callable[..., None], tmp_path: Path
) -> None:
    install("starlette")
    (tmp_path / "price.txt").write_text("12")

    async def price(request: Request) -> FileResponse:
        return FileResponse(tmp_path / "price.txt")

    sent = []

    async def with_pathsend(scope: Any, receive: Any, send: Any) -> None:
        async def keep(message: Any) -> None:
            sent.append(message["type"])
            if message["type"] == "http.response.start":
                await send(message)

        scope["extensions"] = {"http.response.pathsend": {}}
        await Starlette(routes=[Route("/", price)])(scope, receive, keep)
        await send({"type": "http.response.body"})

    call(with_pathsend, ("GET", "/"))
    assert sent == ["http.response.start", "http.response.pathsend"]
    assert telemetry.point("http.server.response.body.size").value == 2
