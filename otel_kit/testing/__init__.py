"""What code under test reported, in memory: the pytest fixture `telemetry`.

    pytest_plugins = ["otel_kit.testing"]  # in conftest.py

    def test_a_lead_is_counted(telemetry):
        capture_lead(source="web")
        assert telemetry.metrics["kit.lead.captured"].value(source="web") == 1

Telemetry takes the way that it takes in a service, up to the place where it would be sent. `init()` in the code under
test changes nothing. A fault inside otel_kit, such as a value that a signal does not know, fails the test.
"""

from __future__ import annotations

from otel_kit.testing._clock import Clock
from otel_kit.testing._metrics import Histogram, Metric, Metrics, Series
from otel_kit.testing._plugin import telemetry
from otel_kit.testing._records import Log, Logs, Span, Spans
from otel_kit.testing._telemetry import Telemetry, capture

__all__ = [
    "Clock",
    "Histogram",
    "Log",
    "Logs",
    "Metric",
    "Metrics",
    "Series",
    "Span",
    "Spans",
    "Telemetry",
    "capture",
    "telemetry",
]
