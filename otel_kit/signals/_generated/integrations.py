# GENERATED from registry/integrations.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Services of others: what their limits leave us, what is kept in step with them, what they tell us. How long our calls to them take is upstream's http.client.request.duration, by service.peer.name."""

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
    UpDownCounter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "OperationResult",
    "SyncAction",
    "SyncCall",
    "SyncMode",
    "SyncResolution",
    "WebhookCall",
    "WebhookResult",
    "api_backoff_duration",
    "api_quota_limit",
    "api_quota_usage",
    "api_quota_utilization",
    "api_rate_limited",
    "sync",
    "sync_conflict",
    "sync_finished",
    "sync_lag",
    "sync_last_success",
    "sync_records",
    "webhook",
    "webhook_received",
]

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))

SyncAction = Literal[
    "created",
    "updated",
    "deleted",
    "skipped",
    "failed",
]
_SYNC_ACTION: Final = frozenset(get_args(SyncAction))

SyncMode = Literal[
    "full",
    "incremental",
    "event",
]
_SYNC_MODE: Final = frozenset(get_args(SyncMode))

SyncResolution = Literal[
    "ours",
    "theirs",
    "merged",
    "unresolved",
]
_SYNC_RESOLUTION: Final = frozenset(get_args(SyncResolution))

WebhookResult = Literal[
    "accepted",
    "duplicate",
    "refused",
    "failure",
]
_WEBHOOK_RESULT: Final = frozenset(get_args(WebhookResult))


