# GENERATED from registry/jobs.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Work that is done later: jobs, and the queues in which they wait."""

from __future__ import annotations

from typing import Final, Literal, get_args

from opentelemetry.trace import SpanKind

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundLifecycle,
    Call,
    Gauge,
    Histogram,
    Measure,
    Plan,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "JobResult",
    "RunCall",
    "queue_depth",
    "run",
]

JobResult = Literal[
    "success",
    "failure",
    "retry",
    "cancelled",
]
_JOB_RESULT: Final = frozenset(get_args(JobResult))


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


queue_depth = _QueueDepth(SCOPE, "kit.queue.depth", unit="{item}", description="What waits in a queue now.")

_job_duration = Histogram(
    SCOPE,
    "kit.job.duration",
    unit="s",
    description="Time that a job ran.",
    buckets=(0.05, 0.1, 0.5, 1, 5, 15, 30, 60, 300, 900, 3600),
    has_error_type=True,
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
    duration=Measure(_job_duration, ("kit.job.name", "kit.job.result", "error.type")),
    outcome="kit.job.result",
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
