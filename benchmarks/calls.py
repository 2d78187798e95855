"""What one call costs the service: a counter with two attributes, bound and unbound."""

from __future__ import annotations

import timeit

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from prometheus_client import CollectorRegistry, Counter

from otel_kit import signals
from otel_kit.testing import capture

TITLE = "One counter call, two attributes (microseconds, best of 5)"
_CALLS = 20_000
_ROUNDS = 5
_ATTRIBUTES = {"kit.lead.source": "web", "kit.channel": "organic"}


def rows() -> list[tuple[str, str]]:
    """Measure each way to count: OpenTelemetry's SDK, our pipeline as it is after `init()`, and Prometheus' client."""
    provider = MeterProvider([InMemoryMetricReader()], shutdown_on_exit=False)
    plain = provider.get_meter("benchmark").create_counter("plain")
    rival = Counter("rival", "rival", ["source", "channel"], registry=CollectorRegistry())
    rival_bound = rival.labels("web", "organic")
    with capture():
        bound = signals.leads.captured.bind(source="web", channel="organic")
        figures = {
            "OpenTelemetry, add": _microseconds(lambda: plain.add(1, _ATTRIBUTES)),
            "otel_kit, unbound": _microseconds(
                lambda: signals.leads.captured(source="web", channel="organic")
            ),
            "otel_kit, bound": _microseconds(bound),
            "prometheus_client, labels and inc": _microseconds(lambda: rival.labels("web", "organic").inc()),
            "prometheus_client, inc of a child": _microseconds(rival_bound.inc),
        }
    otel = figures["OpenTelemetry, add"]
    return [
        (name, f"{value:7.2f}   {value / otel:5.2f} times OpenTelemetry") for name, value in figures.items()
    ]


def _microseconds(call: object) -> float:
    return min(timeit.repeat(call, number=_CALLS, repeat=_ROUNDS)) / _CALLS * 1e6  # type: ignore[arg-type]
