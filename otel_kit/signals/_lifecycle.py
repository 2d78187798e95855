"""What begins and ends: one call gives a span, a duration and the error, and what was set in between.

    start → (set values) → stop, or fail

Span attributes and metric attributes are kept apart: the span has what its definition lists, each metric what its own
lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from opentelemetry import context, trace

from otel_kit._guard import fault, guarded
from otel_kit._work import Work, within
from otel_kit.signals import _clock
from otel_kit.signals._around import around
from otel_kit.signals._capture import report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextvars import Token
    from types import TracebackType

    from opentelemetry.context import Context
    from typing_extensions import Self

    from otel_kit.signals._generated.errors import ErrorSource
    from otel_kit.signals._metrics import Attributes, Metric
    from otel_kit.signals._scope import Scope

__all__ = ["OUTCOMES", "BoundLifecycle", "Call", "Measure", "Plan"]

P = ParamSpec("P")
R = TypeVar("R")

ERROR_TYPE = "error.type"
OUTCOMES = ("success", "failure", "cancelled")


@dataclass(frozen=True)
class Measure:
    """A metric of a lifecycle, and which of the call's attributes it carries."""

    metric: Metric
    keys: tuple[str, ...]

    def emit(self, amount: float, attributes: Attributes) -> None:
        """Record with the metric's own attributes."""
        self.metric.emit(amount, {key: attributes[key] for key in self.keys if key in attributes})


@dataclass(frozen=True)
class Plan:
    """What a lifecycle sends: its span, the duration, what runs now, its count, the values set on the way."""

    scope: Scope
    span_name: str  # "inference {}"
    span_name_keys: tuple[str, ...]
    span_keys: tuple[str, ...]
    kind: trace.SpanKind
    duration: Measure
    active: Measure | None = None
    counter: Measure | None = None  # counts that it ended
    values: Mapping[str, Measure] | None = None  # by the attribute that is set
    outcome: str | None = None  # the attribute that tells how it ended, in one of OUTCOMES
    error_source: ErrorSource | None = None  # an error that ends it is captured as one of this source
    clock: Callable[[], float] = _clock.seconds

    def name_for(self, attributes: Attributes) -> str:
        """Return the span's name."""
        return self.span_name.format(*(attributes.get(key, "") for key in self.span_name_keys)).strip()

    def for_span(self, attributes: Attributes) -> Attributes:
        """Return what the span carries."""
        return {key: value for key, value in attributes.items() if key in self.span_keys}


