# GENERATED from registry/incidents.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Alerts, incidents and those who are told: what came in, what it became, how long it took."""

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
    "AlertSeverity",
    "AlertStatus",
    "AlertSuppression",
    "IncidentPriority",
    "IncidentResolution",
    "NotifyCall",
    "OperationResult",
    "ProcessAlertCall",
    "acknowledged",
    "alert_correlated",
    "alert_deduplicated",
    "alert_received",
    "alert_suppressed",
    "escalated",
    "notification_sent",
    "notify",
    "open_incidents",
    "opened",
    "process_alert",
    "resolved",
    "time_to_acknowledge",
    "time_to_detect",
    "time_to_resolve",
    "unacknowledged_incidents",
]

AlertSeverity = Literal[
    "critical",
    "warning",
    "info",
]
_ALERT_SEVERITY: Final = frozenset(get_args(AlertSeverity))

AlertStatus = Literal[
    "firing",
    "resolved",
]
_ALERT_STATUS: Final = frozenset(get_args(AlertStatus))

AlertSuppression = Literal[
    "silence",
    "inhibition",
    "maintenance",
    "cooldown",
]
_ALERT_SUPPRESSION: Final = frozenset(get_args(AlertSuppression))

IncidentPriority = Literal[
    "P0",
    "P1",
    "P2",
    "P3",
]
_INCIDENT_PRIORITY: Final = frozenset(get_args(IncidentPriority))

IncidentResolution = Literal[
    "fixed",
    "recovered",
    "automatic",
    "false_alarm",
]
_INCIDENT_RESOLUTION: Final = frozenset(get_args(IncidentResolution))

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))


class _AlertReceived(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        alert: str,
        severity: AlertSeverity,
        status: AlertStatus,
    ) -> None:
        """Add to `kit.alert.received`: alerts that came in, each notification of a start or an end.

        Unit: {alert}.

        Args:
            alert: The alert's name, as the rule has it. Such as HttpErrorRate, QueueBacklog.
            severity: The alert's severity, as the rule has it.
            status: Whether the alert began or ended.
        """
        attributes: Attributes = {}
        if alert is not None:
            attributes["kit.alert.name"] = alert
        if severity is not None:
            attributes["kit.alert.severity"] = one_of(severity, _ALERT_SEVERITY, "kit.alert.severity")
        if status is not None:
            attributes["kit.alert.status"] = one_of(status, _ALERT_STATUS, "kit.alert.status")
        self.emit(amount, attributes)

    def bind(self, *, alert: str, severity: AlertSeverity, status: AlertStatus) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if alert is not None:
            attributes["kit.alert.name"] = alert
        if severity is not None:
            attributes["kit.alert.severity"] = one_of(severity, _ALERT_SEVERITY, "kit.alert.severity")
        if status is not None:
            attributes["kit.alert.status"] = one_of(status, _ALERT_STATUS, "kit.alert.status")
        return BoundCounter(self, attributes)


alert_received = _AlertReceived(
    SCOPE,
    "kit.alert.received",
    unit="{alert}",
    description="Alerts that came in, each notification of a start or an end.",
    limits={"kit.alert.name": 300},
)


