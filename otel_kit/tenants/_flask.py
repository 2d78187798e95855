"""Asks a resolver before each request of a Flask application, and leaves the tenant when the answer begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from otel_kit._guard import guarded
from otel_kit.tenants._resolve import enter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask import Flask

    from otel_kit.tenants._context import tenant
    from otel_kit.tenants._resolve import Resolver

__all__ = ["resolve"]

_BLOCKS = "otel_kit.tenants"


def resolve(application: Flask, resolver: Resolver) -> None:
    """Register with the application."""
    application.wsgi_app = _leaving(application.wsgi_app)  # type: ignore[method-assign]

    @application.before_request
    def begin() -> None:
        blocks: list[tenant] | None = request.environ.get(_BLOCKS)
        with guarded("tenants.resolver"):
            block = None if blocks is None else enter(resolver(request))
            if block is not None and blocks is not None:
                blocks.append(block)


def _leaving(inner: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    # Not in a teardown function: that of a streamed answer may run in another thread, or never.
    def wsgi_app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        blocks: list[tenant] = environ.setdefault(_BLOCKS, [])
        try:
            return inner(environ, start_response)
        finally:
            while blocks:
                blocks.pop().__exit__(None, None, None)

    return wsgi_app
