"""The tracers and meters of our integrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry import metrics, trace

from otel_kit._version import VERSION

if TYPE_CHECKING:
    from opentelemetry.metrics import Meter
    from opentelemetry.trace import Tracer

__all__ = ["meter", "tracer"]

# The version of the conventions whose names the integrations use.
_SCHEMA_URL = "https://opentelemetry.io/schemas/1.44.0"


def tracer(integration: str) -> Tracer:
    """Return the tracer of an integration."""
    return trace.get_tracer(f"otel_kit.instrument.{integration}", VERSION, schema_url=_SCHEMA_URL)


def meter(integration: str) -> Meter:
    """Return the meter of an integration."""
    return metrics.get_meter(f"otel_kit.instrument.{integration}", VERSION, schema_url=_SCHEMA_URL)
