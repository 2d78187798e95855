"""What is the same for all runs of one kind of task, made once: its metrics, bound to its name, and its attributes."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import TYPE_CHECKING

from otel_kit.instrument._celery_sending import short_name, task_attributes
from otel_kit.semconv.attributes import KIT_JOB_NAME
from otel_kit.signals import jobs
from otel_kit.signals._lifecycle import type_of

if TYPE_CHECKING:
    from otel_kit.signals._generated.jobs import JobResult

__all__ = ["Job", "job_of"]

_MOST_JOBS = 1000
_AT_MOST_EACH = 1.0  # s: a gauge of a time need not be set for every run


class Job:
    """What is recorded for a task of one name."""

    def __init__(self, task: str) -> None:
        """Bind what does not change from run to run."""
        self.name = short_name(task)
        self.span_name = f"run/{task}"
        self.span_attributes = task_attributes(task, "run", "process")
        self.active = jobs.active.bind(name=self.name)
        self._succeeded = jobs.duration.bind(name=self.name, result="success")
        self._last_success = jobs.last_success.bind(name=self.name)
        self._told = 0.0

    def about(self) -> dict[str, str]:
        """Return what an error in a run is told with."""
        return {KIT_JOB_NAME: self.name}

    def ended(self, result: JobResult, error: BaseException | None, seconds: float) -> None:
        """Record the end of a run."""
        if result != "success":
            error_type = type_of(error) if error is not None else None
            jobs.duration(seconds, name=self.name, result=result, error_type=error_type)
            return
        self._succeeded(seconds)
        now = time.time()
        if not 0 <= now - self._told < _AT_MOST_EACH:
            self._told = now
            self._last_success(now)


@lru_cache(_MOST_JOBS)
def job_of(task: str) -> Job:
    """Return the metrics of a task by its whole name."""
    return Job(task)
