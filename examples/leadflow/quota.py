"""How often somebody may call: a limit for each minute, told in the headers of each answer."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from leadflow import faults
from otel_kit import signals

if TYPE_CHECKING:
    from collections.abc import Callable

_MINUTE = 60.0
_SMALL = 60


class Quota:
    """Allows `limit` calls in each minute."""

    def __init__(self, name: str, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with the whole limit; `name` is the limit's in telemetry."""
        self._name = name
        self._limit = limit
        self._clock = clock
        self._used = 0
        self._until = 0.0
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Use one call; tell whether it was allowed."""
        with self._lock:
            now = self._clock()
            if now >= self._until:
                self._used, self._until = 0, now + _MINUTE
            allowed = self._used < self._limit_now()
            self._used += allowed
        signals.security.rate_limit(limit=self._name, result="allowed" if allowed else "refused")
        return allowed

    def headers(self) -> dict[str, str]:
        """Return what to tell the caller, as the IETF's draft of the RateLimit headers has it."""
        with self._lock:
            limit, seconds = self._limit_now(), max(0.0, self._until - self._clock())
            left = max(0, limit - self._used)
        return {
            "RateLimit-Limit": str(limit),
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": f"{seconds:.0f}",
        }

    def _limit_now(self) -> int:
        return min(self._limit, _SMALL) if faults.active("small-quota") else self._limit
