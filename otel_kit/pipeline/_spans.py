"""The SDK's span, for code of the host's that fails while it is being described.

An exception, or an attribute, whose `__str__` raises must cost its text and nothing else: neither the span, nor the
exception on its way through the host. And what is no `Exception`, such as the cancellation of a task, is no error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from opentelemetry.sdk.trace import _Span
from opentelemetry.trace import Status, StatusCode

from otel_kit._guard import attempt
from otel_kit.pipeline._exceptions import UNPRINTABLE, describe, message_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from opentelemetry import trace

__all__ = ["Span", "as_ours", "note_exception", "with_attributes"]

_SIMPLE = (str, bool, int, float)
_FAILED: Any = object()

Result = TypeVar("Result")


class Span(_Span):
    """A span of the SDK's that never raises for what it is given."""

    def set_attribute(self, key: str, value: Any) -> None:
        """Set an attribute."""
        self.set_attributes({key: value})

    def set_attributes(self, attributes: Mapping[str, Any]) -> None:
        """Set attributes."""
        with_attributes(super().set_attributes, attributes)

    def add_event(self, name: str, attributes: Any = None, timestamp: int | None = None) -> None:
        """Add an event."""
        add = super().add_event
        with_attributes(lambda given: add(name, given, timestamp), attributes)

    def add_link(self, context: trace.SpanContext, attributes: Any = None) -> None:
        """Add a link."""
        add = super().add_link
        with_attributes(lambda given: add(context, given), attributes)

    def record_exception(
        self,
        exception: BaseException,
        attributes: Any = None,
        timestamp: int | None = None,
        escaped: bool = False,
    ) -> None:
        """Add the exception as an event, as the SDK does."""
        described = {**describe(exception), "exception.escaped": str(escaped), **(attributes or {})}
        self.add_event("exception", described, timestamp)

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """End the span, with the exception that left its block."""
        if error is not None:
            note_exception(
                self, error, record=self._record_exception, status=self._set_status_on_exception, escaped=True
            )
        self.end()


def as_ours(span: trace.Span) -> trace.Span:
    """Make a span that the SDK has just started one of ours. One that is not recorded stays what it is."""
    if type(span) is _Span:
        span.__class__ = Span
    return span


def note_exception(
    span: trace.Span, error: BaseException, *, record: bool, status: bool, escaped: bool = False
) -> None:
    """Tell a span what left its block."""
    if not isinstance(error, Exception) or not span.is_recording():
        return
    if record:
        span.record_exception(error, escaped=escaped)
    if status:
        span.set_status(Status(StatusCode.ERROR, f"{type(error).__name__}: {message_of(error)}"))


def with_attributes(call: Callable[[Any], Result], attributes: Any) -> Result:
    """Call with the attributes; where that fails, with the texts of those that are not simple."""
    result = attempt(lambda: call(attributes), otherwise=_FAILED)
    return call(_as_texts(attributes)) if result is _FAILED else result


def _as_texts(attributes: Any) -> dict[str, Any]:
    given: dict[Any, Any] = attempt(lambda: dict(attributes), otherwise={})
    return {_text(key): value if isinstance(value, _SIMPLE) else _text(value) for key, value in given.items()}


def _text(value: object) -> str:
    return attempt(lambda: str(value), otherwise=UNPRINTABLE)
