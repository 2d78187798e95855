"""Metrics that are read when they are collected: a table of rows over one snapshot."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import psutil
from opentelemetry.metrics import Observation

from otel_kit._guard import guarded
from otel_kit._locks import Lock
from otel_kit.instrument import _scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from opentelemetry.metrics import CallbackOptions

    Points = Iterable[tuple[float, Mapping[str, str | int]]]

__all__ = ["Latest", "Observed", "by", "observe", "one", "unless_denied"]

Snapshot = TypeVar("Snapshot")
Value = TypeVar("Value")
_NOT_TO_BE_HAD = (psutil.Error, OSError, NotImplementedError, AttributeError)


@dataclass(frozen=True)
class Observed(Generic[Snapshot]):
    """One metric: its name, instrument and unit as the conventions have them, and how to read its series."""

    name: str
    instrument: Literal["counter", "updowncounter", "gauge"]
    unit: str
    description: str
    read: Callable[[Snapshot], Points]


class Latest(Generic[Snapshot]):
    """A snapshot that is taken once for all the metrics of one collection."""

    def __init__(
        self, take: Callable[[], Snapshot], *, fresh: float = 0.5, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take a new snapshot with `take` when the last is older than `fresh` seconds."""
        self._take = take
        self._fresh = fresh
        self._clock = clock
        self._lock = Lock()  # a fork may happen while the collection of metrics holds it
        self._last: tuple[float, Snapshot] | None = None

    def get(self) -> Snapshot:
        """Return the snapshot of this collection."""
        with self._lock:
            now = self._clock()
            if self._last is None or now - self._last[0] >= self._fresh:
                self._last = (now, self._take())
            return self._last[1]


def observe(
    scope: str, rows: Sequence[Observed[Snapshot]], source: Callable[[], Snapshot | None]
) -> Callable[[], None]:
    """Register every row; where `source` has nothing to say (`None`), nothing is reported. Returns the undo."""
    meter = _scope.meter(scope)
    create = {
        "counter": meter.create_observable_counter,
        "updowncounter": meter.create_observable_up_down_counter,
        "gauge": meter.create_observable_gauge,
    }
    stopped = threading.Event()  # OpenTelemetry's API cannot take a callback back

    def callback(row: Observed[Snapshot]) -> Callable[[CallbackOptions], list[Observation]]:
        @guarded(f"instrument.{row.name}")
        def read(_options: CallbackOptions) -> list[Observation]:
            snapshot = None if stopped.is_set() else source()
            if snapshot is None:
                return []
            return [Observation(value, attributes) for value, attributes in row.read(snapshot)]

        return lambda options: read(options) or []

    for row in rows:
        create[row.instrument](row.name, [callback(row)], row.unit, row.description)
    return stopped.set


def unless_denied(read: Callable[[], Value]) -> Value | None:
    """Return what `read` returns; `None` where this system, or its permissions, does not have it."""
    try:
        return read()
    except _NOT_TO_BE_HAD:
        return None


def one(value: float | None) -> list[tuple[float, dict[str, Any]]]:
    """Return the only series of a metric without attributes."""
    return [] if value is None else [(value, {})]


def by(attribute: str, **values: float | None) -> list[tuple[float, dict[str, Any]]]:
    """Return one series for each value, told apart by one attribute."""
    return [(value, {attribute: name}) for name, value in values.items() if value is not None]
