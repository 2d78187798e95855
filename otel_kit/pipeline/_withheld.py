"""What the pipeline kept back: counted by kind and place, never kept itself."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["begin", "fold", "folded", "ignore", "ignored", "redact", "redacted", "refuse", "refused"]

K = TypeVar("K")

_MOST_PLACES = 2_000  # of metric and attribute; names that are made up without end share one place
_ELSEWHERE = ("other", "other")

_lock = threading.RLock()
_redacted: Counter[tuple[str, str]] = Counter()
_folded: Counter[tuple[str, str]] = Counter()
_refused: Counter[tuple[str, str]] = Counter()
_ignored: Counter[str] = Counter()


def begin() -> None:
    """Start counting from zero, for a new engine; a lock that a thread lost in a fork holds is left behind."""
    global _lock  # noqa: PLW0603 - the counts belong to the process
    _lock = threading.RLock()
    for counts in (_redacted, _folded, _refused, _ignored):
        counts.clear()


def redact(kind: str, surface: str, count: int) -> None:
    """Count values that were taken out of telemetry."""
    with _lock:
        _redacted[kind, surface] += count


def fold(metric: str, attribute: str) -> bool:
    """Count a value of a metric's attribute that became `other`; return whether it is the first of the place."""
    return _count(_folded, metric, attribute)


def refuse(metric: str, attribute: str) -> bool:
    """Count a tenant's id that was put on a metric and left out; return whether it is the first of the place."""
    return _count(_refused, metric, attribute)


def ignore(reason: str) -> bool:
    """Count baggage that arrived and could not be read; return whether it is the first with this reason."""
    with _lock:
        _ignored[reason] += 1
        return _ignored[reason] == 1


def redacted() -> Mapping[tuple[str, str], int]:
    """Return the counts of now by kind and surface."""
    return _copy(_redacted)


def folded() -> Mapping[tuple[str, str], int]:
    """Return the counts of now by metric and attribute."""
    return _copy(_folded)


def refused() -> Mapping[tuple[str, str], int]:
    """Return the counts of now by metric and attribute."""
    return _copy(_refused)


def ignored() -> Mapping[str, int]:
    """Return the counts of now by reason."""
    return _copy(_ignored)


def _count(counts: Counter[tuple[str, str]], metric: str, attribute: str) -> bool:
    with _lock:
        place = (metric, attribute)
        if place not in counts and len(counts) >= _MOST_PLACES:
            place = _ELSEWHERE
        counts[place] += 1
        return counts[place] == 1


def _copy(counts: Counter[K]) -> Mapping[K, int]:
    with _lock:
        return dict(counts)
