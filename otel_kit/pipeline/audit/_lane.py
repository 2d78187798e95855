"""The way of the audit log to the collector: read from disk, repeated until it is taken, by one process at a time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from otel_kit._guard import guarded
from otel_kit.pipeline._answer import Verdict
from otel_kit.pipeline._codec import LOGS
from otel_kit.pipeline._lane import Mark, pause

if TYPE_CHECKING:
    from opentelemetry.sdk._logs import ReadableLogRecord

    from otel_kit.pipeline._answer import Answer
    from otel_kit.pipeline._client import Client
    from otel_kit.pipeline.audit._log import AuditLog
    from otel_kit.pipeline.audit._read import Reader
    from otel_kit.pipeline.delivery import Tally

__all__ = ["AuditLane"]

_PATIENCE = 0.05
_LOOK_FOR_OTHERS = 30.0  # what a process that was killed has left behind


class AuditLane:
    """Sends what is on disk and was not delivered, whoever wrote it. Nothing is ever dropped here."""

    def __init__(self, log: AuditLog, reader: Reader, client: Client, tally: Tally, *, delay: float) -> None:
        """Look once at the start, for what an earlier process has left."""
        self._log = log
        self._reader = reader
        self._client = client
        self._tally = tally
        self._delay = delay
        self._next = time.monotonic()
        self._look = 0.0
        self._failures = 0
        self._open = True
        tally.waiting = self._waiting

    def due(self) -> float:
        """Return when (monotonic seconds) the lane wants to look."""
        return self._next

    def postpone(self, seconds: float) -> None:
        """Do nothing for a while."""
        self._next = time.monotonic() + seconds

    def step(self, timeout: float) -> Answer | None:
        """Send one request; return its answer, or `None` where nothing waited."""
        now = time.monotonic()
        self._next = now + self._delay
        files = self._log.files
        if not files.exists() or (self._is_delivered() and now < self._look):
            return None
        self._log.sync()
        with files.locked("deliver", min(_PATIENCE, timeout)) as ours:
            return self._send(timeout) if ours else None

    def mark(self) -> Mark:
        """Remember everything that this process has written up to now."""
        return Mark(self._log.sequence_of_ours, 0)

    def reached(self, mark: Mark) -> bool:
        """Tell whether the collector has everything up to the mark."""
        return not mark.entered or self._log.files.cursor().sequence >= mark.entered

    def lossless_since(self, mark: Mark) -> bool:  # noqa: ARG002 - the worker's protocol
        """Tell that nothing was lost: it is on disk."""
        return True

    def close(self) -> int:
        """Send nothing more. What is left is not lost: the next process sends it."""
        self._open = False
        self._log.sync()
        return 0

    def release(self) -> None:
        """Do nothing: the connection is that of the logs."""

    def abandon(self) -> None:
        """Leave the parent's locks alone in a forked child."""
        self._log.abandon()

    def _waiting(self) -> int:
        """Return how many entries up to this process' last are not delivered."""
        last = self._log.sequence_of_ours
        return max(0, last - self._log.files.cursor().sequence) if last else 0

    def _is_delivered(self) -> bool:
        return self.reached(self.mark())

    def _send(self, timeout: float) -> Answer | None:
        files = self._log.files
        before = files.cursor()
        batch = self._reader.after(before)
        if not batch.records:
            if batch.end != before:
                files.move(batch.end)
            self._look = time.monotonic() + _LOOK_FOR_OTHERS
            return None
        payload = self._encoded(batch.records)
        if payload is None:
            files.move(batch.end)
            return None
        answer = self._client.post(payload, timeout)
        if answer.verdict is Verdict.RETRY:
            self._tally.fail(answer.error)
            self._next = time.monotonic() + pause(self._failures, answer)
            self._failures += 1
            return answer
        self._failures = 0
        self._next = time.monotonic()  # there may be more
        files.move(batch.end)
        if answer.verdict is Verdict.ACCEPTED:
            self._tally.accepted += len(batch.records)
        else:
            self._tally.fail(answer.error)
            self._tally.drop("refused", len(batch.records))
        return answer

    def _encoded(self, records: list[ReadableLogRecord]) -> bytes | None:
        """Encode a batch; where that fails it is left out, stays on disk, and the others go on."""
        with guarded("pipeline.audit.encode"):
            return LOGS.encode(records)
        self._tally.drop("not_encodable", len(records))
        return None
