"""What a check finds and what a report says. Nothing here runs anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["CATEGORIES", "Category", "Outcome", "Plan", "Report", "Result", "Status", "degraded", "unhealthy"]

Category = Literal[
    "application", "database", "cache", "messaging", "external", "system", "storage", "telemetry"
]
Status = Literal["healthy", "degraded", "unhealthy"]
CATEGORIES: tuple[Category, ...] = get_args(Category)


@dataclass(frozen=True)
class Outcome:
    """What a check says: its status, and few words that everybody may read."""

    status: Status
    reason: str = ""


HEALTHY = Outcome("healthy")


def degraded(reason: str) -> Outcome:
    """Say that it works, but not well: `return health.degraded("the queue is 80 % full")`."""
    return Outcome("degraded", reason)


def unhealthy(reason: str) -> Outcome:
    """Say that it does not work, in words that everybody may read."""
    return Outcome("unhealthy", reason)


@dataclass(frozen=True)
class Plan:
    """A check as it was registered. Times are in seconds; `keep` is how long a result serves."""

    name: str
    probe: Callable[[], Any]
    category: Category
    critical: bool
    timeout: float
    keep: float


@dataclass(frozen=True)
class Result:
    """What a check found when it ran last; `seconds` it took."""

    plan: Plan
    outcome: Outcome
    seconds: float


@dataclass(frozen=True)
class Report:
    """What all checks say. `ready`: no critical check is unhealthy, and the process is not about to end."""

    results: Sequence[Result]
    score: int
    stopping: bool

    @property
    def ready(self) -> bool:
        """Whether the process should be given work."""
        return not self.stopping and not any(
            result.plan.critical and result.outcome.status == "unhealthy" for result in self.results
        )

    @property
    def status(self) -> Status:
        """The status of the whole: unhealthy where it is not ready, degraded where anything is not healthy."""
        if not self.ready:
            return "unhealthy"
        return "healthy" if all(one.outcome.status == "healthy" for one in self.results) else "degraded"

    def as_data(self) -> dict[str, Any]:
        """Return what `/health` answers: no address, no message of an exception, no secret."""
        return {
            "status": self.status,
            "score": self.score,
            "ready": self.ready,
            "stopping": self.stopping,
            "checks": {
                result.plan.name: {
                    "status": result.outcome.status,
                    "category": result.plan.category,
                    "critical": result.plan.critical,
                    "seconds": round(result.seconds, 4),
                    **({"reason": result.outcome.reason} if result.outcome.reason else {}),
                }
                for result in self.results
            },
        }
