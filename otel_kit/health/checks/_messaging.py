"""Redis answers a PING; Celery's broker lets itself be connected to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["broker", "redis"]


def redis(client: Any) -> Callable[[], Any]:
    """Check Redis with a client of the `redis` package, synchronous or not."""
    if type(client).__module__.startswith("redis.asyncio"):

        async def probe_async() -> None:
            await client.ping()

        return probe_async

    def probe() -> None:
        client.ping()

    return probe


def broker(app: Any, timeout: float = 1.5) -> Callable[[], None]:
    """Check the broker of a Celery application, by a connection of its own."""

    def probe() -> None:
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=timeout)

    return probe
