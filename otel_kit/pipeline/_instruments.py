"""Instruments that stay valid when the engine behind them is replaced.

Each holds the engine's own instrument and can make it anew from another meter. What is recorded passes `admit` first,
which holds metrics to what may stand on them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from opentelemetry import metrics
from opentelemetry.metrics import CallbackOptions, CallbackT, Meter, Observation
from opentelemetry.metrics import _Gauge as ApiGauge

from otel_kit._guard import guarded
from otel_kit.pipeline._sums import Sums

if TYPE_CHECKING:
    from otel_kit.pipeline._admission import Admit

Made = TypeVar("Made")


class Renewable(Protocol):
    """Something that moves to another engine."""

    def renew(self, meter: Meter, admit: Admit) -> None:
        """Take the engine's part from this meter from now on, and let attributes pass `admit`."""


class Counter(metrics.Counter):
    """A counter that outlives its engine."""

    def __init__(self, create: Callable[[Meter, Admit], metrics.Counter], meter: Meter, admit: Admit) -> None:
        self._create = create
        self.renew(meter, admit)

    def renew(self, meter: Meter, admit: Admit) -> None:
        self._inner = self._create(meter, admit)
        self._admit = admit
        self.sums = None if isinstance(self._inner, metrics.NoOpCounter) else Sums(self._inner.add)

    @guarded("pipeline.metrics.counter")
    def add(self, amount: float, attributes: Any = None, context: Any = None) -> None:
        admitted = self._admit(attributes, context)
        if self.sums is None or not 0 <= amount < math.inf or not self.sums.take(amount, admitted):
            self._inner.add(amount, admitted, context)


class UpDownCounter(metrics.UpDownCounter):
    """An up-down-counter that outlives its engine."""

    def __init__(
        self, create: Callable[[Meter, Admit], metrics.UpDownCounter], meter: Meter, admit: Admit
    ) -> None:
        self._create = create
        self.renew(meter, admit)

    def renew(self, meter: Meter, admit: Admit) -> None:
        self._inner = self._create(meter, admit)
        self._admit = admit
        self.sums = None if isinstance(self._inner, metrics.NoOpUpDownCounter) else Sums(self._inner.add)

    @guarded("pipeline.metrics.updowncounter")
    def add(self, amount: float, attributes: Any = None, context: Any = None) -> None:
        admitted = self._admit(attributes, context)
        if self.sums is None or not -math.inf < amount < math.inf or not self.sums.take(amount, admitted):
            self._inner.add(amount, admitted, context)


class Histogram(metrics.Histogram):
    """A histogram that outlives its engine."""

    def __init__(
        self, create: Callable[[Meter, Admit], metrics.Histogram], meter: Meter, admit: Admit
    ) -> None:
        self._create = create
        self.renew(meter, admit)

    def renew(self, meter: Meter, admit: Admit) -> None:
        self._inner = self._create(meter, admit)
        self._admit = admit

    @guarded("pipeline.metrics.histogram")
    def record(self, amount: float, attributes: Any = None, context: Any = None) -> None:
        self._inner.record(amount, self._admit(attributes, context), context)


class Gauge(ApiGauge):
    """A gauge that outlives its engine."""

    def __init__(self, create: Callable[[Meter, Admit], ApiGauge], meter: Meter, admit: Admit) -> None:
        self._create = create
        self.renew(meter, admit)

    def renew(self, meter: Meter, admit: Admit) -> None:
        self._inner = self._create(meter, admit)
        self._admit = admit

    @guarded("pipeline.metrics.gauge")
    def set(self, amount: float, attributes: Any = None, context: Any = None) -> None:
        self._inner.set(amount, self._admit(attributes, context), context)


class Observable:
    """An instrument that is asked for its values; only its callbacks matter."""

    def __init__(self, create: Callable[[Meter, Admit], object], meter: Meter, admit: Admit) -> None:
        self._create = create
        self.renew(meter, admit)

    def renew(self, meter: Meter, admit: Admit) -> None:
        self._inner = self._create(meter, admit)


class ObservableCounter(Observable, metrics.ObservableCounter):
    """A counter that is asked for its values."""


class ObservableUpDownCounter(Observable, metrics.ObservableUpDownCounter):
    """An up-down-counter that is asked for its values."""


class ObservableGauge(Observable, metrics.ObservableGauge):
    """A gauge that is asked for its values."""


def as_functions(callbacks: Sequence[CallbackT] | None) -> list[CallbackT]:
    """Turn generators among the callbacks into functions, so that every engine can be given the same list."""
    return [_started(item) if isinstance(item, Generator) else item for item in callbacks or ()]


def _started(
    generator: Generator[Iterable[Observation], CallbackOptions, None],
) -> Callable[[CallbackOptions], Iterable[Observation]]:
    next(generator)

    def ask(options: CallbackOptions) -> Iterable[Observation]:
        try:
            return generator.send(options)
        except StopIteration:
            return ()

    return ask
