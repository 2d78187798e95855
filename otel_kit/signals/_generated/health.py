# GENERATED from registry/health.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Health: whether a process and all that it depends on can do their work."""

from __future__ import annotations

from typing import Final, Literal, get_args

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    Event,
    Gauge,
    Histogram,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "HealthCategory",
    "HealthPreviousState",
    "HealthState",
    "changed",
    "check_duration",
    "score",
    "status",
]

HealthCategory = Literal[
    "application",
    "database",
    "cache",
    "messaging",
    "external",
    "system",
    "storage",
    "telemetry",
]
_HEALTH_CATEGORY: Final = frozenset(get_args(HealthCategory))

HealthPreviousState = Literal[
    "healthy",
    "degraded",
    "unhealthy",
]
_HEALTH_PREVIOUS_STATE: Final = frozenset(get_args(HealthPreviousState))

HealthState = Literal[
    "healthy",
    "degraded",
    "unhealthy",
]
_HEALTH_STATE: Final = frozenset(get_args(HealthState))


class _Status(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, check: str, category: HealthCategory) -> None:
        """Set `kit.health.status`: what a check found last, 1 for healthy, 0.5 for degraded, 0 for unhealthy.

        Told at each collection of metrics, which also begins the checks that are due.

        Unit: {status}.

        Args:
            check: The check. Such as payments, database, disk.
            category: What a check looks at.
        """
        attributes: Attributes = {}
        if check is not None:
            attributes["kit.health.check"] = check
        if category is not None:
            attributes["kit.health.category"] = one_of(category, _HEALTH_CATEGORY, "kit.health.category")
        self.emit(amount, attributes)

    def bind(self, *, check: str, category: HealthCategory) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if check is not None:
            attributes["kit.health.check"] = check
        if category is not None:
            attributes["kit.health.category"] = one_of(category, _HEALTH_CATEGORY, "kit.health.category")
        return Bound(self, attributes)


status = _Status(
    SCOPE,
    "kit.health.status",
    unit="{status}",
    description="What a check found last, 1 for healthy, 0.5 for degraded, 0 for unhealthy.",
    limits={"kit.health.check": 50},
)


class _CheckDuration(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, check: str) -> None:
        """Record `kit.health.check.duration`: time that a check took, up to its time limit.

        Unit: seconds.

        Args:
            check: The check. Such as payments, database, disk.
        """
        attributes: Attributes = {}
        if check is not None:
            attributes["kit.health.check"] = check
        self.emit(amount, attributes)

    def bind(self, *, check: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if check is not None:
            attributes["kit.health.check"] = check
        return Bound(self, attributes)


check_duration = _CheckDuration(
    SCOPE,
    "kit.health.check.duration",
    unit="s",
    description="Time that a check took, up to its time limit.",
    buckets=(0.001, 0.005, 0.025, 0.1, 0.5, 1.5, 2.5, 5.5, 10.5),
    limits={"kit.health.check": 50},
)


class _Score(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /) -> None:
        """Set `kit.health.score`: how well the process is, from 0 to 100.

        docs/health.md has the weights.

        Unit: {score}.
        """
        attributes: Attributes = {}
        self.emit(amount, attributes)

    def bind(self) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        return Bound(self, attributes)


score = _Score(
    SCOPE,
    "kit.health.score",
    unit="{score}",
    description="How well the process is, from 0 to 100.",
)


class _Changed(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        check: str,
        category: HealthCategory,
        state: HealthState,
        previous_state: HealthPreviousState | None = None,
        error_type: str | None = None,
    ) -> None:
        """Send `kit.health.changed`: a check found something else than the last time.

        Args:
            check: The check. Such as payments, database, disk.
            category: What a check looks at.
            state: What the check found.
            previous_state: What the check had found before.
            error_type: Describes a class of error the operation ended with.
        """
        attributes: Attributes = {}
        if check is not None:
            attributes["kit.health.check"] = check
        if category is not None:
            attributes["kit.health.category"] = one_of(category, _HEALTH_CATEGORY, "kit.health.category")
        if state is not None:
            attributes["kit.health.state"] = one_of(state, _HEALTH_STATE, "kit.health.state")
        if previous_state is not None:
            attributes["kit.health.previous_state"] = one_of(previous_state, _HEALTH_PREVIOUS_STATE, "kit.health.previous_state")
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(message, attributes)


changed = _Changed(
    SCOPE,
    "kit.health.changed",
    keys=(
        "error.type",
        "kit.health.category",
        "kit.health.check",
        "kit.health.previous_state",
        "kit.health.state",
    ),
    severity="WARN",
)
