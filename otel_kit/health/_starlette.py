"""The endpoints on FastAPI and Starlette: asynchronous, in the application's own event loop."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse
from starlette.routing import Route

from otel_kit.health._mount import NO_STORE, answer_health, answer_live, answer_ready
from otel_kit.health._sigterm import follow_sigterm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.applications import Starlette
    from starlette.requests import Request

    from otel_kit.health._mount import Answer
    from otel_kit.health._registry import Registry

__all__ = ["add_routes"]


def add_routes(app: Starlette, prefix: str, registry: Registry) -> None:
    """Put the endpoints before all other routes, so that no catch-all route hides them."""

    async def health(_: Request) -> JSONResponse:
        return _response(answer_health(await registry.report_async()))

    async def live(_: Request) -> JSONResponse:
        return _response(answer_live())

    async def ready(_: Request) -> JSONResponse:
        # A server that takes the signal after the application was made takes it from us: take it back.
        follow_sigterm(registry.stopping)
        return _response(answer_ready(await registry.readiness_async()))

    app.router.routes[:0] = [
        Route(path, endpoint, include_in_schema=False)
        for path, endpoint in ((prefix, health), (f"{prefix}/live", live), (f"{prefix}/ready", ready))
    ]
    _learn_loop(app, registry)


def _learn_loop(app: Starlette, registry: Registry) -> None:
    """Let the registry know the application's event loop from its start on: asynchronous checks run there."""
    registry.note_loop()  # the application may have started already
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: Any) -> AsyncIterator[Any]:
        registry.note_loop()
        async with inner(running) as state:
            yield state

    app.router.lifespan_context = lifespan


def _response(answer: Answer) -> JSONResponse:
    status, content = answer
    return JSONResponse(content, status, headers=NO_STORE)
