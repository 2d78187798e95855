"""A run of a task: its span below the one that sent it, and its duration with how it ended."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from opentelemetry import context, propagate, trace
from opentelemetry.trace import SpanKind, Status, StatusCode

from otel_kit._work import Work, within
from otel_kit.instrument import _scope
from otel_kit.instrument._celery_jobs import job_of
from otel_kit.instrument._celery_sending import short_name
from otel_kit.instrument._celery_waiting import waited
from otel_kit.instrument._span_error import record_error
from otel_kit.signals import jobs
from otel_kit.signals._capture import report
from otel_kit.signals._lifecycle import type_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from opentelemetry.context import Context
    from opentelemetry.trace import Span

    from otel_kit.instrument._celery_jobs import Job
    from otel_kit.signals._generated.jobs import JobResult, JobRevocation

__all__ = ["Runs"]

_RUN = "otel_kit_run"  # on the request of a task that runs
# A state that is not here means that the task did not come to its end by itself.
_RESULTS: Mapping[str, JobResult] = {
    "SUCCESS": "success",
    "FAILURE": "failure",
    "RETRY": "retry",
    "REJECTED": "failure",
}
_OTHERWISE: JobResult = "cancelled"
_REMEMBERED = 1000  # lost runs that are not reported twice


@dataclass
class Run:
    """A task that runs now."""

    job: Job
    span: Span
    token: Any
    started: float
    error: BaseException | None = None


class Runs:
    """Handles Celery's signals; each handler takes the keywords that Celery sends."""

    def __init__(self) -> None:
        """Create the tracer once."""
        self._tracer = _scope.tracer("celery")
        self._in_pool = False
        self._lost: deque[str] = deque(maxlen=_REMEMBERED)
        self._received: WeakValueDictionary[str, Any] = WeakValueDictionary()

    def note_received(self, *, request: Any, **_: Any) -> None:
        """Keep an eye on a task that the worker's main process got, for as long as Celery does."""
        self._received[request.id] = request
        if request.id in self._lost:  # the broker delivered it again
            self._lost.remove(request.id)

    def enter_pool(self, **_: Any) -> None:
        """Note that this is a pool process: what cannot end here is reported by the worker's main process."""
        self._in_pool = True

    def begin(self, *, task: Any, task_id: str, **_: Any) -> None:
        """Start the span and make it current."""
        request, job = task.request, job_of(task.name)
        parent = propagate.extract(request, getter=request_getter)
        queue = _queue(request)
        span = self._start_span(job, task_id, parent, queue)
        job.active(1)
        token = context.attach(within(Work(job.about, parent), trace.set_span_in_context(span, parent)))
        setattr(request, _RUN, Run(job, span, token, time.perf_counter()))
        wait = waited(request, time.time())
        if wait is not None:
            jobs.queue_wait(wait, queue=queue or "")

    def note_retry(self, *, sender: Any, request: Any = None, reason: Any = None, **_: Any) -> None:
        """Count a task that is to be run again, and remember why."""
        run = getattr(sender.request, _RUN, None)
        error = getattr(reason, "exc", None) or reason
        error = error if isinstance(error, BaseException) else None
        jobs.retry(name=short_name(sender.name), error_type=type_of(error) if error is not None else None)
        if run is not None:
            run.error = error
        elif request is not None:  # the worker lost its broker and ended the run; it will be delivered again
            self._report_lost(sender.name, request.id, None, "retry")

    def note_failure(self, *, sender: Any, task_id: str, exception: BaseException, **_: Any) -> None:
        """Remember what the task raised; or report the run of a pool process that could not do so itself."""
        run = getattr(sender.request, _RUN, None)
        if run is not None:
            run.error = exception
        else:
            self._report_lost(sender.name, task_id, exception, "failure")

    def note_revoked(
        self, *, sender: Any, request: Any, terminated: bool = False, expired: bool = False, **_: Any
    ) -> None:
        """Count a task that was called off; a run that was ended so is reported here, as its process is gone."""
        how: JobRevocation = "terminated" if terminated else "expired" if expired else "revoked"
        jobs.revoked(name=short_name(sender.name), how=how)
        if terminated:
            self._report_lost(sender.name, request.id, None, _OTHERWISE)

    def end(self, *, task: Any, state: str | None = None, **_: Any) -> None:
        """Record the duration and end the span."""
        run: Run | None = task.request.__dict__.pop(_RUN, None)
        if run is None:
            return
        # Where a pool process is told to end, by a time limit or a revoke, the main process tells of the run.
        if state is not None or not self._in_pool:
            self._tell(task, run, _RESULTS.get(state or "", _OTHERWISE))
        context.detach(run.token)
        run.job.active(-1)

    def _tell(self, task: Any, run: Run, result: JobResult) -> None:
        error = None if result == "success" else run.error
        failed = result == "failure" and not isinstance(error, tuple(getattr(task, "throws", None) or ()))
        run.job.ended(result, error, time.perf_counter() - run.started)
        self._end_span(run.span, run.job, result, error, failed=failed)

    def _report_lost(self, name: str, task_id: str, error: BaseException | None, result: JobResult) -> None:
        """Report, in the worker's main process, a run that ended with its pool process or was killed in it."""
        if task_id in self._lost:  # Celery tells of a time limit, and then of the process that it cost
            return
        self._lost.append(task_id)
        request = self._received.get(task_id)
        now = time.time()
        started = getattr(request, "time_start", None) or now
        message = getattr(request, "_context", None)
        parent = propagate.extract(message, getter=request_getter)
        job = job_of(name)
        span = self._start_span(job, task_id, parent, _queue(message), started_ns=int(started * 1e9))
        with trace.use_span(span):
            job.ended(result, error, max(0.0, now - started))
        self._end_span(span, job, result, error, failed=result == "failure")

    def _start_span(
        self, job: Job, task_id: str, parent: Context, queue: str | None, started_ns: int | None = None
    ) -> Span:
        attributes = {**job.span_attributes, "messaging.message.id": task_id}
        if queue:
            attributes["messaging.destination.name"] = queue
        return self._tracer.start_span(
            job.span_name,
            parent,
            SpanKind.CONSUMER,
            attributes,
            start_time=started_ns,
            record_exception=False,
        )

    def _end_span(
        self, span: Span, job: Job, result: str, error: BaseException | None, *, failed: bool
    ) -> None:
        failure = {"error.type": type_of(error)} if error is not None else {}
        span.set_attributes({"kit.job.result": result, **failure})
        if failed:
            span.set_status(Status(StatusCode.ERROR))
            if error is not None:
                record_error(span, error)
                report(error, source="job", known=job.about(), where=trace.set_span_in_context(span))
        span.end()


def _queue(request: Any) -> str | None:
    delivery = getattr(request, "delivery_info", None) or {}
    queue: str | None = delivery.get("routing_key")
    return queue


class _RequestGetter:
    """How propagators read a task's message: Celery makes its headers attributes of the request."""

    def get(self, carrier: Any, key: str) -> list[str] | None:
        """Return the header's value."""
        value = getattr(carrier, key, None)
        return [value] if isinstance(value, str) else None

    def keys(self, carrier: Any) -> list[str]:
        """Return the names that are there."""
        return list(vars(carrier)) if carrier is not None else []


request_getter: Any = _RequestGetter()
