"""A task that is sent: a producer span around the sending, and its context in the message."""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from opentelemetry import propagate
from opentelemetry.trace import SpanKind

from otel_kit.instrument import _scope
from otel_kit.instrument._patch import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from opentelemetry.trace import Span

__all__ = ["SENT_AT", "before_publish", "short_name", "start", "task_attributes"]

# A header of the message: when it was sent, in seconds since 1970. Celery itself does not say so.
SENT_AT = "otel_kit_sent_at"

# The span of the sending that is going on; Celery tells the queue in a signal meanwhile.
_sending: ContextVar[Span | None] = ContextVar("otel_kit_sending", default=None)


def start() -> Callable[[], None]:
    """Put a span around each `apply_async`, `delay` and `send_task`: they all end in `Celery.send_task`."""
    from celery.app.base import Celery

    tracer = _scope.tracer("celery")

    def observed(original: Callable[..., Any]) -> Callable[..., Any]:
        def send_task(self: Any, name: str, *args: Any, **options: Any) -> Any:
            attributes = task_attributes(name, "apply_async", "send")
            with tracer.start_as_current_span(
                f"apply_async/{name}", None, SpanKind.PRODUCER, attributes
            ) as span:
                token = _sending.set(span)
                try:
                    return original(self, name, *args, **options)
                finally:
                    _sending.reset(token)

        return send_task

    return replace(Celery, "send_task", observed)


def before_publish(
    *, headers: dict[str, Any] | None = None, routing_key: str | None = None, **_: Any
) -> None:
    """Put the context and the time into the message, and tell where the message goes."""
    if headers is None:  # Celery's first message protocol has none
        return
    propagate.inject(headers)
    headers[SENT_AT] = time.time()
    span = _sending.get()
    if span is not None and span.is_recording():
        message = {"messaging.message.id": headers.get("id") or ""}
        span.set_attributes({**message, "messaging.destination.name": routing_key or ""})


def short_name(task: str) -> str:
    """Return what a job is called on metrics: `enrich` of `leadflow.tasks.enrich`."""
    return task.rpartition(".")[2]


def task_attributes(task: str, operation: str, kind: str) -> dict[str, str]:
    """Return the span attributes that sending and running a task have in common."""
    return {
        "messaging.system": "celery",
        "messaging.operation.name": operation,
        "messaging.operation.type": kind,
        "kit.job.name": short_name(task),
        "celery.task_name": task,
    }
