"""How many requests are being answered now: counted here, told when metrics are collected.

A counter of OpenTelemetry's would be called twice a request, and cost as much as the duration each time.
"""

from __future__ import annotations

import os
import threading
import weakref
from typing import TYPE_CHECKING

from opentelemetry.metrics import Observation

from otel_kit._guard import guarded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from opentelemetry.metrics import CallbackOptions

__all__ = ["ActiveRequests"]

_Labels = tuple[tuple[str, str], ...]


class ActiveRequests:
    """Counts by labels. A forked child begins at zero: the requests of its parent are not its own."""

    def __init__(self) -> None:
        """Start at zero."""
        self._counts: dict[_Labels, int] = {}
        self._lock = threading.Lock()
        _all.add(self)

    def began(self, labels: Mapping[str, str]) -> _Labels:
        """Count a request; returns what `ended` takes."""
        key = tuple(labels.items())
        with self._lock:
            self._counts[key] = self._counts.get(key, 0) + 1
        return key

    def ended(self, key: _Labels) -> None:
        """Count its end."""
        with self._lock:
            if self._counts.get(key):  # in a forked child it may be a request of the parent's
                self._counts[key] -= 1

    @guarded("instrument.http.active")
    def observe(self, _options: CallbackOptions) -> list[Observation]:
        """Return what is being answered now, for OpenTelemetry's collection."""
        with self._lock:
            counts = dict(self._counts)
        return [Observation(count, dict(key)) for key, count in counts.items()]

    def forget(self) -> None:
        """Begin anew in a forked child, where another thread may have held the lock."""
        self._lock = threading.Lock()
        self._counts = {}


_all: weakref.WeakSet[ActiveRequests] = weakref.WeakSet()


def _forget_in_child() -> None:
    for active in list(_all):
        active.forget()


os.register_at_fork(after_in_child=_forget_in_child)
