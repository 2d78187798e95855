"""Our own exporter: whether telemetry arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.health._model import HEALTHY, Outcome, degraded
from otel_kit.pipeline import delivery

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Stats = Mapping[str, Mapping[str, Any]]

__all__ = ["judge", "telemetry"]


def telemetry(stats: Callable[[], Stats] = delivery.stats) -> Callable[[], Outcome]:
    """Check that the collector takes what is sent. Degraded at worst: a service works without its telemetry."""
    before: list[Stats] = []

    def probe() -> Outcome:
        now = stats()
        outcome = judge(before[0] if before else None, now)
        before[:] = [now]
        return outcome

    return probe


def judge(before: Stats | None, now: Stats) -> Outcome:
    """Compare two states: what was lost between them, and what failed without anything that arrived."""
    failing, losing = [], []
    for signal, state in now.items():
        earlier = (before or {}).get(signal, {})
        lost = sum(state["dropped"].values()) - sum(earlier.get("dropped", {}).values())
        failed = state["failed_requests"] - earlier.get("failed_requests", 0)
        arrived = state["accepted"] - earlier.get("accepted", 0)
        if lost > 0:
            losing.append(signal)
        elif failed > 0 >= arrived:
            failing.append(signal)
    if losing:
        return degraded(f"{', '.join(losing)} are being dropped")
    return degraded(f"{', '.join(failing)} do not reach the collector") if failing else HEALTHY
