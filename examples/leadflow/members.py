"""What those do who have signed in: which features they open, which they may not, and how many they are."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from otel_kit import signals

if TYPE_CHECKING:
    from collections.abc import Callable

FEATURES = ("lead_inbox", "realtime_intelligence", "churn_prediction")
_DAY, _SESSION = 86_400.0, 1800.0
_ANALYSTS = frozenset({"ada", "grace", "katherine"})
_FOR_ANALYSTS = frozenset({"churn_prediction"})


def opens(user: str, feature: str) -> bool:
    """Let a user open a feature; tell whether that is allowed."""
    allowed = feature in FEATURES and (feature not in _FOR_ANALYSTS or user in _ANALYSTS)
    resource = feature if feature in FEATURES else "unknown"  # what anybody may write is no label
    signals.security.authorization(
        resource=resource, action="open", result="allowed" if allowed else "denied"
    )
    if allowed:
        signals.adoption.feature_used(feature=feature)
    return allowed


class Activity:
    """Who was there within the last day."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody."""
        self._clock = clock
        self._seen: dict[str, float] = {}
        self._lock = threading.Lock()

    def note(self, user: str) -> None:
        """Note that a user is there, and tell how many were."""
        with self._lock:
            now = self._clock()
            self._seen[user] = now
            active = sum(1 for at in self._seen.values() if now - at < _DAY)
            here = sum(1 for at in self._seen.values() if now - at < _SESSION)
        signals.adoption.users_active(active, window="1d")
        signals.security.sessions_active(here, method="password")