class Call:
    """One run: a context manager (also `async with`), a decorator, or `start()` and `stop()` by hand.

    As a context manager its span is the current one inside the block. `start()` by hand leaves the current span as it
    is, so that the call may end in another thread or task.
    """

    __slots__ = ("_attributes", "_begun", "_ended", "_plan", "_span", "_token", "_work")

    def __init__(self, plan: Plan, attributes: Attributes) -> None:
        """Keep the attributes; nothing is sent yet."""
        self._plan = plan
        self._attributes = attributes
        self._span: trace.Span | None = None
        self._token: Token[Context] | None = None
        self._begun = 0.0
        self._ended = False
        self._work: Work | None = None

    def start(self) -> Self:
        """Begin: the span starts, and the call counts as active."""
        if self._span is not None:
            self._misused("started twice")
            return self
        plan = self._plan
        with guarded(self._where()):
            self._span = plan.scope.tracer().start_span(
                plan.name_for(self._attributes), attributes=plan.for_span(self._attributes), kind=plan.kind
            )
            self._begun = plan.clock()
            if plan.error_source is not None:
                self._work = Work(lambda: self._attributes)
            if plan.active is not None:
                plan.active.emit(1, self._attributes)
        return self

    def stop(self) -> None:
        """End without an error."""
        self._end("success")

    def fail(self, error: BaseException | str) -> None:
        """End with an error: an exception, or the short name of a kind of error, such as `declined`."""
        if self._span is not None and not self._ended:
            with guarded(self._where()):
                self._set(ERROR_TYPE, error if isinstance(error, str) else type_of(error))
                self._span.set_status(trace.StatusCode.ERROR)
                if isinstance(error, BaseException):
                    self._span.record_exception(error)
                    self._report(error, self._span)
        self._end("failure")

    def finish(self, error: BaseException | None) -> None:
        """End as a block ends: what is no `Exception`, such as the cancellation of a task, is no error."""
        if self._ended:
            return
        if isinstance(error, Exception):
            self.fail(error)
        elif error is None or isinstance(error, GeneratorExit):
            self.stop()
        else:
            self._end("cancelled")

    def attach(self) -> None:
        """Make the call's span the current one, until `detach`."""
        if self._span is not None:
            self._token = context.attach(self._inside(self._span))

    def detach(self) -> None:
        """Give the current span back."""
        if self._token is not None:
            context.detach(self._token)
            self._token = None

    def again(self) -> Self:
        """Return a new call with the same attributes."""
        return type(self)(self._plan, dict(self._attributes))

    def __enter__(self) -> Self:
        """Begin, with the span as the current one."""
        self.start()
        self.attach()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End; an exception passes through unchanged."""
        self.finish(error)
        self.detach()

    async def __aenter__(self) -> Self:
        """Begin, with the span as the current one."""
        return self.__enter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End; an exception passes through unchanged."""
        self.__exit__(kind, error, traceback)

    def __call__(self, function: Callable[P, R], /) -> Callable[P, R]:
        """Run a function, coroutine function, generator or asynchronous generator inside such a call each time."""
        return around(self.again, function)

    def _get(self, key: str) -> Any:
        return self._attributes.get(key)

    def _set(self, key: str, value: Any) -> None:
        if self._ended:
            self._misused(f"{key} was set after its end")
            return
        self._attributes[key] = value
        if self._span is not None and key in self._plan.span_keys:
            self._span.set_attribute(key, value)

    def _end(self, outcome: str) -> None:
        if self._span is None or self._ended:
            self._misused("ended twice" if self._ended else "ended before its start")
            return
        with guarded(self._where()):
            elapsed = self._plan.clock() - self._begun
            key = self._plan.outcome
            if key is not None and key not in self._attributes:
                self._set(key, outcome)
            self._measure(elapsed)
            self._span.end()
        self._ended = True

    def _measure(self, elapsed: float) -> None:
        plan, attributes = self._plan, self._attributes
        plan.duration.emit(elapsed, attributes)
        if plan.active is not None:
            plan.active.emit(-1, attributes)
        if plan.counter is not None:
            plan.counter.emit(1, attributes)
        for key, measure in (plan.values or {}).items():
            if key in attributes:
                measure.emit(attributes[key], attributes)

    def _inside(self, span: trace.Span) -> Context:
        inside = trace.set_span_in_context(span)
        return inside if self._work is None else within(self._work, inside)

    def _report(self, error: BaseException, span: trace.Span) -> None:
        if self._plan.error_source is not None:
            report(error, source=self._plan.error_source, where=self._inside(span))

    def _where(self) -> str:
        return f"signals: {self._plan.duration.metric.name}"

    def _misused(self, how: str) -> None:
        fault(self._where(), RuntimeError(f"a call of {self._plan.duration.metric.name} was {how}"))


C = TypeVar("C", bound=Call)


class BoundLifecycle(Generic[C]):
    """A lifecycle with fixed attributes: each call of it gives a new run."""

    __slots__ = ("_first",)

    def __init__(self, first: C) -> None:
        """Keep a call that was never started, as the pattern of the others."""
        self._first = first

    def __call__(self) -> C:
        """Return a new run."""
        return self._first.again()


def type_of(error: BaseException) -> str:
    """Return the name of an exception's class, as `error.type` has it: with its module, unless it is built in."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
