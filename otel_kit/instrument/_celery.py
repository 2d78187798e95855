"""Celery: who sends a task, each run of it, and how many wait."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from otel_kit._guard import guarded
from otel_kit.instrument import _celery_queues, _celery_runs, _celery_sending

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["start"]


def start() -> Callable[[], None]:
    """Instrument Celery, in programs that send tasks as well as in workers with any pool."""
    from celery import signals

    runs = _celery_runs.Runs()
    queues = _celery_queues.QueueWatch()
    handlers = (
        (signals.before_task_publish, _celery_sending.before_publish),
        (signals.task_received, runs.note_received),
        (signals.task_prerun, runs.begin),
        (signals.task_retry, runs.note_retry),
        (signals.task_failure, runs.note_failure),
        (signals.task_revoked, runs.note_revoked),
        (signals.task_postrun, runs.end),
        (signals.worker_process_init, runs.enter_pool),
        (signals.worker_ready, queues.start),
        (signals.worker_shutting_down, queues.stop),
    )
    undo = ExitStack()
    undo.callback(queues.stop)
    undo.callback(_celery_sending.start())
    for signal, handler in handlers:
        receiver = guarded("instrument.celery")(handler)
        signal.connect(receiver, weak=False)
        undo.callback(signal.disconnect, receiver)
    return undo.close
