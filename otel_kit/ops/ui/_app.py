"""The application: page, API and proxy under one roof."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount, Route

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops.clients import UnavailableError
from otel_kit.ops.ui._access import Access
from otel_kit.ops.ui._answers import refusal
from otel_kit.ops.ui._api import Api
from otel_kit.ops.ui._page import PAGE, page_of
from otel_kit.ops.ui._proxy import TIME_LIMIT, Proxy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import JSONResponse

    from otel_kit.ops.ui._backends import Backends

__all__ = ["application"]

_ALL_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]  # so that a write hears why not


def application(
    backends: Backends,
    *,
    token: str = "",
    environment: str | None = None,
    time_limit: float = TIME_LIMIT,
    page: Path = PAGE,
) -> Starlette:
    """Return the ASGI application of `otel-kit ui`.

    It asks `backends`, each question within `time_limit` seconds. With a `token` it answers only who has it; without
    one only under this machine's own names. `environment` names a part of `rules/values.yaml`: its limits are drawn.
    """
    proxy = Proxy(backends, time_limit=time_limit)
    api = Api(backends, token_required=bool(token), environment=environment)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        api.start()
        yield
        api.close()
        await proxy.close()

    return Starlette(
        routes=[
            Route("/proxy/{backend}/{path:path}", proxy.answer, methods=_ALL_METHODS),
            Mount("/api", routes=api.routes()),
            Mount("/", page_of(page)),
        ],
        middleware=[Middleware(Access, token=token)],
        exception_handlers={HTTPException: _http, OtelKitError: _known},
        lifespan=lifespan,
    )


def _http(_: Request, error: Exception) -> JSONResponse:
    status, why = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
    return refusal(status, why)


def _known(_: Request, error: Exception) -> JSONResponse:
    status = (
        502 if isinstance(error, UnavailableError) else 400 if isinstance(error, ConfigurationError) else 500
    )
    return refusal(status, str(error))
