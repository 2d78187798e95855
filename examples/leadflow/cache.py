"""A small cache in the process, in front of something slower."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Generic, TypeVar

from leadflow import faults
from otel_kit import signals

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


class Cache(Generic[Value]):
    """Keeps what `load` found for a while; that there is nothing is not kept."""

    def __init__(
        self,
        name: str,
        load: Callable[[str], Value | None],
        *,
        keep: float = 300.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep each value for `keep` seconds; `name` is the cache's in telemetry."""
        self._name = name
        self._load = load
        self._keep = keep
        self._clock = clock
        self._held: dict[str, tuple[Value, float]] = {}

    def get(self, key: str) -> Value | None:
        """Return the value from here, or else from behind."""
        value = self._look_up(key)
        if value is None:
            value = self._load(key)
            if value is not None:
                self._held[key] = (value, self._clock() + self._keep)
                signals.data.cache_entries(len(self._held), cache=self._name)
        return value

    def _look_up(self, key: str) -> Value | None:
        with signals.data.cache_operation(cache=self._name, operation="get") as call:
            nothing = (None, 0.0)
            value, expires = nothing if faults.active("cold-cache") else self._held.get(key, nothing)
            if value is not None and expires <= self._clock():
                value = None
                self._held.pop(key, None)
                signals.data.cache_eviction(cache=self._name, reason="expired")
            call.result = "miss" if value is None else "hit"
        signals.data.cache_request(cache=self._name, result="miss" if value is None else "hit")
        return value
