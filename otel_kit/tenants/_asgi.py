"""The middleware that asks a resolver once for each request or websocket of a Starlette or FastAPI application."""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Any

from starlette.requests import HTTPConnection, Request

from otel_kit._guard import guarded
from otel_kit.tenants._resolve import enter

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from otel_kit.tenants._context import tenant
    from otel_kit.tenants._resolve import Resolver

__all__ = ["TenantMiddleware"]


class TenantMiddleware:
    """Handles a request inside the block of its tenant."""

    def __init__(self, app: Callable[..., Awaitable[None]], resolver: Resolver) -> None:
        """Stand before `app`."""
        self._app = app
        self._resolver = resolver

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Handle one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        block = await self._enter(scope)
        try:
            await self._app(scope, receive, send)
        finally:
            if block is not None:
                block.__exit__(*sys.exc_info())

    async def _enter(self, scope: Any) -> tenant | None:
        with guarded("tenants.resolver"):
            request = Request(scope) if scope["type"] == "http" else HTTPConnection(scope)
            found = self._resolver(request)
            return enter(await found if inspect.isawaitable(found) else found)
        return None
