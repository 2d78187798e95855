"""Metrics as the generated functions use them: an instrument that is made when it is first used, and can be bound."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit._limits import declare
from otel_kit.signals._scope import forget_scopes
from otel_kit.signals._values import HIGHEST, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from opentelemetry.metrics import Meter

    from otel_kit.signals._scope import Scope

    Send = Callable[[float, "Attributes"], None]

Attributes = dict[str, Any]

__all__ = [
    "Attributes",
    "Bound",
    "BoundCounter",
    "Counter",
    "Gauge",
    "Histogram",
    "Metric",
    "UpDownCounter",
    "forget_instruments",
]

_made: list[Metric] = []
_NO_LIMITS: Mapping[str, int] = MappingProxyType({})


def forget_instruments() -> None:
    """Ask the global providers again for every instrument, tracer and logger: after they were replaced."""
    forget_scopes()
    for metric in _made:
        metric.forget()


class Metric:
    """One metric of a registry. A generated subclass gives it a typed call."""

    __slots__ = ("_send", "buckets", "description", "has_error_type", "name", "scope", "unit")

    lowest = -HIGHEST

    def __init__(
        self,
        scope: Scope,
        name: str,
        *,
        unit: str,
        description: str,
        buckets: Sequence[float] | None = None,
        has_error_type: bool = False,
        limits: Mapping[str, int] = _NO_LIMITS,
    ) -> None:
        """Keep what the instrument will need, and declare the limits; nothing is made yet."""
        self.scope = scope
        self.name = name
        self.unit = unit
        self.description = description
        self.buckets = buckets
        self.has_error_type = has_error_type
        self._send: Send = self._first
        declare(name, limits)
        _made.append(self)

    def emit(self, amount: float, attributes: Attributes) -> None:
        """Record an amount; the attributes are taken as they are. Generated functions call this."""
        kind = type(amount)
        if (kind is int or kind is float) and self.lowest <= amount <= HIGHEST:
            self._send(amount, attributes)
        elif (usable := number(amount, self.lowest, self.name)) is not None:
            self._send(usable, attributes)

    def forget(self) -> None:
        """Make the instrument anew at the next use."""
        self._send = self._first

    def _first(self, amount: float, attributes: Attributes) -> None:
        # Two threads may come here at once: the meter gives both the same instrument.
        self._send = guarded(f"signals: {self.name}")(self._instrument(self.scope.meter()))
        self._send(amount, attributes)

    def _instrument(self, meter: Meter) -> Send:
        raise NotImplementedError


class Counter(Metric):
    """A sum that only grows."""

    __slots__ = ()
    lowest = 0.0

    def _instrument(self, meter: Meter) -> Send:
        return meter.create_counter(self.name, self.unit, self.description).add


class UpDownCounter(Metric):
    """A sum that grows and shrinks."""

    __slots__ = ()

    def _instrument(self, meter: Meter) -> Send:
        return meter.create_up_down_counter(self.name, self.unit, self.description).add


class Gauge(Metric):
    """The last value."""

    __slots__ = ()

    def _instrument(self, meter: Meter) -> Send:
        return meter.create_gauge(self.name, self.unit, self.description).set


class Histogram(Metric):
    """How values are distributed."""

    __slots__ = ()

    def _instrument(self, meter: Meter) -> Send:
        return meter.create_histogram(
            self.name, self.unit, self.description, explicit_bucket_boundaries_advisory=self.buckets
        ).record


class Bound:
    """A metric with fixed attributes: a call builds nothing."""

    __slots__ = ("_attributes", "_emit", "_has_error_type", "name", "unit")

    def __init__(self, metric: Metric, attributes: Attributes) -> None:
        """Keep the attributes for all calls."""
        self.name = metric.name
        self.unit = metric.unit
        self._emit = metric.emit
        self._has_error_type = metric.has_error_type
        self._attributes = attributes

    def __call__(self, amount: float, /) -> None:
        """Record an amount, in the metric's unit."""
        self._emit(amount, self._attributes)


class BoundCounter(Bound):
    """A counter with fixed attributes."""

    __slots__ = ()

    def __call__(self, amount: float = 1, /) -> None:
        """Add to the count, in the metric's unit."""
        self._emit(amount, self._attributes)

    def count_error(self, error_type: str) -> None:
        """Add 1, with the error's type where the metric has the attribute `error.type`."""
        if self._has_error_type and "error.type" not in self._attributes:
            self._emit(1, {**self._attributes, "error.type": error_type})
        else:
            self._emit(1, self._attributes)
