"""What became of the telemetry: how much the collector accepted, how much was dropped, and why."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["REASONS", "SIGNALS", "Tally", "stats"]

SIGNALS = ("traces", "metrics", "logs", "audit")

REASONS: Mapping[str, str] = {
    "queue_full": "the collector did not keep up, or did not answer, and the queue was full",
    "refused": "the collector answered that it will never take this request",
    "rejected": "the collector took the request and rejected some of its items",
    "not_encodable": "an item could not be turned into OTLP",
    "shutdown": "the process ended, or telemetry was shut down, before the item could be delivered",
}


@dataclasses.dataclass
class Tally:
    """The counts of one signal in this process."""

    accepted: int = 0
    dropped: dict[str, int] = dataclasses.field(default_factory=dict)
    failed: dict[str, int] = dataclasses.field(default_factory=dict)
    waiting: Callable[[], int] = lambda: 0

    def drop(self, reason: str, count: int) -> None:
        """Count items that will never arrive."""
        self.dropped[reason] = self.dropped.get(reason, 0) + count

    def fail(self, error: str) -> None:
        """Count an export request that failed, by the kind of error."""
        self.failed[error] = self.failed.get(error, 0) + 1


_tallies: dict[str, Tally] = {signal: Tally() for signal in SIGNALS}


def stats() -> dict[str, dict[str, Any]]:
    """Return for each signal what this process has delivered since it started.

    `accepted` counts spans, metric points and log records that the collector answered 2xx for; `dropped` counts by
    reason (`REASONS`) those that will never arrive; `waiting` are still queued; `failed_requests` counts export requests
    that failed, whether they were repeated or not. `audit` are the entries of the audit log, which wait on disk.
    """
    return {
        signal: {
            "accepted": tally.accepted,
            "dropped": dict(tally.dropped),
            "waiting": tally.waiting(),
            "failed_requests": sum(tally.failed.values()),
        }
        for signal, tally in _tallies.items()
    }


def tallies() -> dict[str, Tally]:
    """Return the counts of now, signal by signal."""
    return dict(_tallies)


def begin() -> dict[str, Tally]:
    """Start counting from zero, for a new engine, and return its tallies."""
    for signal in SIGNALS:
        _tallies[signal] = Tally()
    return dict(_tallies)
