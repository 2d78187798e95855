"""Groups of equal errors: which are new, which of them are told, and how many were only counted since then."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from otel_kit._locks import ReentrantLock
from otel_kit.pipeline.categories import SEVERITIES, Classification

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Groups", "Over", "Sighting"]

_ACTIVE = 3600.0  # s: `kit.error.group.active` counts those of the last hour
_MOST = 1000  # fingerprints that are remembered; the one that was not seen for the longest time goes first


class Sighting(NamedTuple):
    """What to do with an error: whether its group is new, whether to tell it, how many came untold before it."""

    new: bool
    told: bool
    repeats: int


class Over(NamedTuple):
    """A group whose window is over, with the errors that were only counted in it."""

    fingerprint: str
    error_type: str
    kind: Classification
    repeats: int


@dataclass
class _Group:
    """Errors of one fingerprint."""

    error_type: str
    kind: Classification
    told_at: float
    seen_at: float
    told_severity: int
    repeats: int = 0


class Groups:
    """A bounded table of fingerprints. Each method is one step: it may be interrupted by a finalizer that comes here."""

    def __init__(self, window: float, clock: Callable[[], float]) -> None:
        """Tell one error of a group every `window` seconds, by a monotonic clock."""
        self._window = window
        self._clock = clock
        self._lock = ReentrantLock()
        self._table: OrderedDict[str, _Group] = OrderedDict()

    def see(self, fingerprint: str, error_type: str, kind: Classification) -> Sighting:
        """Take an error in. One that is worse than what was told within the window is told as well."""
        now, severity = self._clock(), SEVERITIES.index(kind.severity)
        with self._lock:
            group = self._table.pop(fingerprint, None)
            if group is None:
                self._table[fingerprint] = _Group(error_type, kind, now, now, severity)
                if len(self._table) > _MOST:
                    self._table.popitem(last=False)
                return Sighting(new=True, told=True, repeats=0)
            self._table[fingerprint] = group
            group.seen_at = now
            if now - group.told_at < self._window and severity <= group.told_severity:
                group.repeats += 1
                return Sighting(new=False, told=False, repeats=0)
            repeats, group.repeats = group.repeats, 0
            group.kind, group.told_at, group.told_severity = kind, now, severity
            return Sighting(new=False, told=True, repeats=repeats)

    def over(self, *, all_of_them: bool = False) -> list[Over]:
        """Return the groups with untold errors whose window is over, or all with untold errors."""
        now = self._clock()
        found = []
        with self._lock:
            for fingerprint, group in list(self._table.items()):
                if group.repeats and (all_of_them or now - group.told_at >= self._window):
                    found.append(Over(fingerprint, group.error_type, group.kind, group.repeats))
                    group.repeats = 0
        return found

    def active(self) -> Counter[Classification]:
        """Return how many groups of each kind were seen within the last hour; 0 for a kind that was seen earlier."""
        oldest = self._clock() - _ACTIVE
        found: Counter[Classification] = Counter()
        with self._lock:
            for group in list(self._table.values()):
                found[group.kind] += group.seen_at >= oldest
        return found
