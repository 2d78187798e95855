"""The clock by which durations are measured: a monotonic one, which tests may put another in the place of."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["seconds", "use"]

_source: Callable[[], float] = time.perf_counter


def seconds() -> float:
    """Return seconds since some moment."""
    return _source()


def use(source: Callable[[], float]) -> Callable[[], float]:
    """Measure by this clock from now on; return the one before."""
    global _source
    before, _source = _source, source
    return before
