"""What is added to a counter again and again, summed up here and handed to the SDK when metrics are collected.

The SDK hashes and locks for each call. The first call of a series in each interval goes to it at once, so that the series
is there and has its exemplar; those that follow are one sum.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from opentelemetry.util.types import Attributes

__all__ = ["Sums"]


class Sums:
    """The sums of one counter by attributes. Threads may share it; a forked child needs another one."""

    def __init__(self, add: Callable[[float, Attributes], None]) -> None:
        """`add` is the SDK's."""
        self._add = add
        # Re-entrant: a signal handler may count while this very thread does.
        self._lock = threading.RLock()
        self._waiting: dict[tuple[tuple[str, Any], ...], float] = {}

    def take(self, amount: float, attributes: Mapping[str, Any] | None) -> bool:
        """Add to a sum; false where there is none yet, and the caller has to hand this on himself."""
        key = tuple(attributes.items()) if attributes else ()
        try:
            with self._lock:
                if key in self._waiting:
                    self._waiting[key] += amount
                    return True
                # 1, 1.0 and True would be the same key, and are three series.
                if all(type(value) is str for _, value in key):
                    self._waiting[key] = 0
        except TypeError:  # a list cannot be a key
            pass
        return False

    def hand_on(self) -> None:
        """Hand all sums to the SDK, and begin anew."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        for key, amount in waiting.items():
            if amount:
                self._add(amount, dict(key))
