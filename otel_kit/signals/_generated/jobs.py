# GENERATED from registry/jobs.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Work that is done later: jobs, the queues in which they wait, and the events that services tell one another."""

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
    Gauge,
    Histogram,
    Measure,
    Plan,
    UpDownCounter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "JobResult",
    "JobRevocation",
    "OperationResult",
    "RunCall",
    "active",
    "duration",
    "event_consumed",
    "event_delivery",
    "event_lag",
    "event_loop_lag",
    "event_published",
    "last_success",
    "queue_depth",
    "queue_oldest_age",
    "queue_wait",
    "retry",
    "revoked",
    "run",
]

JobResult = Literal[
    "success",
    "failure",
    "retry",
    "cancelled",
]
_JOB_RESULT: Final = frozenset(get_args(JobResult))

JobRevocation = Literal[
    "revoked",
    "expired",
    "terminated",
]
_JOB_REVOCATION: Final = frozenset(get_args(JobRevocation))

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))


class _Duration(Histogram):
    __slots__ = ()

    def __call__(
        self,
        amount: float,
        /,
        *,
        name: str,
        result: JobResult | None = None,
        error_type: str | None = None,
    ) -> None:
        """Record `kit.job.duration`: time that a job ran.

        From its start to its end, without the time in the queue. `signals.jobs.run` and `signals.job` record
        it by themselves.

        Unit: seconds.

        Args:
            name: The job, as the code names it. Such as send_digest, enrich.
            result: How the job ended.
            error_type: Describes a class of error the operation ended with.
        """
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        if result is not None:
            attributes["kit.job.result"] = one_of(result, _JOB_RESULT, "kit.job.result")
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(amount, attributes)

    def bind(self, *, name: str, result: JobResult | None = None, error_type: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        if result is not None:
            attributes["kit.job.result"] = one_of(result, _JOB_RESULT, "kit.job.result")
        if error_type is not None:
            attributes["error.type"] = error_type
        return Bound(self, attributes)


duration = _Duration(
    SCOPE,
    "kit.job.duration",
    unit="s",
    description="Time that a job ran.",
    buckets=(0.05, 0.1, 0.5, 1.5, 5.5, 15.5, 30.5, 60.5, 300.5, 900.5, 3600.5),
    has_error_type=True,
    limits={"kit.job.name": 100, "error.type": 5},
)


class _Active(UpDownCounter):
    __slots__ = ()

    def __call__(self, amount: float, /, *, name: str) -> None:
        """Add to, or with a negative amount take from, `kit.job.active`: jobs that run now.

        Unit: {job}.

        Args:
            name: The job, as the code names it. Such as send_digest, enrich.
        """
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        self.emit(amount, attributes)

    def bind(self, *, name: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        return Bound(self, attributes)


active = _Active(
    SCOPE,
    "kit.job.active",
    unit="{job}",
    description="Jobs that run now.",
    limits={"kit.job.name": 100},
)


class _Retry(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, name: str, error_type: str | None = None) -> None:
        """Add to `kit.job.retries`: times that a job was put back to be run again.

        Unit: {retry}.

        Args:
            name: The job, as the code names it. Such as send_digest, enrich.
            error_type: Why it has to be run again.
        """
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(amount, attributes)

    def bind(self, *, name: str, error_type: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        if error_type is not None:
            attributes["error.type"] = error_type
        return BoundCounter(self, attributes)


retry = _Retry(
    SCOPE,
    "kit.job.retries",
    unit="{retry}",
    description="Times that a job was put back to be run again.",
    has_error_type=True,
    limits={"kit.job.name": 100, "error.type": 10},
)


class _Revoked(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, name: str, how: JobRevocation) -> None:
        """Add to `kit.job.revoked`: jobs that were called off, before or while they ran.

        Unit: {job}.

        Args:
            name: The job, as the code names it. Such as send_digest, enrich.
            how: How the job was called off.
        """
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        if how is not None:
            attributes["kit.job.revocation"] = one_of(how, _JOB_REVOCATION, "kit.job.revocation")
        self.emit(amount, attributes)

    def bind(self, *, name: str, how: JobRevocation) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        if how is not None:
            attributes["kit.job.revocation"] = one_of(how, _JOB_REVOCATION, "kit.job.revocation")
        return BoundCounter(self, attributes)


revoked = _Revoked(
    SCOPE,
    "kit.job.revoked",
    unit="{job}",
    description="Jobs that were called off, before or while they ran.",
    limits={"kit.job.name": 100},
)


class _LastSuccess(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, name: str) -> None:
        """Set `kit.job.last_success`: when the job last went well, in seconds since 1970.

        Record the time itself, not how long ago it is. For jobs that run by the clock, such as a backup.

        Unit: seconds.

        Args:
            name: The job, as the code names it. Such as send_digest, enrich.
        """
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        self.emit(amount, attributes)

    def bind(self, *, name: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        return Bound(self, attributes)


last_success = _LastSuccess(
    SCOPE,
    "kit.job.last_success",
    unit="s",
    description="When the job last went well, in seconds since 1970.",
    limits={"kit.job.name": 100},
)


class _QueueDepth(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, queue: str) -> None:
        """Set `kit.queue.depth`: what waits in a queue now.

        Record it in one place, at an interval of your own, such as each 15 s.

        Unit: {item}.

        Args:
            queue: The queue. Such as celery, mail.
        """
        attributes: Attributes = {}
        if queue is not None:
            attributes["kit.queue.name"] = queue
        self.emit(amount, attributes)

    def bind(self, *, queue: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if queue is not None:
            attributes["kit.queue.name"] = queue
        return Bound(self, attributes)


queue_depth = _QueueDepth(
    SCOPE,
    "kit.queue.depth",
    unit="{item}",
    description="What waits in a queue now.",
    limits={"kit.queue.name": 50},
)


class _QueueWait(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, queue: str) -> None:
        """Record `kit.queue.wait.duration`: time that items waited in a queue before their work began.

        Record it when the work begins. A clock that differs between two hosts must not make it negative.

        Unit: seconds.

        Args:
            queue: The queue. Such as celery, mail.
        """
        attributes: Attributes = {}
        if queue is not None:
            attributes["kit.queue.name"] = queue
        self.emit(amount, attributes)

    def bind(self, *, queue: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if queue is not None:
            attributes["kit.queue.name"] = queue
        return Bound(self, attributes)


queue_wait = _QueueWait(
    SCOPE,
    "kit.queue.wait.duration",
    unit="s",
    description="Time that items waited in a queue before their work began.",
    buckets=(0.01, 0.05, 0.1, 0.5, 1.5, 5.5, 15.5, 30.5, 60.5, 300.5, 900.5, 3600.5),
    limits={"kit.queue.name": 50},
)


class _QueueOldestAge(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, queue: str) -> None:
        """Set `kit.queue.oldest.age`: how long the first item of a queue has waited.

        Record 0 for an empty queue. A few items that never move are seen here, and not in the depth.

        Unit: seconds.

        Args:
            queue: The queue. Such as celery, mail.
        """
        attributes: Attributes = {}
        if queue is not None:
            attributes["kit.queue.name"] = queue
        self.emit(amount, attributes)

    def bind(self, *, queue: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if queue is not None:
            attributes["kit.queue.name"] = queue
        return Bound(self, attributes)


queue_oldest_age = _QueueOldestAge(
    SCOPE,
    "kit.queue.oldest.age",
    unit="s",
    description="How long the first item of a queue has waited.",
    limits={"kit.queue.name": 50},
)


class _EventPublished(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, bus: str, event: str) -> None:
        """Add to `kit.event.published`: events that were handed to a bus.

        Unit: {event}.

        Args:
            bus: The bus, topic or stream that carries the event. Such as leads, orders.
            event: What the event says that has happened. Such as lead_updated, order_placed.
        """
        attributes: Attributes = {}
        if bus is not None:
            attributes["kit.event.bus"] = bus
        if event is not None:
            attributes["kit.event.name"] = event
        self.emit(amount, attributes)

    def bind(self, *, bus: str, event: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if bus is not None:
            attributes["kit.event.bus"] = bus
        if event is not None:
            attributes["kit.event.name"] = event
        return BoundCounter(self, attributes)


event_published = _EventPublished(
    SCOPE,
    "kit.event.published",
    unit="{event}",
    description="Events that were handed to a bus.",
    limits={"kit.event.bus": 20, "kit.event.name": 50},
)


class _EventConsumed(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        bus: str,
        event: str,
        consumer: str,
        result: OperationResult,
    ) -> None:
        """Add to `kit.event.consumed`: events that a consumer has dealt with, by how it ended.

        Unit: {event}.

        Args:
            bus: The bus, topic or stream that carries the event. Such as leads, orders.
            event: What the event says that has happened. Such as lead_updated, order_placed.
            consumer: Who takes the events, as a group of equal processes. Such as dashboard, scoring.
            result: How an operation ended, where its domain has no result of its own.
        """
        attributes: Attributes = {}
        if bus is not None:
            attributes["kit.event.bus"] = bus
        if event is not None:
            attributes["kit.event.name"] = event
        if consumer is not None:
            attributes["kit.event.consumer"] = consumer
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        self.emit(amount, attributes)

    def bind(self, *, bus: str, event: str, consumer: str, result: OperationResult) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if bus is not None:
            attributes["kit.event.bus"] = bus
        if event is not None:
            attributes["kit.event.name"] = event
        if consumer is not None:
            attributes["kit.event.consumer"] = consumer
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        return BoundCounter(self, attributes)


event_consumed = _EventConsumed(
    SCOPE,
    "kit.event.consumed",
    unit="{event}",
    description="Events that a consumer has dealt with, by how it ended.",
    limits={"kit.event.bus": 20, "kit.event.name": 33, "kit.event.consumer": 20},
)


class _EventLag(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, bus: str, consumer: str) -> None:
        """Set `kit.event.lag`: events of a bus that a consumer has not dealt with yet.

        Record it in one place, at an interval of your own, also where it is 0.

        Unit: {event}.

        Args:
            bus: The bus, topic or stream that carries the event. Such as leads, orders.
            consumer: Who takes the events, as a group of equal processes. Such as dashboard, scoring.
        """
        attributes: Attributes = {}
        if bus is not None:
            attributes["kit.event.bus"] = bus
        if consumer is not None:
            attributes["kit.event.consumer"] = consumer
        self.emit(amount, attributes)

    def bind(self, *, bus: str, consumer: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if bus is not None:
            attributes["kit.event.bus"] = bus
        if consumer is not None:
            attributes["kit.event.consumer"] = consumer
        return Bound(self, attributes)


event_lag = _EventLag(
    SCOPE,
    "kit.event.lag",
    unit="{event}",
    description="Events of a bus that a consumer has not dealt with yet.",
    limits={"kit.event.bus": 20, "kit.event.consumer": 20},
)


class _EventDelivery(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, bus: str, consumer: str) -> None:
        """Record `kit.event.delivery.duration`: time from the publishing of an event until a consumer had it.

        Unit: seconds.

        Args:
            bus: The bus, topic or stream that carries the event. Such as leads, orders.
            consumer: Who takes the events, as a group of equal processes. Such as dashboard, scoring.
        """
        attributes: Attributes = {}
        if bus is not None:
            attributes["kit.event.bus"] = bus
        if consumer is not None:
            attributes["kit.event.consumer"] = consumer
        self.emit(amount, attributes)

    def bind(self, *, bus: str, consumer: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if bus is not None:
            attributes["kit.event.bus"] = bus
        if consumer is not None:
            attributes["kit.event.consumer"] = consumer
        return Bound(self, attributes)


event_delivery = _EventDelivery(
    SCOPE,
    "kit.event.delivery.duration",
    unit="s",
    description="Time from the publishing of an event until a consumer had it.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 5.5, 30.5),
    limits={"kit.event.bus": 20, "kit.event.consumer": 20},
)


class _EventLoopLag(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, loop: str) -> None:
        """Record `kit.event_loop.lag`: how much later than asked for an event loop came back to a task that
        slept.

        Everything that runs on the loop is late by as much; a call that blocks is the usual cause.

        Unit: seconds.

        Args:
            loop: The event loop. Such as main, websocket.
        """
        attributes: Attributes = {}
        if loop is not None:
            attributes["kit.event_loop.name"] = loop
        self.emit(amount, attributes)

    def bind(self, *, loop: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if loop is not None:
            attributes["kit.event_loop.name"] = loop
        return Bound(self, attributes)


event_loop_lag = _EventLoopLag(
    SCOPE,
    "kit.event_loop.lag",
    unit="s",
    description="How much later than asked for an event loop came back to a task that slept.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 5.5),
    limits={"kit.event_loop.name": 5},
)


class RunCall(Call):
    """One run of a job."""

    __slots__ = ()

    @property
    def result(self) -> JobResult | None:
        """How the job ended."""
        value: JobResult | None = self._get("kit.job.result")
        return value

    @result.setter
    def result(self, value: JobResult) -> None:
        self._set("kit.job.result", one_of(value, _JOB_RESULT, "kit.job.result"))


_RUN: Final = Plan(
    scope=SCOPE,
    span_name="job {}",
    span_name_keys=("kit.job.name",),
    span_keys=("error.type", "kit.job.name", "kit.job.result"),
    kind=SpanKind.INTERNAL,
    duration=Measure(duration, ("kit.job.name", "kit.job.result", "error.type")),
    active=Measure(active, ("kit.job.name",)),
    outcome="kit.job.result",
    error_source="job",
)


class _Run:
    __slots__ = ()

    def __call__(self, *, name: str) -> RunCall:
        """Return a run of `kit.job`: one run of a job.

        Args:
            name: The job, as the code names it. Such as send_digest, enrich.
        """
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.job.name"] = name
        return RunCall(_RUN, attributes)

    def bind(self, *, name: str) -> BoundLifecycle[RunCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(name=name))


run = _Run()
