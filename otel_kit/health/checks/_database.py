"""A database answers `SELECT 1`: through SQLAlchemy, asyncpg, or whatever connects as DB-API has it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["database"]


def database(target: Any, query: str = "SELECT 1") -> Callable[[], Any]:
    """Check a database with a query that costs nothing.

    `target` is an engine of SQLAlchemy (synchronous or not), a pool of asyncpg, or a function that connects:
    `lambda: psycopg.connect(address)`. A pool is borrowed from; a function connects each time.
    """
    family = type(target).__module__.partition(".")[0]
    if family == "sqlalchemy":
        return _asyncio_engine(target, query) if hasattr(target, "sync_engine") else _engine(target, query)
    if family == "asyncpg":
        return _asyncpg(target, query)
    if callable(target):
        return _dbapi(target, query)
    raise ConfigurationError(
        "database", type(target).__name__, problem="must be an engine, a pool, or a function that connects",
        fix="write it like checks.database(lambda: psycopg.connect(address))",
    )  # fmt: skip


def _engine(engine: Any, query: str) -> Callable[[], None]:
    def probe() -> None:
        with engine.connect() as connection:
            connection.exec_driver_sql(query)

    return probe


def _asyncio_engine(engine: Any, query: str) -> Callable[[], Any]:
    async def probe() -> None:
        async with engine.connect() as connection:
            await connection.exec_driver_sql(query)

    return probe


def _asyncpg(pool: Any, query: str) -> Callable[[], Any]:
    async def probe() -> None:
        await pool.fetchval(query)

    return probe


def _dbapi(connect: Callable[[], Any], query: str) -> Callable[[], None]:
    def probe() -> None:
        with closing(connect()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(query)
            cursor.fetchone()

    return probe
