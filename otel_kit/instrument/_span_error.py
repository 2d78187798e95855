"""An exception on a span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit._guard import guarded

if TYPE_CHECKING:
    from opentelemetry.trace import Span

__all__ = ["record_error"]


@guarded("instrument.exception")
def record_error(span: Span, error: BaseException) -> None:
    """Record the exception. One whose `__str__` raises costs its event, not the span that it belongs to."""
    span.record_exception(error)
