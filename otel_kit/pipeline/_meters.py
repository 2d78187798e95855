"""The API's MeterProvider, over an engine that can be replaced."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeVar

from opentelemetry import metrics

from otel_kit._guard import guarded
from otel_kit.pipeline import _instruments as kit
from otel_kit.pipeline._admission import Admission, admitting, everything
from otel_kit.pipeline._buckets import SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from opentelemetry.metrics import CallbackOptions, CallbackT, Observation
    from opentelemetry.metrics import Meter as ApiMeter

    from otel_kit.pipeline._admission import Admit

    Create = Callable[[ApiMeter, Admit], Any]

Instrument = TypeVar("Instrument")
_NOTHING: metrics.MeterProvider = metrics.NoOpMeterProvider()


class MeterProvider(metrics.MeterProvider):
    """Hands out meters whose instruments move along when the engine is replaced."""

    def __init__(self, flush: Callable[[float], bool]) -> None:
        """Begin without an engine: what is recorded before `use` goes nowhere."""
        self._engine: metrics.MeterProvider = _NOTHING
        self._admission: Admission | None = None
        self._meters: dict[Any, Meter] = {}
        self._lock = threading.RLock()
        self._flush = flush

    def get_meter(
        self, name: str, version: str | None = None, schema_url: str | None = None, attributes: Any = None
    ) -> Meter:
        """Return the meter of an instrumentation scope."""
        scope = (name, version, schema_url, tuple(sorted((attributes or {}).items())))
        with self._lock:
            if scope not in self._meters:
                described = (name, version, schema_url, attributes)
                self._meters[scope] = Meter(self._engine, self._admission, described)
            return self._meters[scope]

    def force_flush(self, timeout_millis: float = 5_000) -> bool:
        """Deliver everything up to now, of all signals; return whether that was done in time."""
        return self._flush(timeout_millis / 1000)

    def use(self, engine: metrics.MeterProvider, admission: Admission | None = None) -> None:
        """Make all instruments anew in this engine. A lock that is held, by a thread lost in a fork, is left behind.

        `admission` holds them to what may stand on a metric.
        """
        self._lock = threading.RLock()
        self._engine = engine
        self._admission = admission
        for meter in list(self._meters.values()):
            meter.use(engine, admission)
        # Asked at each collection, before anything is read: it has nothing to tell itself.
        engine.get_meter("otel_kit.pipeline.sums").create_observable_counter(
            "otel_kit.sums", [self._collected]
        )

    def hand_on(self) -> None:
        """Let the engine have what counters have summed up since the last collection."""
        for meter in list(self._meters.values()):
            meter.hand_on()

    def _collected(self, _: CallbackOptions) -> Sequence[Observation]:
        with guarded("pipeline.metrics.sums"):
            self.hand_on()
        return ()


class Meter(metrics.Meter):
    """Creates instruments once for each name, and keeps them to renew them."""

    def __init__(
        self, engine: metrics.MeterProvider, admission: Admission | None, scope: tuple[Any, ...]
    ) -> None:
        """Take the engine's meter of the same scope: name, version, schema URL, attributes."""
        super().__init__(*scope[:3])
        self._scope = scope
        self._instruments: dict[Any, Any] = {}
        self.use(engine, admission)

    def use(self, engine: metrics.MeterProvider, admission: Admission | None) -> None:
        """Move to another engine with all instruments."""
        self._lock = threading.RLock()
        self._inner = engine.get_meter(*self._scope)
        self._admission = admission
        for (_, name, *_), instrument in list(self._instruments.items()):
            instrument.renew(self._inner, self._admit(name))

    def hand_on(self) -> None:
        """Let the engine have what counters have summed up."""
        for instrument in list(self._instruments.values()):
            sums = getattr(instrument, "sums", None)
            if sums is not None:
                sums.hand_on()

    def create_counter(self, name: str, unit: str = "", description: str = "") -> kit.Counter:
        """Return the counter of this name."""
        return self._made(
            kit.Counter, name, unit, description, lambda m, _: m.create_counter(name, unit, description)
        )

    def create_up_down_counter(self, name: str, unit: str = "", description: str = "") -> kit.UpDownCounter:
        """Return the up-down-counter of this name."""
        return self._made(
            kit.UpDownCounter,
            name,
            unit,
            description,
            lambda m, _: m.create_up_down_counter(name, unit, description),
        )

    def create_gauge(self, name: str, unit: str = "", description: str = "") -> kit.Gauge:
        """Return the gauge of this name."""
        return self._made(
            kit.Gauge, name, unit, description, lambda m, _: m.create_gauge(name, unit, description)
        )

    def create_histogram(
        self,
        name: str,
        unit: str = "",
        description: str = "",
        *,
        explicit_bucket_boundaries_advisory: Sequence[float] | None = None,
    ) -> kit.Histogram:
        """Return the histogram of this name; seconds without advice get the conventions' buckets."""
        advice = explicit_bucket_boundaries_advisory or (SECONDS if unit == "s" else None)
        return self._made(
            kit.Histogram,
            name,
            unit,
            description,
            lambda m, _: m.create_histogram(
                name, unit, description, explicit_bucket_boundaries_advisory=advice
            ),
        )

    def create_observable_counter(
        self, name: str, callbacks: Sequence[CallbackT] | None = None, unit: str = "", description: str = ""
    ) -> kit.ObservableCounter:
        """Return the observable counter of this name."""
        ask = kit.as_functions(callbacks)
        return self._made(
            kit.ObservableCounter,
            name,
            unit,
            description,
            lambda m, admit: m.create_observable_counter(name, admitting(ask, admit), unit, description),
        )

    def create_observable_up_down_counter(
        self, name: str, callbacks: Sequence[CallbackT] | None = None, unit: str = "", description: str = ""
    ) -> kit.ObservableUpDownCounter:
        """Return the observable up-down-counter of this name."""
        ask = kit.as_functions(callbacks)
        return self._made(
            kit.ObservableUpDownCounter,
            name,
            unit,
            description,
            lambda m, admit: m.create_observable_up_down_counter(
                name, admitting(ask, admit), unit, description
            ),
        )

    def create_observable_gauge(
        self, name: str, callbacks: Sequence[CallbackT] | None = None, unit: str = "", description: str = ""
    ) -> kit.ObservableGauge:
        """Return the observable gauge of this name."""
        ask = kit.as_functions(callbacks)
        return self._made(
            kit.ObservableGauge,
            name,
            unit,
            description,
            lambda m, admit: m.create_observable_gauge(name, admitting(ask, admit), unit, description),
        )

    def _made(
        self,
        kind: Callable[[Create, ApiMeter, Admit], Instrument],
        name: str,
        unit: str,
        description: str,
        create: Create,
    ) -> Instrument:
        key = (kind, name, unit, description)
        with self._lock:
            if key not in self._instruments:
                self._instruments[key] = self._new(kind, name, create)
            instrument: Instrument = self._instruments[key]
            return instrument

    def _new(
        self, kind: Callable[[Create, ApiMeter, Admit], Instrument], name: str, create: Create
    ) -> Instrument:
        """Create an instrument; one that the engine refuses, for its name perhaps, records nothing."""
        with guarded(f"pipeline.metrics.create.{name}"):
            return kind(create, self._inner, self._admit(name))
        return kind(create, _NOTHING.get_meter(self._name), everything)

    def _admit(self, name: str) -> Admit:
        return everything if self._admission is None else self._admission.for_metric(name)
