"""The time of a test: the real one, until the test lets it stand still."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any

from opentelemetry.sdk import trace as sdk

from otel_kit.signals import _clock

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Clock", "told_by"]

_AT = 1_767_225_600.0  # 2026-01-01T00:00:00Z


class Clock:
    """When spans begin and end, and by what durations and windows are measured."""

    def __init__(self) -> None:
        """Run."""
        self._stopped_at: float | None = None

    def stop(self, at: float = _AT) -> None:
        """Stand still at this moment, in seconds since 1970."""
        self._stopped_at = at

    def advance(self, seconds: float) -> None:
        """Let so many seconds go by, all at once; a clock that runs is stopped first."""
        self._stopped_at = (_AT if self._stopped_at is None else self._stopped_at) + seconds

    def seconds(self) -> float:
        """Return the time of durations."""
        return time.perf_counter() if self._stopped_at is None else self._stopped_at

    def nanoseconds(self) -> int:
        """Return the time of spans, in ns since 1970."""
        return time.time_ns() if self._stopped_at is None else round(self._stopped_at * 1e9)


@contextlib.contextmanager
def told_by(clock: Clock) -> Iterator[None]:
    """Let telemetry of the block go by this clock."""
    module: Any = sdk  # the SDK takes no clock, and reads this name
    durations, spans = _clock.use(clock.seconds), module.time_ns
    module.time_ns = clock.nanoseconds
    try:
        yield
    finally:
        module.time_ns = spans
        _clock.use(durations)
