# GENERATED from registry/telemetry.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Telemetry about telemetry: what could not be delivered, and why."""

from __future__ import annotations

from typing import Final, Literal, get_args

from otel_kit.signals.pack import (
    Attributes,
    BoundCounter,
    Counter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "TelemetrySignal",
    "dropped",
]

TelemetrySignal = Literal[
    "traces",
    "metrics",
    "logs",
]
_TELEMETRY_SIGNAL: Final = frozenset(get_args(TelemetrySignal))


class _Dropped(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, signal: TelemetrySignal, reason: str) -> None:
        """Add to `kit.telemetry.dropped`: spans, points and log records that were dropped before the collector
        had them.

        Unit: {item}.

        Args:
            signal: Which kind of telemetry.
            reason: Why it was dropped. Such as queue_full, export_failed, shutdown.
        """
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        if reason is not None:
            attributes["kit.telemetry.reason"] = reason
        self.emit(amount, attributes)

    def bind(self, *, signal: TelemetrySignal, reason: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        if reason is not None:
            attributes["kit.telemetry.reason"] = reason
        return BoundCounter(self, attributes)


dropped = _Dropped(
    SCOPE,
    "kit.telemetry.dropped",
    unit="{item}",
    description="Spans, points and log records that were dropped before the collector had them.",
)
