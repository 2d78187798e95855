# GENERATED from registry/telemetry.yaml by `otel-kit semconv generate`; do not edit.
# ruff: noqa: A002
# fmt: off
"""Telemetry about telemetry: what could not be delivered and why, and what was wrong with what was sent. The SDK and the collector send these by themselves."""

from __future__ import annotations

from typing import Final, Literal, get_args

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    Counter,
    Gauge,
    Histogram,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "PiiSurface",
    "TelemetrySignal",
    "baggage_dropped",
    "cardinality_overflow",
    "dropped",
    "errors",
    "export_duration",
    "queue_size",
    "redactions",
    "schema_violations",
]

PiiSurface = Literal[
    "attribute",
    "body",
    "exception",
    "stack",
    "url",
    "baggage",
    "request",
    "response",
    "prompt",
    "document",
]
_PII_SURFACE: Final = frozenset(get_args(PiiSurface))

TelemetrySignal = Literal[
    "traces",
    "metrics",
    "logs",
    "audit",
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
            reason: Why it was dropped, or what is wrong with it. Such as queue_full, refused, rejected.
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
    limits={"kit.telemetry.reason": 10},
)


class _Errors(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        signal: TelemetrySignal | None = None,
        error_type: str | None = None,
    ) -> None:
        """Add to `kit.telemetry.errors`: export requests that failed, and faults inside otel_kit.

        A request that failed is tried again; what is lost is counted by kit.telemetry.dropped. Faults have no
        signal.

        Unit: {error}.

        Args:
            signal: Which kind of telemetry.
            error_type: A status such as 503, a kind of network error, or `fault` for one inside otel_kit.
                Such as 503, connection_refused, timeout.
        """
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(amount, attributes)

    def bind(self, *, signal: TelemetrySignal | None = None, error_type: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        if error_type is not None:
            attributes["error.type"] = error_type
        return BoundCounter(self, attributes)


errors = _Errors(
    SCOPE,
    "kit.telemetry.errors",
    unit="{error}",
    description="Export requests that failed, and faults inside otel_kit.",
    has_error_type=True,
    limits={"error.type": 30},
)


class _QueueSize(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, signal: TelemetrySignal) -> None:
        """Set `kit.telemetry.queue.size`: spans and log records that wait in the process for the collector.

        Unit: {item}.

        Args:
            signal: Which kind of telemetry.
        """
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        self.emit(amount, attributes)

    def bind(self, *, signal: TelemetrySignal) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        return Bound(self, attributes)


queue_size = _QueueSize(
    SCOPE,
    "kit.telemetry.queue.size",
    unit="{item}",
    description="Spans and log records that wait in the process for the collector.",
)


class _ExportDuration(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, signal: TelemetrySignal, error_type: str | None = None) -> None:
        """Record `kit.telemetry.export.duration`: time that export requests took.

        Unit: seconds.

        Args:
            signal: Which kind of telemetry.
            error_type: Why the request failed. Such as 503, connection_refused, timeout.
        """
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(amount, attributes)

    def bind(self, *, signal: TelemetrySignal, error_type: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        if error_type is not None:
            attributes["error.type"] = error_type
        return Bound(self, attributes)


export_duration = _ExportDuration(
    SCOPE,
    "kit.telemetry.export.duration",
    unit="s",
    description="Time that export requests took.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10),
    has_error_type=True,
    limits={"error.type": 30},
)


class _CardinalityOverflow(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, signal: TelemetrySignal, metric: str, attribute: str) -> None:
        """Add to `kit.telemetry.cardinality.overflow`: attribute values beyond the limit that the registry
        declares. On the metric they became `other`.

        Unit: {value}.

        Args:
            signal: Which kind of telemetry.
            metric: The metric that it is about. Such as kit.lead.captured.
            attribute: The attribute that it is about; empty where it is the metric itself. Such as
                kit.lead.source.
        """
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        if metric is not None:
            attributes["kit.telemetry.metric"] = metric
        if attribute is not None:
            attributes["kit.telemetry.attribute"] = attribute
        self.emit(amount, attributes)

    def bind(self, *, signal: TelemetrySignal, metric: str, attribute: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        if metric is not None:
            attributes["kit.telemetry.metric"] = metric
        if attribute is not None:
            attributes["kit.telemetry.attribute"] = attribute
        return BoundCounter(self, attributes)


cardinality_overflow = _CardinalityOverflow(
    SCOPE,
    "kit.telemetry.cardinality.overflow",
    unit="{value}",
    description="Attribute values beyond the limit that the registry declares. On the metric they became `other`.",
    limits={"kit.telemetry.metric": 40, "kit.telemetry.attribute": 50},
)


class _SchemaViolations(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        signal: TelemetrySignal,
        metric: str,
        attribute: str,
        reason: str,
    ) -> None:
        """Add to `kit.telemetry.schema.violations`: times that a metric, or an attribute of a point, did not
        keep to the registry.

        Unit: {violation}.

        Args:
            signal: Which kind of telemetry.
            metric: The metric that it is about. Such as kit.lead.captured.
            attribute: The attribute that it is about; empty where it is the metric itself. Such as
                kit.lead.source.
            reason: What is wrong. Such as unknown_metric, unknown_attribute, renamed_attribute.
        """
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        if metric is not None:
            attributes["kit.telemetry.metric"] = metric
        if attribute is not None:
            attributes["kit.telemetry.attribute"] = attribute
        if reason is not None:
            attributes["kit.telemetry.reason"] = reason
        self.emit(amount, attributes)

    def bind(self, *, signal: TelemetrySignal, metric: str, attribute: str, reason: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if signal is not None:
            attributes["kit.telemetry.signal"] = one_of(signal, _TELEMETRY_SIGNAL, "kit.telemetry.signal")
        if metric is not None:
            attributes["kit.telemetry.metric"] = metric
        if attribute is not None:
            attributes["kit.telemetry.attribute"] = attribute
        if reason is not None:
            attributes["kit.telemetry.reason"] = reason
        return BoundCounter(self, attributes)


schema_violations = _SchemaViolations(
    SCOPE,
    "kit.telemetry.schema.violations",
    unit="{violation}",
    description="Times that a metric, or an attribute of a point, did not keep to the registry.",
    limits={"kit.telemetry.metric": 40, "kit.telemetry.attribute": 50, "kit.telemetry.reason": 10},
)


class _BaggageDropped(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, reason: str) -> None:
        """Add to `kit.telemetry.baggage.dropped`: entries of baggage that arrived and could not be read, or
        whole headers that were too long.

        What they held is written nowhere. Whoever calls a service can cause it, so it is no loss of
        telemetry.

        Unit: {entry}.

        Args:
            reason: Why it was not read. Such as header_too_long, entry_too_long, malformed.
        """
        attributes: Attributes = {}
        if reason is not None:
            attributes["kit.telemetry.reason"] = reason
        self.emit(amount, attributes)

    def bind(self, *, reason: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if reason is not None:
            attributes["kit.telemetry.reason"] = reason
        return BoundCounter(self, attributes)


baggage_dropped = _BaggageDropped(
    SCOPE,
    "kit.telemetry.baggage.dropped",
    unit="{entry}",
    description="Entries of baggage that arrived and could not be read, or whole headers that were too long.",
    limits={"kit.telemetry.reason": 10},
)


class _Redactions(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, type: str, surface: PiiSurface) -> None:
        """Add to `kit.telemetry.redactions`: values that were taken out of telemetry.

        What was taken out is told by kind and place, never itself.

        Unit: {redaction}.

        Args:
            type: The kind of personal data or secret. Such as email, phone, iban.
            surface: Where it stood.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.pii.type"] = type
        if surface is not None:
            attributes["kit.pii.surface"] = one_of(surface, _PII_SURFACE, "kit.pii.surface")
        self.emit(amount, attributes)

    def bind(self, *, type: str, surface: PiiSurface) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.pii.type"] = type
        if surface is not None:
            attributes["kit.pii.surface"] = one_of(surface, _PII_SURFACE, "kit.pii.surface")
        return BoundCounter(self, attributes)


redactions = _Redactions(
    SCOPE,
    "kit.telemetry.redactions",
    unit="{redaction}",
    description="Values that were taken out of telemetry.",
    limits={"kit.pii.type": 20},
)