class _ApiQuotaLimit(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, peer: str, quota: str | None = None) -> None:
        """Set `kit.api.quota.limit`: what a service lets us have in the present period of its quota, in what it
        counts, such as requests or tokens.

        Unit: {unit}.

        Args:
            peer: The service that is called, as the configuration names it. Such as zoho, stripe, openai.
            quota: The quota, where a service has several. Such as requests, tokens, daily.
        """
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if quota is not None:
            attributes["kit.api.quota_name"] = quota
        self.emit(amount, attributes)

    def bind(self, *, peer: str, quota: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if quota is not None:
            attributes["kit.api.quota_name"] = quota
        return Bound(self, attributes)


api_quota_limit = _ApiQuotaLimit(
    SCOPE,
    "kit.api.quota.limit",
    unit="{unit}",
    description="What a service lets us have in the present period of its quota, in what it counts, such as requests or tokens.",
    limits={"service.peer.name": 30, "kit.api.quota_name": 10},
)


class _ApiQuotaUsage(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, peer: str, quota: str | None = None) -> None:
        """Set `kit.api.quota.usage`: what we have used in the present period of a quota, in what it counts.

        Unit: {unit}.

        Args:
            peer: The service that is called, as the configuration names it. Such as zoho, stripe, openai.
            quota: The quota, where a service has several. Such as requests, tokens, daily.
        """
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if quota is not None:
            attributes["kit.api.quota_name"] = quota
        self.emit(amount, attributes)

    def bind(self, *, peer: str, quota: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if quota is not None:
            attributes["kit.api.quota_name"] = quota
        return Bound(self, attributes)


api_quota_usage = _ApiQuotaUsage(
    SCOPE,
    "kit.api.quota.usage",
    unit="{unit}",
    description="What we have used in the present period of a quota, in what it counts.",
    limits={"service.peer.name": 30, "kit.api.quota_name": 10},
)


class _ApiQuotaUtilization(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, peer: str, quota: str | None = None) -> None:
        """Set `kit.api.quota.utilization`: share of a quota that is used up, from 0 to 1.

        Unit: 1 (a ratio, a score).

        Args:
            peer: The service that is called, as the configuration names it. Such as zoho, stripe, openai.
            quota: The quota, where a service has several. Such as requests, tokens, daily.
        """
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if quota is not None:
            attributes["kit.api.quota_name"] = quota
        self.emit(amount, attributes)

    def bind(self, *, peer: str, quota: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if quota is not None:
            attributes["kit.api.quota_name"] = quota
        return Bound(self, attributes)


api_quota_utilization = _ApiQuotaUtilization(
    SCOPE,
    "kit.api.quota.utilization",
    unit="1",
    description="Share of a quota that is used up, from 0 to 1.",
    limits={"service.peer.name": 30, "kit.api.quota_name": 10},
)


class _ApiRateLimited(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, peer: str, quota: str | None = None) -> None:
        """Add to `kit.api.rate_limited`: calls that a service turned away because we had made too many.

        Unit: {request}.

        Args:
            peer: The service that is called, as the configuration names it. Such as zoho, stripe, openai.
            quota: The quota, where a service has several. Such as requests, tokens, daily.
        """
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if quota is not None:
            attributes["kit.api.quota_name"] = quota
        self.emit(amount, attributes)

    def bind(self, *, peer: str, quota: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if quota is not None:
            attributes["kit.api.quota_name"] = quota
        return BoundCounter(self, attributes)


api_rate_limited = _ApiRateLimited(
    SCOPE,
    "kit.api.rate_limited",
    unit="{request}",
    description="Calls that a service turned away because we had made too many.",
    limits={"service.peer.name": 30, "kit.api.quota_name": 10},
)


class _ApiBackoffDuration(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, peer: str) -> None:
        """Record `kit.api.backoff.duration`: how long a service asked us to wait before the next call, with
        `Retry-After`.

        Unit: seconds.

        Args:
            peer: The service that is called, as the configuration names it. Such as zoho, stripe, openai.
        """
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        self.emit(amount, attributes)

    def bind(self, *, peer: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        return Bound(self, attributes)


api_backoff_duration = _ApiBackoffDuration(
    SCOPE,
    "kit.api.backoff.duration",
    unit="s",
    description="How long a service asked us to wait before the next call, with `Retry-After`.",
    buckets=(0.5, 1.5, 5.5, 15.5, 30.5, 60.5, 300.5, 900.5, 3600.5),
    limits={"service.peer.name": 30},
)


class _SyncLastSuccess(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, sync: str) -> None:
        """Set `kit.sync.last_success`: when the synchronisation last went well, in seconds since 1970.

        Record the time itself, not how long ago it is.

        Unit: seconds.

        Args:
            sync: What is kept in step. Such as zoho_accounts, calendar.
        """
        attributes: Attributes = {}
        if sync is not None:
            attributes["kit.sync.name"] = sync
        self.emit(amount, attributes)

    def bind(self, *, sync: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if sync is not None:
            attributes["kit.sync.name"] = sync
        return Bound(self, attributes)


sync_last_success = _SyncLastSuccess(
    SCOPE,
    "kit.sync.last_success",
    unit="s",
    description="When the synchronisation last went well, in seconds since 1970.",
    limits={"kit.sync.name": 30},
)


class _SyncRecords(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, sync: str, action: SyncAction) -> None:
        """Add to `kit.sync.records`: records that a synchronisation looked at, by what was done with them.

        Unit: {record}.

        Args:
            sync: What is kept in step. Such as zoho_accounts, calendar.
            action: What was done with the record.
        """
        attributes: Attributes = {}
        if sync is not None:
            attributes["kit.sync.name"] = sync
        if action is not None:
            attributes["kit.sync.action"] = one_of(action, _SYNC_ACTION, "kit.sync.action")
        self.emit(amount, attributes)

    def bind(self, *, sync: str, action: SyncAction) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if sync is not None:
            attributes["kit.sync.name"] = sync
        if action is not None:
            attributes["kit.sync.action"] = one_of(action, _SYNC_ACTION, "kit.sync.action")
        return BoundCounter(self, attributes)


sync_records = _SyncRecords(
    SCOPE,
    "kit.sync.records",
    unit="{record}",
    description="Records that a synchronisation looked at, by what was done with them.",
    limits={"kit.sync.name": 30},
)


class _SyncLag(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, sync: str) -> None:
        """Set `kit.sync.lag`: how old the newest change is that has not been brought in step yet; 0 when there
        is none.

        Unit: seconds.

        Args:
            sync: What is kept in step. Such as zoho_accounts, calendar.
        """
        attributes: Attributes = {}
        if sync is not None:
            attributes["kit.sync.name"] = sync
        self.emit(amount, attributes)

    def bind(self, *, sync: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if sync is not None:
            attributes["kit.sync.name"] = sync
        return Bound(self, attributes)


sync_lag = _SyncLag(
    SCOPE,
    "kit.sync.lag",
    unit="s",
    description="How old the newest change is that has not been brought in step yet; 0 when there is none.",
    limits={"kit.sync.name": 30},
)


class _SyncConflict(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, sync: str, resolution: SyncResolution) -> None:
        """Add to `kit.sync.conflicts`: records that had been changed on both sides.

        Unit: {conflict}.

        Args:
            sync: What is kept in step. Such as zoho_accounts, calendar.
            resolution: How the conflict was solved.
        """
        attributes: Attributes = {}
        if sync is not None:
            attributes["kit.sync.name"] = sync
        if resolution is not None:
            attributes["kit.sync.resolution"] = one_of(resolution, _SYNC_RESOLUTION, "kit.sync.resolution")
        self.emit(amount, attributes)

    def bind(self, *, sync: str, resolution: SyncResolution) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if sync is not None:
            attributes["kit.sync.name"] = sync
        if resolution is not None:
            attributes["kit.sync.resolution"] = one_of(resolution, _SYNC_RESOLUTION, "kit.sync.resolution")
        return BoundCounter(self, attributes)


sync_conflict = _SyncConflict(
    SCOPE,
    "kit.sync.conflicts",
    unit="{conflict}",
    description="Records that had been changed on both sides.",
    limits={"kit.sync.name": 30},
)


class _WebhookReceived(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, peer: str, event: str, result: WebhookResult) -> None:
        """Add to `kit.webhook.received`: webhooks that came in, by what became of them.

        Unit: {webhook}.

        Args:
            peer: The service that sent it. Such as stripe, zoho.
            event: What the webhook tells, as its sender names it. Such as invoice.paid, contact.updated.
            result: What became of the webhook.
        """
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if event is not None:
            attributes["kit.webhook.event"] = event
        if result is not None:
            attributes["kit.webhook.result"] = one_of(result, _WEBHOOK_RESULT, "kit.webhook.result")
        self.emit(amount, attributes)

    def bind(self, *, peer: str, event: str, result: WebhookResult) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if event is not None:
            attributes["kit.webhook.event"] = event
        if result is not None:
            attributes["kit.webhook.result"] = one_of(result, _WEBHOOK_RESULT, "kit.webhook.result")
        return BoundCounter(self, attributes)


webhook_received = _WebhookReceived(
    SCOPE,
    "kit.webhook.received",
    unit="{webhook}",
    description="Webhooks that came in, by what became of them.",
    limits={"service.peer.name": 10, "kit.webhook.event": 40},
)

_sync_duration = Histogram(
    SCOPE,
    "kit.sync.duration",
    unit="s",
    description="Time that a run of a synchronisation took.",
    buckets=(0.5, 1.5, 5.5, 15.5, 30.5, 60.5, 120.5, 300.5, 900.5, 1800.5, 3600.5),
    has_error_type=True,
    limits={"kit.sync.name": 30, "error.type": 5},
)

_sync_active = UpDownCounter(
    SCOPE,
    "kit.sync.active",
    unit="{run}",
    description="Runs of a synchronisation that go on now.",
    limits={"kit.sync.name": 30},
)

_sync_runs = Counter(
    SCOPE,
    "kit.sync.runs",
    unit="{run}",
    description="Runs of a synchronisation that ended, by how they ended.",
    limits={"kit.sync.name": 30},
)

_webhook_duration = Histogram(
    SCOPE,
    "kit.webhook.duration",
    unit="s",
    description="Time that it took to deal with a webhook.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 2.5, 5.5, 10.5, 30.5),
    has_error_type=True,
    limits={"service.peer.name": 10, "kit.webhook.event": 40, "error.type": 5},
)


class _SyncFinished(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        sync: str,
        result: OperationResult,
        mode: SyncMode | None = None,
        records: int | None = None,
        tenant: str | None = None,
        error_type: str | None = None,
    ) -> None:
        """Send `kit.sync.finished`: a run of a synchronisation ended.

        For the history. The lifecycle `sync` measures and counts it; this counts nothing.

        Args:
            sync: What is kept in step. Such as zoho_accounts, calendar.
            result: How an operation ended, where its domain has no result of its own.
            mode: How much the run looks at.
            records: How many records the run looked at. Such as 1200.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
            error_type: Describes a class of error the operation ended with.
        """
        attributes: Attributes = {}
        if sync is not None:
            attributes["kit.sync.name"] = sync
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        if mode is not None:
            attributes["kit.sync.mode"] = one_of(mode, _SYNC_MODE, "kit.sync.mode")
        if records is not None:
            attributes["kit.sync.record_count"] = records
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(message, attributes)


sync_finished = _SyncFinished(
    SCOPE,
    "kit.sync.finished",
    keys=(
        "error.type",
        "kit.operation.result",
        "kit.sync.mode",
        "kit.sync.name",
        "kit.sync.record_count",
        "kit.tenant.id",
    ),
    severity="INFO",
)


class SyncCall(Call):
    """One run of a synchronisation."""

    __slots__ = ()

    @property
    def records(self) -> int | None:
        """How many records the run looked at."""
        value: int | None = self._get("kit.sync.record_count")
        return value

    @records.setter
    def records(self, value: int) -> None:
        self._set("kit.sync.record_count", value)

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_SYNC: Final = Plan(
    scope=SCOPE,
    span_name="sync {}",
    span_name_keys=("kit.sync.name",),
    span_keys=(
        "error.type",
        "kit.operation.result",
        "kit.sync.mode",
        "kit.sync.name",
        "kit.sync.record_count",
        "kit.tenant.id",
    ),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _sync_duration,
        ("kit.sync.name", "kit.sync.mode", "kit.operation.result", "error.type"),
    ),
    active=Measure(_sync_active, ("kit.sync.name", "kit.sync.mode")),
    counter=Measure(_sync_runs, ("kit.sync.name", "kit.operation.result", "kit.sync.mode")),
    outcome="kit.operation.result",
)


class _Sync:
    __slots__ = ()

    def __call__(self, *, sync: str, mode: SyncMode | None = None, tenant: str | None = None) -> SyncCall:
        """Return a run of `kit.sync`: one run of a synchronisation.

        Args:
            sync: What is kept in step. Such as zoho_accounts, calendar.
            mode: How much the run looks at.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
        """
        attributes: Attributes = {}
        if sync is not None:
            attributes["kit.sync.name"] = sync
        if mode is not None:
            attributes["kit.sync.mode"] = one_of(mode, _SYNC_MODE, "kit.sync.mode")
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        return SyncCall(_SYNC, attributes)

    def bind(
        self,
        *,
        sync: str,
        mode: SyncMode | None = None,
        tenant: str | None = None,
    ) -> BoundLifecycle[SyncCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(sync=sync, mode=mode, tenant=tenant))


sync = _Sync()


class WebhookCall(Call):
    """How one webhook is dealt with."""

    __slots__ = ()


_WEBHOOK: Final = Plan(
    scope=SCOPE,
    span_name="webhook {}",
    span_name_keys=("kit.webhook.event",),
    span_keys=("error.type", "kit.tenant.id", "kit.webhook.event", "service.peer.name"),
    kind=SpanKind.CONSUMER,
    duration=Measure(_webhook_duration, ("service.peer.name", "kit.webhook.event", "error.type")),
)


class _Webhook:
    __slots__ = ()

    def __call__(self, *, peer: str, event: str, tenant: str | None = None) -> WebhookCall:
        """Return a run of `kit.webhook`: how one webhook is dealt with.

        Args:
            peer: The service that sent it. Such as stripe, zoho.
            event: What the webhook tells, as its sender names it. Such as invoice.paid, contact.updated.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
        """
        attributes: Attributes = {}
        if peer is not None:
            attributes["service.peer.name"] = peer
        if event is not None:
            attributes["kit.webhook.event"] = event
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        return WebhookCall(_WEBHOOK, attributes)

    def bind(self, *, peer: str, event: str, tenant: str | None = None) -> BoundLifecycle[WebhookCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(peer=peer, event=event, tenant=tenant))


webhook = _Webhook()
