"""What one call costs the service: a counter with two attributes, bound and unbound."""

from __future__ import annotations

import timeit

from opentelemetry import metrics
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from prometheus_client import CollectorRegistry, Counter

from otel_kit import signals

TITLE = "One counter call, two attributes (microseconds, best of 5)"
_CALLS = 20_000
_ROUNDS = 5
_ATTRIBUTES = {"kit.lead.source": "web", "kit.channel": "organic"}


def rows() -> list[tuple[str, str]]:
    """Measure each way to count, all against one SDK."""
    metrics.set_meter_provider(MeterProvider([InMemoryMetricReader()]))
    plain = metrics.get_meter("benchmark").create_counter("plain")
    bound = signals.leads.captured.bind(source="web", channel="organic")
    rival = Counter("rival", "rival", ["source", "channel"], registry=CollectorRegistry())
    rival_bound = rival.labels("web", "organic")
    otel = _microseconds(lambda: plain.add(1, _ATTRIBUTES))
    figures = {
        "OpenTelemetry, add": otel,
        "otel_kit, unbound": _microseconds(lambda: signals.leads.captured(source="web", channel="organic")),
        "otel_kit, bound": _microseconds(bound),
        "prometheus_client, labels and inc": _microseconds(lambda: rival.labels("web", "organic").inc()),
        "prometheus_client, inc of a child": _microseconds(rival_bound.inc),
    }
    return [
        (name, f"{value:7.2f}   {value / otel:5.2f} times OpenTelemetry") for name, value in figures.items()
    ]


def _microseconds(call: object) -> float:
    return min(timeit.repeat(call, number=_CALLS, repeat=_ROUNDS)) / _CALLS * 1e6  # type: ignore[arg-type]
