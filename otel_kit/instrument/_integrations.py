"""What can be instrumented: one row each."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["INTEGRATIONS", "NAMES", "Integration"]


@dataclass(frozen=True)
class Integration:
    """One integration: its name in settings, the module whose import starts it, and who does the work.

    `start` is `module:function` below otel_kit.instrument, imported only then. The function takes no argument and
    returns the function that takes the integration out again. `on_import=None` starts at once.
    """

    name: str
    on_import: str | None
    start: str


INTEGRATIONS = (
    Integration("starlette", "starlette.applications", "_asgi:start_starlette"),
    Integration("fastapi", "fastapi.applications", "_asgi:start_fastapi"),
    Integration("flask", "flask", "_flask:start"),
    Integration("celery", "celery.app.base", "_celery:start"),
    Integration("redis", "redis", "_redis:start"),
    # kombu is Celery's way to its broker: the broker's own commands are not the service's work.
    Integration("redis", "kombu.transport.redis", "_redis:start_quiet_broker"),
    Integration("requests", "requests", "_requests:start"),
    Integration("httpx", "httpx", "_httpx:start"),
    Integration("aiohttp", "aiohttp", "_aiohttp:start"),
    Integration("asyncio", "asyncio", "_asyncio:start"),
    Integration("asyncio", "uvloop", "_asyncio:start_uvloop"),
    Integration("errors", None, "_errors:start"),
    Integration("errors", "asyncio", "_errors_asyncio:start"),
    Integration("errors", "uvloop", "_errors_asyncio:start_uvloop"),
    Integration("process", None, "_process:start"),
    Integration("system", None, "_system:start"),
)
NAMES = tuple(sorted({row.name for row in INTEGRATIONS}))