class _AlertDeduplicated(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, alert: str, severity: AlertSeverity | None = None) -> None:
        """Add to `kit.alert.deduplicated`: alerts that were known already and changed nothing.

        Unit: {alert}.

        Args:
            alert: The alert's name, as the rule has it. Such as HttpErrorRate, QueueBacklog.
            severity: The alert's severity, as the rule has it.
        """
        attributes: Attributes = {}
        if alert is not None:
            attributes["kit.alert.name"] = alert
        if severity is not None:
            attributes["kit.alert.severity"] = one_of(severity, _ALERT_SEVERITY, "kit.alert.severity")
        self.emit(amount, attributes)

    def bind(self, *, alert: str, severity: AlertSeverity | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if alert is not None:
            attributes["kit.alert.name"] = alert
        if severity is not None:
            attributes["kit.alert.severity"] = one_of(severity, _ALERT_SEVERITY, "kit.alert.severity")
        return BoundCounter(self, attributes)


alert_deduplicated = _AlertDeduplicated(
    SCOPE,
    "kit.alert.deduplicated",
    unit="{alert}",
    description="Alerts that were known already and changed nothing.",
    limits={"kit.alert.name": 300},
)


class _AlertCorrelated(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, alert: str, severity: AlertSeverity | None = None) -> None:
        """Add to `kit.alert.correlated`: new alerts that joined an incident that was open, instead of opening
        one.

        Unit: {alert}.

        Args:
            alert: The alert's name, as the rule has it. Such as HttpErrorRate, QueueBacklog.
            severity: The alert's severity, as the rule has it.
        """
        attributes: Attributes = {}
        if alert is not None:
            attributes["kit.alert.name"] = alert
        if severity is not None:
            attributes["kit.alert.severity"] = one_of(severity, _ALERT_SEVERITY, "kit.alert.severity")
        self.emit(amount, attributes)

    def bind(self, *, alert: str, severity: AlertSeverity | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if alert is not None:
            attributes["kit.alert.name"] = alert
        if severity is not None:
            attributes["kit.alert.severity"] = one_of(severity, _ALERT_SEVERITY, "kit.alert.severity")
        return BoundCounter(self, attributes)


alert_correlated = _AlertCorrelated(
    SCOPE,
    "kit.alert.correlated",
    unit="{alert}",
    description="New alerts that joined an incident that was open, instead of opening one.",
    limits={"kit.alert.name": 300},
)


class _AlertSuppressed(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, alert: str, reason: AlertSuppression) -> None:
        """Add to `kit.alert.suppressed`: alerts of which nobody was told, by the reason.

        Unit: {alert}.

        Args:
            alert: The alert's name, as the rule has it. Such as HttpErrorRate, QueueBacklog.
            reason: Why nobody was told.
        """
        attributes: Attributes = {}
        if alert is not None:
            attributes["kit.alert.name"] = alert
        if reason is not None:
            attributes["kit.alert.suppression"] = one_of(reason, _ALERT_SUPPRESSION, "kit.alert.suppression")
        self.emit(amount, attributes)

    def bind(self, *, alert: str, reason: AlertSuppression) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if alert is not None:
            attributes["kit.alert.name"] = alert
        if reason is not None:
            attributes["kit.alert.suppression"] = one_of(reason, _ALERT_SUPPRESSION, "kit.alert.suppression")
        return BoundCounter(self, attributes)


alert_suppressed = _AlertSuppressed(
    SCOPE,
    "kit.alert.suppressed",
    unit="{alert}",
    description="Alerts of which nobody was told, by the reason.",
    limits={"kit.alert.name": 300},
)


class _OpenIncidents(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, priority: IncidentPriority, category: str | None = None) -> None:
        """Set `kit.incident.open`: incidents that are open now.

        Count them in the store, in one place, also those of which there are none.

        Unit: {incident}.

        Args:
            priority: How much it matters.
            category: What the incident is about; by default the category of its first alert. Such as http,
                database, ml.
        """
        attributes: Attributes = {}
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if category is not None:
            attributes["kit.incident.category"] = category
        self.emit(amount, attributes)

    def bind(self, *, priority: IncidentPriority, category: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if category is not None:
            attributes["kit.incident.category"] = category
        return Bound(self, attributes)


open_incidents = _OpenIncidents(
    SCOPE,
    "kit.incident.open",
    unit="{incident}",
    description="Incidents that are open now.",
    limits={"kit.incident.category": 20},
)


class _UnacknowledgedIncidents(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, priority: IncidentPriority) -> None:
        """Set `kit.incident.unacknowledged`: open incidents that nobody has taken up yet.

        Count them in the store, in one place, also those of which there are none.

        Unit: {incident}.

        Args:
            priority: How much it matters.
        """
        attributes: Attributes = {}
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        self.emit(amount, attributes)

    def bind(self, *, priority: IncidentPriority) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        return Bound(self, attributes)


unacknowledged_incidents = _UnacknowledgedIncidents(
    SCOPE,
    "kit.incident.unacknowledged",
    unit="{incident}",
    description="Open incidents that nobody has taken up yet.",
)


class _TimeToDetect(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, priority: IncidentPriority, category: str | None = None) -> None:
        """Record `kit.incident.time_to_detect`: time from the beginning of the trouble to the first alert.

        Record it at the review, when it is known when the trouble began.

        Unit: seconds.

        Args:
            priority: How much it matters.
            category: What the incident is about; by default the category of its first alert. Such as http,
                database, ml.
        """
        attributes: Attributes = {}
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if category is not None:
            attributes["kit.incident.category"] = category
        self.emit(amount, attributes)

    def bind(self, *, priority: IncidentPriority, category: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if category is not None:
            attributes["kit.incident.category"] = category
        return Bound(self, attributes)


time_to_detect = _TimeToDetect(
    SCOPE,
    "kit.incident.time_to_detect",
    unit="s",
    description="Time from the beginning of the trouble to the first alert.",
    buckets=(5.5, 15.5, 30.5, 60.5, 120.5, 300.5, 600.5, 900.5, 1800.5, 3600.5),
    limits={"kit.incident.category": 20},
)


class _TimeToAcknowledge(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, priority: IncidentPriority, category: str | None = None) -> None:
        """Record `kit.incident.time_to_acknowledge`: time from an incident's opening until somebody took it up.

        Unit: seconds.

        Args:
            priority: How much it matters.
            category: What the incident is about; by default the category of its first alert. Such as http,
                database, ml.
        """
        attributes: Attributes = {}
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if category is not None:
            attributes["kit.incident.category"] = category
        self.emit(amount, attributes)

    def bind(self, *, priority: IncidentPriority, category: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if category is not None:
            attributes["kit.incident.category"] = category
        return Bound(self, attributes)


time_to_acknowledge = _TimeToAcknowledge(
    SCOPE,
    "kit.incident.time_to_acknowledge",
    unit="s",
    description="Time from an incident's opening until somebody took it up.",
    buckets=(15.5, 30.5, 60.5, 120.5, 300.5, 600.5, 900.5, 1800.5, 3600.5, 14400.5),
    limits={"kit.incident.category": 20},
)


class _TimeToResolve(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, priority: IncidentPriority, category: str | None = None) -> None:
        """Record `kit.incident.time_to_resolve`: time from an incident's opening to its end.

        Unit: seconds.

        Args:
            priority: How much it matters.
            category: What the incident is about; by default the category of its first alert. Such as http,
                database, ml.
        """
        attributes: Attributes = {}
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if category is not None:
            attributes["kit.incident.category"] = category
        self.emit(amount, attributes)

    def bind(self, *, priority: IncidentPriority, category: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if category is not None:
            attributes["kit.incident.category"] = category
        return Bound(self, attributes)


time_to_resolve = _TimeToResolve(
    SCOPE,
    "kit.incident.time_to_resolve",
    unit="s",
    description="Time from an incident's opening to its end.",
    buckets=(60.5, 300.5, 600.5, 900.5, 1800.5, 3600.5, 7200.5, 14400.5, 28800.5, 86400.5, 259200.5),
    limits={"kit.incident.category": 20},
)


class _NotificationSent(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        channel: str,
        result: OperationResult,
        severity: AlertSeverity | None = None,
    ) -> None:
        """Add to `kit.notification.sent`: notifications that were handed to a channel, by whether it took them.

        Count each notification once, after the last attempt. The attempts are kit.notification.duration.

        Unit: {notification}.

        Args:
            channel: The channel that the notification takes. Such as email, slack, pagerduty.
            result: How an operation ended, where its domain has no result of its own.
            severity: The alert's severity, as the rule has it.
        """
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        if severity is not None:
            attributes["kit.alert.severity"] = one_of(severity, _ALERT_SEVERITY, "kit.alert.severity")
        self.emit(amount, attributes)

    def bind(
        self,
        *,
        channel: str,
        result: OperationResult,
        severity: AlertSeverity | None = None,
    ) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        if severity is not None:
            attributes["kit.alert.severity"] = one_of(severity, _ALERT_SEVERITY, "kit.alert.severity")
        return BoundCounter(self, attributes)


notification_sent = _NotificationSent(
    SCOPE,
    "kit.notification.sent",
    unit="{notification}",
    description="Notifications that were handed to a channel, by whether it took them.",
    limits={"kit.channel": 10},
)

_alert_processing_duration = Histogram(
    SCOPE,
    "kit.alert.processing.duration",
    unit="s",
    description="Time from an alert's arrival until its incident was stored.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.5, 5.5),
    has_error_type=True,
    limits={"error.type": 10},
)

_incident_opened = Counter(
    SCOPE,
    "kit.incident.opened",
    unit="{incident}",
    description="Incidents that were opened.",
    limits={"kit.incident.category": 20},
)

_incident_resolved = Counter(
    SCOPE,
    "kit.incident.resolved",
    unit="{incident}",
    description="Incidents that came to an end.",
    limits={"kit.incident.category": 20},
)

_incident_escalations = Counter(
    SCOPE,
    "kit.incident.escalations",
    unit="{escalation}",
    description="Times that an incident was handed to the next level.",
    limits={"kit.escalation.level": 5, "kit.incident.category": 20},
)

_notification_duration = Histogram(
    SCOPE,
    "kit.notification.duration",
    unit="s",
    description="Time that one attempt to deliver a notification took.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1.5, 2.5, 5.5, 10.5, 30.5),
    has_error_type=True,
    limits={"kit.channel": 10, "error.type": 10},
)


class _Opened(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        incident: str,
        priority: IncidentPriority,
        category: str | None = None,
        alert: str | None = None,
        fingerprint: str | None = None,
    ) -> None:
        """Send `kit.incident.opened`: an incident was opened.

        Args:
            incident: The incident. Too many for a metric; spans and logs carry it. Such as inc_20260110_3.
            priority: How much it matters.
            category: What the incident is about; by default the category of its first alert. Such as http,
                database, ml.
            alert: The alert's name, as the rule has it. Such as HttpErrorRate, QueueBacklog.
            fingerprint: The fingerprint of the alert's labels, as Alertmanager gives it. Such as
                9c2f1be33f2a7d10.
        """
        attributes: Attributes = {}
        if incident is not None:
            attributes["kit.incident.id"] = incident
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if category is not None:
            attributes["kit.incident.category"] = category
        if alert is not None:
            attributes["kit.alert.name"] = alert
        if fingerprint is not None:
            attributes["kit.alert.fingerprint"] = fingerprint
        self.emit(message, attributes)


opened = _Opened(
    SCOPE,
    "kit.incident.opened",
    keys=(
        "kit.alert.fingerprint",
        "kit.alert.name",
        "kit.incident.category",
        "kit.incident.id",
        "kit.incident.priority",
    ),
    severity="ERROR",
    counter=Measure(_incident_opened, ("kit.incident.priority", "kit.incident.category")),
)


class _Acknowledged(Event):
    __slots__ = ()

    def __call__(self, message: str | None = None, /, *, incident: str, priority: IncidentPriority) -> None:
        """Send `kit.incident.acknowledged`: somebody took an incident up.

        Who it was stays in the incident's own record.

        Args:
            incident: The incident. Too many for a metric; spans and logs carry it. Such as inc_20260110_3.
            priority: How much it matters.
        """
        attributes: Attributes = {}
        if incident is not None:
            attributes["kit.incident.id"] = incident
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        self.emit(message, attributes)


acknowledged = _Acknowledged(
    SCOPE,
    "kit.incident.acknowledged",
    keys=("kit.incident.id", "kit.incident.priority"),
    severity="INFO",
)


class _Escalated(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        incident: str,
        priority: IncidentPriority,
        level: str,
        category: str | None = None,
    ) -> None:
        """Send `kit.incident.escalated`: an incident was handed to the next level.

        Args:
            incident: The incident. Too many for a metric; spans and logs carry it. Such as inc_20260110_3.
            priority: How much it matters.
            level: Who is called next. Such as on_call, technical_lead, incident_commander.
            category: What the incident is about; by default the category of its first alert. Such as http,
                database, ml.
        """
        attributes: Attributes = {}
        if incident is not None:
            attributes["kit.incident.id"] = incident
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if level is not None:
            attributes["kit.escalation.level"] = level
        if category is not None:
            attributes["kit.incident.category"] = category
        self.emit(message, attributes)


escalated = _Escalated(
    SCOPE,
    "kit.incident.escalated",
    keys=(
        "kit.escalation.level",
        "kit.incident.category",
        "kit.incident.id",
        "kit.incident.priority",
    ),
    severity="WARN",
    counter=Measure(
        _incident_escalations,
        ("kit.incident.priority", "kit.escalation.level", "kit.incident.category"),
    ),
)


class _Resolved(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        incident: str,
        priority: IncidentPriority,
        resolution: IncidentResolution,
        category: str | None = None,
    ) -> None:
        """Send `kit.incident.resolved`: an incident came to its end.

        Args:
            incident: The incident. Too many for a metric; spans and logs carry it. Such as inc_20260110_3.
            priority: How much it matters.
            resolution: How the incident came to its end.
            category: What the incident is about; by default the category of its first alert. Such as http,
                database, ml.
        """
        attributes: Attributes = {}
        if incident is not None:
            attributes["kit.incident.id"] = incident
        if priority is not None:
            attributes["kit.incident.priority"] = one_of(priority, _INCIDENT_PRIORITY, "kit.incident.priority")
        if resolution is not None:
            attributes["kit.incident.resolution"] = one_of(resolution, _INCIDENT_RESOLUTION, "kit.incident.resolution")
        if category is not None:
            attributes["kit.incident.category"] = category
        self.emit(message, attributes)


resolved = _Resolved(
    SCOPE,
    "kit.incident.resolved",
    keys=(
        "kit.incident.category",
        "kit.incident.id",
        "kit.incident.priority",
        "kit.incident.resolution",
    ),
    severity="INFO",
    counter=Measure(
        _incident_resolved,
        ("kit.incident.priority", "kit.incident.resolution", "kit.incident.category"),
    ),
)


class ProcessAlertCall(Call):
    """How one alert became part of an incident, or opened one."""

    __slots__ = ()

    @property
    def incident(self) -> str | None:
        """The incident. Too many for a metric; spans and logs carry it."""
        value: str | None = self._get("kit.incident.id")
        return value

    @incident.setter
    def incident(self, value: str) -> None:
        self._set("kit.incident.id", value)

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_PROCESS_ALERT: Final = Plan(
    scope=SCOPE,
    span_name="process alert",
    span_name_keys=(),
    span_keys=(
        "error.type",
        "kit.alert.fingerprint",
        "kit.alert.name",
        "kit.alert.severity",
        "kit.alert.status",
        "kit.incident.id",
        "kit.operation.result",
    ),
    kind=SpanKind.CONSUMER,
    duration=Measure(
        _alert_processing_duration,
        ("kit.alert.severity", "kit.operation.result", "error.type"),
    ),
    outcome="kit.operation.result",
)


class _ProcessAlert:
    __slots__ = ()

    def __call__(
        self,
        *,
        severity: AlertSeverity,
        alert: str | None = None,
        status: AlertStatus | None = None,
        fingerprint: str | None = None,
    ) -> ProcessAlertCall:
        """Return a run of `kit.alert.processing`: how one alert became part of an incident, or opened one.

        Args:
            severity: The alert's severity, as the rule has it.
            alert: The alert's name, as the rule has it. Such as HttpErrorRate, QueueBacklog.
            status: Whether the alert began or ended.
            fingerprint: The fingerprint of the alert's labels, as Alertmanager gives it. Such as
                9c2f1be33f2a7d10.
        """
        attributes: Attributes = {}
        if severity is not None:
            attributes["kit.alert.severity"] = one_of(severity, _ALERT_SEVERITY, "kit.alert.severity")
        if alert is not None:
            attributes["kit.alert.name"] = alert
        if status is not None:
            attributes["kit.alert.status"] = one_of(status, _ALERT_STATUS, "kit.alert.status")
        if fingerprint is not None:
            attributes["kit.alert.fingerprint"] = fingerprint
        return ProcessAlertCall(_PROCESS_ALERT, attributes)

    def bind(
        self,
        *,
        severity: AlertSeverity,
        alert: str | None = None,
        status: AlertStatus | None = None,
        fingerprint: str | None = None,
    ) -> BoundLifecycle[ProcessAlertCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(severity=severity, alert=alert, status=status, fingerprint=fingerprint))


process_alert = _ProcessAlert()


class NotifyCall(Call):
    """One attempt to deliver a notification."""

    __slots__ = ()

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_NOTIFY: Final = Plan(
    scope=SCOPE,
    span_name="notify {}",
    span_name_keys=("kit.channel",),
    span_keys=(
        "error.type",
        "kit.alert.severity",
        "kit.channel",
        "kit.incident.id",
        "kit.operation.result",
    ),
    kind=SpanKind.CLIENT,
    duration=Measure(_notification_duration, ("kit.channel", "kit.operation.result", "error.type")),
    outcome="kit.operation.result",
)


class _Notify:
    __slots__ = ()

    def __call__(
        self,
        *,
        channel: str,
        severity: AlertSeverity | None = None,
        incident: str | None = None,
    ) -> NotifyCall:
        """Return a run of `kit.notification`: one attempt to deliver a notification.

        Args:
            channel: The channel that the notification takes. Such as email, slack, pagerduty.
            severity: The alert's severity, as the rule has it.
            incident: The incident. Too many for a metric; spans and logs carry it. Such as inc_20260110_3.
        """
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        if severity is not None:
            attributes["kit.alert.severity"] = one_of(severity, _ALERT_SEVERITY, "kit.alert.severity")
        if incident is not None:
            attributes["kit.incident.id"] = incident
        return NotifyCall(_NOTIFY, attributes)

    def bind(
        self,
        *,
        channel: str,
        severity: AlertSeverity | None = None,
        incident: str | None = None,
    ) -> BoundLifecycle[NotifyCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(channel=channel, severity=severity, incident=incident))


notify = _Notify()
