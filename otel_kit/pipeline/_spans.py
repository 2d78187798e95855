"""The SDK's span, for code of the host's that fails while it is being described.

An exception, or an attribute, whose `__str__` raises must cost its text and nothing else: neither the span, nor the
exception on its way through the host. And what is no `Exception`, such as the cancellation of a task, is no error.

The API's `use_span` writes the exception's text into the status itself, before any span could take care: ours stands in
its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from opentelemetry import trace
from opentelemetry.attributes import BoundedAttributes
from opentelemetry.context import attach, detach
from opentelemetry.sdk.trace import _Span
from opentelemetry.trace import Status, StatusCode
from opentelemetry.util._decorator import _agnosticcontextmanager

from otel_kit._guard import attempt
from otel_kit.pipeline._exceptions import UNPRINTABLE, describe, message_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextvars import Token
    from types import TracebackType

    from opentelemetry.context import Context

__all__ = ["Span", "Within", "are_simple", "as_ours", "printable", "take_use_span", "with_attributes"]

_SIMPLE = (str, bool, int, float)
_SIMPLE_TYPES = frozenset(_SIMPLE)
_TEXT = frozenset({str})
_FAILED: Any = object()

Result = TypeVar("Result")


class Span(_Span):
    """A span of the SDK's that never raises for what it is given."""

    def set_attribute(self, key: str, value: Any) -> None:
        """Set an attribute."""
        if type(key) is str and type(value) in _SIMPLE_TYPES:
            _Span.set_attribute(self, key, value)
        else:
            self.set_attributes({key: value})

    def set_attributes(self, attributes: Mapping[str, Any]) -> None:
        """Set attributes."""
        if are_simple(attributes):
            _Span.set_attributes(self, attributes)
        else:
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
            _note(
                self, error, record=self._record_exception, status=self._set_status_on_exception, escaped=True
            )
        self.end()


class Within:
    """Makes a span the current one inside the block, and tells it what leaves the block."""

    __slots__ = ("_end", "_record", "_span", "_status", "_token")

    def __init__(self, span: trace.Span, *, record: bool, status: bool, end: bool) -> None:
        """Nothing happens before the block."""
        self._span = span
        self._record = record
        self._status = status
        self._end = end

    def __enter__(self) -> trace.Span:
        """Begin."""
        self._token: Token[Context] = attach(trace.set_span_in_context(self._span))
        return self._span

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End; an exception passes through unchanged."""
        detach(self._token)
        if error is not None:
            _note(self._span, error, record=self._record, status=self._status)
        if self._end:
            self._span.end()


@_agnosticcontextmanager
def _use_span(
    span: trace.Span,
    end_on_exit: bool = False,
    record_exception: bool = True,
    set_status_on_exception: bool = True,
) -> Iterator[trace.Span]:
    """Make a span the current one, as the API has it; also a decorator."""
    with Within(span, record=record_exception, status=set_status_on_exception, end=end_on_exit):
        yield span


def take_use_span() -> None:
    """Let `opentelemetry.trace.use_span` be ours from now on."""
    trace.use_span = _use_span


def as_ours(span: trace.Span) -> trace.Span:
    """Make a span that the SDK has just started one of ours. One that is not recorded stays what it is."""
    if type(span) is _Span:
        span.__class__ = Span
    return span


def _note(
    span: trace.Span, error: BaseException, *, record: bool, status: bool, escaped: bool = False
) -> None:
    """Tell a span what left its block."""
    if not isinstance(error, Exception) or not isinstance(span, trace.Span) or not span.is_recording():
        return
    if record:
        span.record_exception(error, escaped=escaped)
    if status:
        span.set_status(Status(StatusCode.ERROR, f"{type(error).__name__}: {message_of(error)}"))


def are_simple(attributes: Any) -> bool:
    """Tell whether there is nothing in them that could fail: quickly, for it is asked for every span."""
    return attributes is None or (
        type(attributes) is dict
        and _TEXT.issuperset(map(type, attributes))
        and _SIMPLE_TYPES.issuperset(map(type, attributes.values()))
    )


def printable(attributes: Any) -> Any:
    """Return the attributes, or the texts of those that are not simple where the SDK could not take them."""
    if are_simple(attributes):
        return attributes
    taken = attempt(lambda: BoundedAttributes(attributes=attributes), otherwise=_FAILED)
    return _as_texts(attributes) if taken is _FAILED else attributes


def with_attributes(call: Callable[[Any], Result], attributes: Any) -> Result:
    """Call with the attributes; where that fails, with the texts of those that are not simple."""
    result = attempt(lambda: call(attributes), otherwise=_FAILED)
    return call(_as_texts(attributes)) if result is _FAILED else result


def _as_texts(attributes: Any) -> dict[str, Any]:
    given: dict[Any, Any] = attempt(lambda: dict(attributes), otherwise={})
    return {_text(key): value if isinstance(value, _SIMPLE) else _text(value) for key, value in given.items()}


def _text(value: object) -> str:
    return attempt(lambda: str(value), otherwise=UNPRINTABLE)
