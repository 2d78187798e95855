"""Instruments that stay valid when the engine behind them is replaced.

Each holds the engine's own instrument and can make it anew from another meter. A call reads one attribute more than the
engine's instrument would.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from opentelemetry import metrics
from opentelemetry.metrics import CallbackOptions, CallbackT, Meter, Observation
from opentelemetry.metrics import _Gauge as ApiGauge

from otel_kit._guard import guarded

Made = TypeVar("Made")


class Renewable(Protocol):
    """Something that moves to another engine."""

    def renew(self, meter: Meter) -> None:
        """Take the engine's part from this meter from now on."""


class Counter(metrics.Counter):
    """A counter that outlives its engine."""

    def __init__(self, create: Callable[[Meter], metrics.Counter], meter: Meter) -> None:
        self._create = create
        self.renew(meter)

    def renew(self, meter: Meter) -> None:
        self._inner = self._create(meter)

    @guarded("pipeline.metrics.counter")
    def add(self, amount: float, attributes: Any = None, context: Any = None) -> None:
        self._inner.add(amount, attributes, context)


class UpDownCounter(metrics.UpDownCounter):
    """An up-down-counter that outlives its engine."""

    def __init__(self, create: Callable[[Meter], metrics.UpDownCounter], meter: Meter) -> None:
        self._create = create
        self.renew(meter)

    def renew(self, meter: Meter) -> None:
        self._inner = self._create(meter)

    @guarded("pipeline.metrics.updowncounter")
    def add(self, amount: float, attributes: Any = None, context: Any = None) -> None:
        self._inner.add(amount, attributes, context)


class Histogram(metrics.Histogram):
    """A histogram that outlives its engine."""

    def __init__(self, create: Callable[[Meter], metrics.Histogram], meter: Meter) -> None:
        self._create = create
        self.renew(meter)

    def renew(self, meter: Meter) -> None:
        self._inner = self._create(meter)

    @guarded("pipeline.metrics.histogram")
    def record(self, amount: float, attributes: Any = None, context: Any = None) -> None:
        self._inner.record(amount, attributes, context)


class Gauge(ApiGauge):
    """A gauge that outlives its engine."""

    def __init__(self, create: Callable[[Meter], ApiGauge], meter: Meter) -> None:
        self._create = create
        self.renew(meter)

    def renew(self, meter: Meter) -> None:
        self._inner = self._create(meter)

    @guarded("pipeline.metrics.gauge")
    def set(self, amount: float, attributes: Any = None, context: Any = None) -> None:
        self._inner.set(amount, attributes, context)


class Observable:
    """An instrument that is asked for its values; only its callbacks matter."""

    def __init__(self, create: Callable[[Meter], object], meter: Meter) -> None:
        self._create = create
        self.renew(meter)

    def renew(self, meter: Meter) -> None:
        self._inner = self._create(meter)


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
