# GENERATED from registry/detection.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""What watches the figures: anomalies, forecasts, and how long there is room. A detector is one more service; what it watches is named by kit.detection.target."""

from __future__ import annotations

from typing import Final, Literal, get_args

from opentelemetry.trace import SpanKind

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    BoundLifecycle,
    Call,
    Counter,
    Event,
    Gauge,
    Histogram,
    Measure,
    Plan,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "AnomalySeverity",
    "AnomalyVerdict",
    "OperationResult",
    "RunCall",
    "anomalies_active",
    "anomaly_correlated",
    "anomaly_detected",
    "anomaly_resolved",
    "anomaly_score",
    "anomaly_verdict",
    "forecast",
    "forecast_error",
    "forecast_lead_time",
    "forecast_lower",
    "forecast_upper",
    "limit_ahead",
    "run",
    "time_to_limit",
    "utilization",
]

AnomalySeverity = Literal[
    "low",
    "medium",
    "high",
    "critical",
]
_ANOMALY_SEVERITY: Final = frozenset(get_args(AnomalySeverity))

AnomalyVerdict = Literal[
    "right",
    "false_alarm",
    "missed",
]
_ANOMALY_VERDICT: Final = frozenset(get_args(AnomalyVerdict))

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))


class _AnomalyScore(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, target: str, method: str) -> None:
        """Set `kit.anomaly.score`: how unusual a figure is, in the measure of its method.

        Unit: {score}.

        Args:
            target: The figure that is watched, as the detector's configuration names it, with the service
                that it belongs to. Such as storefront.latency_p95, postgres.disk.
            method: How it is detected or foretold. Such as z_score, iqr, isolation_forest.
        """
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if method is not None:
            attributes["kit.detection.method"] = method
        self.emit(amount, attributes)

    def bind(self, *, target: str, method: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if method is not None:
            attributes["kit.detection.method"] = method
        return Bound(self, attributes)


anomaly_score = _AnomalyScore(
    SCOPE,
    "kit.anomaly.score",
    unit="{score}",
    description="How unusual a figure is, in the measure of its method.",
    limits={"kit.detection.target": 200, "kit.detection.method": 10},
)


class _AnomaliesActive(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, target: str, severity: AnomalySeverity) -> None:
        """Set `kit.anomaly.active`: anomalies that last now, by what they are in.

        Record 0 when it is over; else its alert fires on.

        Unit: {anomaly}.

        Args:
            target: The figure that is watched, as the detector's configuration names it, with the service
                that it belongs to. Such as storefront.latency_p95, postgres.disk.
            severity: How far from the usual it is, and how much it matters.
        """
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if severity is not None:
            attributes["kit.anomaly.severity"] = one_of(severity, _ANOMALY_SEVERITY, "kit.anomaly.severity")
        self.emit(amount, attributes)

    def bind(self, *, target: str, severity: AnomalySeverity) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if severity is not None:
            attributes["kit.anomaly.severity"] = one_of(severity, _ANOMALY_SEVERITY, "kit.anomaly.severity")
        return Bound(self, attributes)


anomalies_active = _AnomaliesActive(
    SCOPE,
    "kit.anomaly.active",
    unit="{anomaly}",
    description="Anomalies that last now, by what they are in.",
    limits={"kit.detection.target": 200},
)


class _AnomalyVerdict(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, method: str, verdict: AnomalyVerdict) -> None:
        """Add to `kit.anomaly.verdicts`: anomalies that were looked into, by what turned out.

        The share of `right` among what was said is the accuracy of the alerts.

        Unit: {verdict}.

        Args:
            method: How it is detected or foretold. Such as z_score, iqr, isolation_forest.
            verdict: What turned out afterwards.
        """
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.detection.method"] = method
        if verdict is not None:
            attributes["kit.anomaly.verdict"] = one_of(verdict, _ANOMALY_VERDICT, "kit.anomaly.verdict")
        self.emit(amount, attributes)

    def bind(self, *, method: str, verdict: AnomalyVerdict) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.detection.method"] = method
        if verdict is not None:
            attributes["kit.anomaly.verdict"] = one_of(verdict, _ANOMALY_VERDICT, "kit.anomaly.verdict")
        return BoundCounter(self, attributes)


anomaly_verdict = _AnomalyVerdict(
    SCOPE,
    "kit.anomaly.verdicts",
    unit="{verdict}",
    description="Anomalies that were looked into, by what turned out.",
    limits={"kit.detection.method": 10},
)


class _Forecast(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, target: str, horizon: str) -> None:
        """Set `kit.forecast.value`: what a figure is expected to be, in the figure's own unit.

        Unit: {value}.

        Args:
            target: The figure that is watched, as the detector's configuration names it, with the service
                that it belongs to. Such as storefront.latency_p95, postgres.disk.
            horizon: How far ahead it is told. Such as 15m, 1h, 4h.
        """
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if horizon is not None:
            attributes["kit.forecast.horizon"] = horizon
        self.emit(amount, attributes)

    def bind(self, *, target: str, horizon: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if horizon is not None:
            attributes["kit.forecast.horizon"] = horizon
        return Bound(self, attributes)


forecast = _Forecast(
    SCOPE,
    "kit.forecast.value",
    unit="{value}",
    description="What a figure is expected to be, in the figure's own unit.",
    limits={"kit.detection.target": 200, "kit.forecast.horizon": 5},
)


class _ForecastLower(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, target: str, horizon: str) -> None:
        """Set `kit.forecast.lower`: what a figure is expected to be at least, in the figure's own unit.

        Unit: {value}.

        Args:
            target: The figure that is watched, as the detector's configuration names it, with the service
                that it belongs to. Such as storefront.latency_p95, postgres.disk.
            horizon: How far ahead it is told. Such as 15m, 1h, 4h.
        """
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if horizon is not None:
            attributes["kit.forecast.horizon"] = horizon
        self.emit(amount, attributes)

    def bind(self, *, target: str, horizon: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if horizon is not None:
            attributes["kit.forecast.horizon"] = horizon
        return Bound(self, attributes)


forecast_lower = _ForecastLower(
    SCOPE,
    "kit.forecast.lower",
    unit="{value}",
    description="What a figure is expected to be at least, in the figure's own unit.",
    limits={"kit.detection.target": 200, "kit.forecast.horizon": 5},
)


class _ForecastUpper(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, target: str, horizon: str) -> None:
        """Set `kit.forecast.upper`: what a figure is expected to be at most, in the figure's own unit.

        Unit: {value}.

        Args:
            target: The figure that is watched, as the detector's configuration names it, with the service
                that it belongs to. Such as storefront.latency_p95, postgres.disk.
            horizon: How far ahead it is told. Such as 15m, 1h, 4h.
        """
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if horizon is not None:
            attributes["kit.forecast.horizon"] = horizon
        self.emit(amount, attributes)

    def bind(self, *, target: str, horizon: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if horizon is not None:
            attributes["kit.forecast.horizon"] = horizon
        return Bound(self, attributes)


forecast_upper = _ForecastUpper(
    SCOPE,
    "kit.forecast.upper",
    unit="{value}",
    description="What a figure is expected to be at most, in the figure's own unit.",
    limits={"kit.detection.target": 200, "kit.forecast.horizon": 5},
)


class _ForecastError(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, target: str, horizon: str) -> None:
        """Set `kit.forecast.error`: how far forecasts were off lately, as a share of what came.

        The mean of the absolute differences, over those forecasts whose time has come.

        Unit: 1 (a ratio, a score).

        Args:
            target: The figure that is watched, as the detector's configuration names it, with the service
                that it belongs to. Such as storefront.latency_p95, postgres.disk.
            horizon: How far ahead it is told. Such as 15m, 1h, 4h.
        """
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if horizon is not None:
            attributes["kit.forecast.horizon"] = horizon
        self.emit(amount, attributes)

    def bind(self, *, target: str, horizon: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if horizon is not None:
            attributes["kit.forecast.horizon"] = horizon
        return Bound(self, attributes)


forecast_error = _ForecastError(
    SCOPE,
    "kit.forecast.error",
    unit="1",
    description="How far forecasts were off lately, as a share of what came.",
    limits={"kit.detection.target": 200, "kit.forecast.horizon": 5},
)


class _ForecastLeadTime(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, method: str) -> None:
        """Record `kit.forecast.lead_time`: time from a forecast of trouble until the trouble came.

        Record it when the trouble has come, for the first forecast of it.

        Unit: seconds.

        Args:
            method: How it is detected or foretold. Such as z_score, iqr, isolation_forest.
        """
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.detection.method"] = method
        self.emit(amount, attributes)

    def bind(self, *, method: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.detection.method"] = method
        return Bound(self, attributes)


forecast_lead_time = _ForecastLeadTime(
    SCOPE,
    "kit.forecast.lead_time",
    unit="s",
    description="Time from a forecast of trouble until the trouble came.",
    buckets=(60.5, 120.5, 180.5, 300.5, 480.5, 600.5, 720.5, 900.5, 1800.5, 3600.5),
    limits={"kit.detection.method": 10},
)


class _TimeToLimit(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, resource: str) -> None:
        """Set `kit.forecast.time_to_limit`: time until a resource runs out, if it goes on like this.

        Where it does not run out within what can be foretold, record nothing.

        Unit: seconds.

        Args:
            resource: What may run out. Such as postgres.connections, worker.slots, disk.
        """
        attributes: Attributes = {}
        if resource is not None:
            attributes["kit.capacity.resource"] = resource
        self.emit(amount, attributes)

    def bind(self, *, resource: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if resource is not None:
            attributes["kit.capacity.resource"] = resource
        return Bound(self, attributes)


time_to_limit = _TimeToLimit(
    SCOPE,
    "kit.forecast.time_to_limit",
    unit="s",
    description="Time until a resource runs out, if it goes on like this.",
    limits={"kit.capacity.resource": 100},
)


class _Utilization(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, resource: str) -> None:
        """Set `kit.capacity.utilization`: share of a resource that is used, from 0 to 1.

        For what upstream's system.* and process.* do not have, such as places in a pool or seats of a
        licence.

        Unit: 1 (a ratio, a score).

        Args:
            resource: What may run out. Such as postgres.connections, worker.slots, disk.
        """
        attributes: Attributes = {}
        if resource is not None:
            attributes["kit.capacity.resource"] = resource
        self.emit(amount, attributes)

    def bind(self, *, resource: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if resource is not None:
            attributes["kit.capacity.resource"] = resource
        return Bound(self, attributes)


utilization = _Utilization(
    SCOPE,
    "kit.capacity.utilization",
    unit="1",
    description="Share of a resource that is used, from 0 to 1.",
    limits={"kit.capacity.resource": 100},
)

_anomaly_detected = Counter(
    SCOPE,
    "kit.anomaly.detected",
    unit="{anomaly}",
    description="Anomalies that were found.",
    limits={"kit.detection.target": 200},
)

_detection_run_duration = Histogram(
    SCOPE,
    "kit.detection.run.duration",
    unit="s",
    description="Time that it took to look once at all that is watched.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 5.5, 15.5, 60.5),
    has_error_type=True,
    limits={"kit.detection.method": 10, "error.type": 10},
)


class _AnomalyDetected(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        target: str,
        severity: AnomalySeverity,
        method: str | None = None,
        anomaly: str | None = None,
        observed: float | None = None,
        expected: float | None = None,
        deviation: float | None = None,
    ) -> None:
        """Send `kit.anomaly.detected`: a figure is far from the usual.

        Args:
            target: The figure that is watched, as the detector's configuration names it, with the service
                that it belongs to. Such as storefront.latency_p95, postgres.disk.
            severity: How far from the usual it is, and how much it matters.
            method: How it is detected or foretold. Such as z_score, iqr, isolation_forest.
            anomaly: The anomaly. Too many for a metric; spans and logs carry it. Such as an_20260110_7.
            observed: What the figure was. Such as 0.48.
            expected: What the figure usually is at such a time. Such as 0.19.
            deviation: How far from the usual it is, in the method's own measure, such as standard deviations.
                Such as 4.2.
        """
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if severity is not None:
            attributes["kit.anomaly.severity"] = one_of(severity, _ANOMALY_SEVERITY, "kit.anomaly.severity")
        if method is not None:
            attributes["kit.detection.method"] = method
        if anomaly is not None:
            attributes["kit.anomaly.id"] = anomaly
        if observed is not None:
            attributes["kit.anomaly.observed"] = observed
        if expected is not None:
            attributes["kit.anomaly.expected"] = expected
        if deviation is not None:
            attributes["kit.anomaly.deviation"] = deviation
        self.emit(message, attributes)


anomaly_detected = _AnomalyDetected(
    SCOPE,
    "kit.anomaly.detected",
    keys=(
        "kit.anomaly.deviation",
        "kit.anomaly.expected",
        "kit.anomaly.id",
        "kit.anomaly.observed",
        "kit.anomaly.severity",
        "kit.detection.method",
        "kit.detection.target",
    ),
    severity="WARN",
    counter=Measure(_anomaly_detected, ("kit.detection.target", "kit.anomaly.severity")),
)


class _AnomalyCorrelated(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        target: str,
        related_target: str,
        correlation: float | None = None,
        anomaly: str | None = None,
    ) -> None:
        """Send `kit.anomaly.correlated`: another figure moved with one that is far from the usual.

        Args:
            target: The figure that is watched, as the detector's configuration names it, with the service
                that it belongs to. Such as storefront.latency_p95, postgres.disk.
            related_target: Another figure that moved with this one, and so may be its cause. Such as
                postgres.connections.
            correlation: How closely the two figures moved together, from -1 to 1. Such as 0.94.
            anomaly: The anomaly. Too many for a metric; spans and logs carry it. Such as an_20260110_7.
        """
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if related_target is not None:
            attributes["kit.anomaly.related_target"] = related_target
        if correlation is not None:
            attributes["kit.anomaly.correlation"] = correlation
        if anomaly is not None:
            attributes["kit.anomaly.id"] = anomaly
        self.emit(message, attributes)


anomaly_correlated = _AnomalyCorrelated(
    SCOPE,
    "kit.anomaly.correlated",
    keys=(
        "kit.anomaly.correlation",
        "kit.anomaly.id",
        "kit.anomaly.related_target",
        "kit.detection.target",
    ),
    severity="INFO",
)


class _AnomalyResolved(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        target: str,
        severity: AnomalySeverity,
        anomaly: str | None = None,
    ) -> None:
        """Send `kit.anomaly.resolved`: a figure is back to the usual.

        Args:
            target: The figure that is watched, as the detector's configuration names it, with the service
                that it belongs to. Such as storefront.latency_p95, postgres.disk.
            severity: How far from the usual it is, and how much it matters.
            anomaly: The anomaly. Too many for a metric; spans and logs carry it. Such as an_20260110_7.
        """
        attributes: Attributes = {}
        if target is not None:
            attributes["kit.detection.target"] = target
        if severity is not None:
            attributes["kit.anomaly.severity"] = one_of(severity, _ANOMALY_SEVERITY, "kit.anomaly.severity")
        if anomaly is not None:
            attributes["kit.anomaly.id"] = anomaly
        self.emit(message, attributes)


anomaly_resolved = _AnomalyResolved(
    SCOPE,
    "kit.anomaly.resolved",
    keys=("kit.anomaly.id", "kit.anomaly.severity", "kit.detection.target"),
    severity="INFO",
)


class _LimitAhead(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        resource: str,
        limit: float | None = None,
        seconds_left: float | None = None,
    ) -> None:
        """Send `kit.forecast.limit_ahead`: a resource will run out soon, if it goes on like this.

        Args:
            resource: What may run out. Such as postgres.connections, worker.slots, disk.
            limit: The value that the figure will come to. Such as 0.95.
            seconds_left: How many seconds there are until then. Such as 540.
        """
        attributes: Attributes = {}
        if resource is not None:
            attributes["kit.capacity.resource"] = resource
        if limit is not None:
            attributes["kit.forecast.limit"] = limit
        if seconds_left is not None:
            attributes["kit.forecast.time_left"] = seconds_left
        self.emit(message, attributes)


limit_ahead = _LimitAhead(
    SCOPE,
    "kit.forecast.limit_ahead",
    keys=("kit.capacity.resource", "kit.forecast.limit", "kit.forecast.time_left"),
    severity="WARN",
)


class RunCall(Call):
    """One look at all that is watched."""

    __slots__ = ()

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_RUN: Final = Plan(
    scope=SCOPE,
    span_name="detect {}",
    span_name_keys=("kit.detection.method",),
    span_keys=("error.type", "kit.detection.method", "kit.operation.result"),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _detection_run_duration,
        ("kit.detection.method", "kit.operation.result", "error.type"),
    ),
    outcome="kit.operation.result",
)


class _Run:
    __slots__ = ()

    def __call__(self, *, method: str) -> RunCall:
        """Return a run of `kit.detection.run`: one look at all that is watched.

        Args:
            method: How it is detected or foretold. Such as z_score, iqr, isolation_forest.
        """
        attributes: Attributes = {}
        if method is not None:
            attributes["kit.detection.method"] = method
        return RunCall(_RUN, attributes)

    def bind(self, *, method: str) -> BoundLifecycle[RunCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(method=method))


run = _Run()
