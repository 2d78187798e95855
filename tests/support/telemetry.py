"""What code under test reported through OpenTelemetry's API, in memory, as tests want to read it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import pytest
from opentelemetry import metrics, trace
from opentelemetry.metrics import _internal as metrics_internal
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.util._once import Once

from otel_kit.health import _observed
from otel_kit.signals._metrics import forget_instruments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from opentelemetry.sdk.trace import ReadableSpan


@contextmanager
def in_memory() -> Iterator[Telemetry]:
    """Let OpenTelemetry's own SDK, with memory behind it, be the global one inside the block."""
    exporter, reader = InMemorySpanExporter(), InMemoryMetricReader()
    tracer_provider = TracerProvider(shutdown_on_exit=False)
    tracer_provider.add_span_processor(SimpleSpanProcessor(exporter))
    meter_provider = MeterProvider([reader], shutdown_on_exit=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OTEL_KIT_STRICT", "1")
        patch.setattr(trace, "_TRACER_PROVIDER", None)
        patch.setattr(trace, "_TRACER_PROVIDER_SET_ONCE", Once())
        patch.setattr(metrics_internal, "_METER_PROVIDER", None)
        patch.setattr(metrics_internal, "_METER_PROVIDER_SET_ONCE", Once())
        # What was made while there was no provider goes to the next one that is set: that of another test's is none of ours.
        patch.setattr(metrics_internal, "_PROXY_METER_PROVIDER", metrics_internal._ProxyMeterProvider())
        # Checks are told at each collection: those of other tests and of imported examples are none of this one's.
        patch.setattr(_observed, "_registries", WeakSet())
        patch.setattr(_observed, "_provider", None)
        trace.set_tracer_provider(tracer_provider)
        metrics.set_meter_provider(meter_provider)
        forget_instruments()
        yield Telemetry(exporter, reader)
    forget_instruments()
    meter_provider.shutdown()
    tracer_provider.shutdown()


@dataclass(frozen=True)
class Point:
    """One series of a metric."""

    attributes: Mapping[str, Any]
    value: float
    count: int | None = None
    bounds: tuple[float, ...] = ()


class Telemetry:
    """Spans and metrics in memory."""

    def __init__(self, exporter: InMemorySpanExporter, reader: InMemoryMetricReader) -> None:
        self._exporter = exporter
        self._reader = reader
        self._before: dict[tuple[str, frozenset[Any]], Point] = {}

    def forget(self) -> None:
        """Read only what comes from now on: for tests that share one worker."""
        self._exporter.clear()
        self._before = {}
        self._before = {
            (name, frozenset(point.attributes.items())): point
            for name, points in self.metrics().items()
            for point in points
            if point.count is not None
        }

    def spans(self, kind: str | None = None) -> list[ReadableSpan]:
        """Return the finished spans, in the order in which they ended."""
        spans = self._exporter.get_finished_spans()
        return [span for span in spans if kind is None or span.kind.name == kind.upper()]

    def metrics(self) -> dict[str, list[Point]]:
        """Return every series by the name of its metric. A histogram's `value` is its sum."""
        data = self._reader.get_metrics_data()
        found: dict[str, list[Point]] = {}
        for resource in data.resource_metrics if data else []:
            for scope in resource.scope_metrics:
                for metric in scope.metrics:
                    points = (self._since(metric.name, _point(p)) for p in metric.data.data_points)
                    found.setdefault(metric.name, []).extend(p for p in points if p.count != 0)
        return found

    def _since(self, name: str, point: Point) -> Point:
        before = self._before.get((name, frozenset(point.attributes.items())))
        if before is None:
            return point
        return replace(
            point, value=point.value - before.value, count=(point.count or 0) - (before.count or 0)
        )

    def points(self, name: str) -> list[Point]:
        """Return the series of one metric."""
        return self.metrics().get(name, [])

    def point(self, name: str, **attributes: Any) -> Point:
        """Return the only series of a metric whose attributes include these (`http_route` for `http.route`)."""
        wanted = attributes.items()
        found = [
            point
            for point in self.points(name)
            if wanted <= {key.replace(".", "_"): value for key, value in point.attributes.items()}.items()
        ]
        assert len(found) == 1, found
        return found[0]


def _point(point: Any) -> Point:
    if hasattr(point, "bucket_counts"):
        return Point(point.attributes, point.sum, point.count, tuple(point.explicit_bounds))
    return Point(point.attributes, point.value)
