"""What the generated modules of a pack are built on; the pack itself gives the typed functions."""

from __future__ import annotations

from otel_kit.signals._events import Event
from otel_kit.signals._lifecycle import BoundLifecycle, Call, Measure, Plan
from otel_kit.signals._metrics import (
    Attributes,
    Bound,
    BoundCounter,
    Counter,
    Gauge,
    Histogram,
    UpDownCounter,
    forget_instruments,
)
from otel_kit.signals._scope import Scope
from otel_kit.signals._values import one_of

__all__ = [
    "Attributes",
    "Bound",
    "BoundCounter",
    "BoundLifecycle",
    "Call",
    "Counter",
    "Event",
    "Gauge",
    "Histogram",
    "Measure",
    "Plan",
    "Scope",
    "UpDownCounter",
    "forget_instruments",
    "one_of",
]
