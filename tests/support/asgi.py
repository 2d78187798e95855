"""Applications in FastAPI and Starlette, and how to ask them without a server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from starlette.responses import PlainTextResponse, StreamingResponse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["DURATION", "call", "hello", "shop"]

DURATION = "http.server.request.duration"


def call(app: Any, *requests: tuple[str, str], **options: Any) -> list[httpx.Response]:
    """Send requests to the application, one after another."""

    async def send() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as client:
            return [await client.request(method, path, **options) for method, path in requests]

    return asyncio.run(send())


def shop() -> FastAPI:
    """An application with one of each kind of answer."""
    app = FastAPI()
    router = APIRouter(prefix="/v1")

    @router.get("/items/{item}")
    def item(item: str) -> dict[str, str]:
        return {"item": item}

    @app.post("/leads", status_code=201)
    async def leads() -> dict[str, bool]:
        return {"ok": True}

    @app.get("/broken")
    async def broken() -> None:
        msg = "no such table"
        raise LookupError(msg)

    @app.get("/missing")
    async def missing() -> None:
        raise HTTPException(404)

    @app.get("/stream")
    async def stream() -> StreamingResponse:
        async def chunks() -> AsyncIterator[bytes]:
            for _ in range(3):
                yield b"abcd"

        return StreamingResponse(chunks())

    @app.get("/empty", status_code=204)
    async def empty() -> Response:
        return Response(status_code=204)

    app.include_router(router, prefix="/api")
    return app


async def hello(request: Request) -> PlainTextResponse:
    """Greet."""
    return PlainTextResponse("hello")
