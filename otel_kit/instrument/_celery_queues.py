"""How many tasks wait, and how long: a worker's main process asks the broker at times, on a connection of its own."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Any

from opentelemetry import context

from otel_kit._guard import guarded
from otel_kit.instrument._celery_waiting import oldest_age
from otel_kit.signals import jobs

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["QueueWatch", "depth_of"]

_INTERVAL = 5.0  # s between two looks
_PATIENCE = 2.0  # s that the broker has to answer
_MOST_QUEUES = 50  # the registry's max_values of kit.queue.name
_logger = logging.getLogger(__name__)


class QueueWatch:
    """A thread of the worker's main process; pool processes, which are forked later, do not have it."""

    def __init__(self) -> None:
        """Watch nothing before `start`."""
        self._stopped = threading.Event()

    def start(self, *, sender: Any, **_: Any) -> None:
        """Begin when the worker is ready. `sender` is its consumer."""
        self._stopped = threading.Event()
        names = list(sender.app.amqp.queues.consume_from)[:_MOST_QUEUES]
        threading.Thread(
            target=self._watch, args=(sender.app, names, self._stopped), name="otel-kit-queues", daemon=True
        ).start()

    def stop(self, **_: Any) -> None:
        """End with the worker."""
        self._stopped.set()

    @guarded("instrument.celery.queues")
    def _watch(self, app: Any, names: Sequence[str], stopped: threading.Event) -> None:
        context.attach(context.set_value("suppress_instrumentation", True))  # this thread's redis commands
        while not stopped.is_set():
            connection = _patient(app.connection_for_read())
            try:
                self._look(connection, names, stopped)
            except connection.connection_errors + connection.channel_errors as error:
                _logger.debug("cannot ask the broker how much waits: %s", error)
                stopped.wait(_INTERVAL)
            finally:
                connection.release()

    def _look(self, connection: Any, names: Sequence[str], stopped: threading.Event) -> None:
        while not stopped.is_set():
            for name in names:
                _report(connection.default_channel, name)
            stopped.wait(_INTERVAL)


def _report(channel: Any, queue: str) -> None:
    depth = depth_of(channel, queue)
    jobs.queue_depth(depth, queue=queue)
    if not depth:
        jobs.queue_oldest_age(0.0, queue=queue)
    elif hasattr(channel, "priority_steps"):  # Redis; with other brokers one cannot look without taking
        age = oldest_age(channel, queue, time.time())
        if age is not None:
            jobs.queue_oldest_age(age, queue=queue)


def depth_of(channel: Any, queue: str) -> int:
    """Return how many messages wait in a queue, whatever the broker is."""
    size = getattr(channel, "_size", None)  # kombu's own transports: Redis, files, memory
    if size is not None:
        return int(size(queue))
    return int(channel.queue_declare(queue=queue, passive=True).message_count)


def _patient(connection: Any) -> Any:
    """Bound how long Redis may keep us waiting; other transports have bounds of their own."""
    if str(connection.transport_cls).startswith("redis"):
        bounds = {"socket_timeout": _PATIENCE, "socket_connect_timeout": _PATIENCE}
        connection.transport_options = {**(connection.transport_options or {}), **bounds}
    return connection
