"""Redis: a span for each command of the service, none for what Celery's broker does on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.instrument._contrib import start_contrib
from otel_kit.instrument._patch import replace

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["start", "start_quiet_broker"]

_QUIET = "_otel_kit_quiet"  # on a connection pool whose commands are not the service's work


def start() -> Callable[[], None]:
    """Instrument redis' clients."""
    import redis
    import redis.client

    stop = start_contrib("redis", "RedisInstrumentor")
    undos = [
        replace(redis.Redis, "execute_command", _unless_quiet),
        replace(redis.client.Pipeline, "execute", _unless_quiet),
        replace(redis.client.Pipeline, "immediate_execute_command", _unless_quiet),
    ]

    def undo() -> None:
        for one in reversed(undos):
            one()
        stop()

    return undo


def start_quiet_broker() -> Callable[[], None]:
    """Mark the connections of Celery's Redis broker: it polls, acknowledges and locks all the time."""
    from kombu.transport.redis import Channel

    def marked(original: Callable[..., Any]) -> Callable[..., Any]:
        def _get_pool(self: Any, *args: Any, **options: Any) -> Any:
            pool = original(self, *args, **options)
            setattr(pool, _QUIET, True)
            return pool

        return _get_pool

    return replace(Channel, "_get_pool", marked)


def _unless_quiet(original: Callable[..., Any]) -> Callable[..., Any]:
    def execute(self: Any, *args: Any, **options: Any) -> Any:
        if not getattr(self.connection_pool, _QUIET, False):
            return original(self, *args, **options)
        from opentelemetry.instrumentation.utils import suppress_instrumentation

        with suppress_instrumentation():
            return original(self, *args, **options)

    return execute
