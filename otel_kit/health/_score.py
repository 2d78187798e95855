"""One number for a report, 0 to 100: docs/health.md explains the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from otel_kit.health._model import Category, Result, Status

__all__ = ["VALUES", "WEIGHTS", "score"]

# How much a category weighs against the others that have checks. What a request cannot do without weighs double.
WEIGHTS: Mapping[Category, int] = {
    "application": 20,
    "database": 20,
    "cache": 10,
    "messaging": 10,
    "external": 10,
    "system": 10,
    "storage": 10,
    "telemetry": 10,
}
VALUES: Mapping[Status, float] = {"healthy": 1.0, "degraded": 0.5, "unhealthy": 0.0}
_CRITICAL = 3  # how much a critical check weighs against the others of its category
_CAP = 40  # the most that is left where a critical check is unhealthy


def score(results: Iterable[Result]) -> int:
    """Return the weighted share of what is healthy; 100 without any check."""
    by_category: dict[Category, list[tuple[int, float]]] = {}
    capped = False
    for result in results:
        value = VALUES[result.outcome.status]
        critical = result.plan.critical
        by_category.setdefault(result.plan.category, []).append((_CRITICAL if critical else 1, value))
        capped = capped or (critical and not value)
    if not by_category:
        return 100
    total = sum(WEIGHTS[category] for category in by_category)
    reached = sum(WEIGHTS[category] * _mean(checks) for category, checks in by_category.items())
    whole = round(100 * reached / total)
    return min(whole, _CAP) if capped else whole


def _mean(checks: list[tuple[int, float]]) -> float:
    return sum(weight * value for weight, value in checks) / sum(weight for weight, _ in checks)
