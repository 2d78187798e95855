"""What a dashboard needs of an alert: where it is drawn, its limits, and where its runbook is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops.rules._render import in_force

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.ops._yaml import Place
    from otel_kit.ops.rules._model import Environment, RuleSet

__all__ = ["Drawn", "drawn"]


@dataclass(frozen=True)
class Drawn:
    """An alert as a dashboard shows it. `values` are those in force: numbers, and durations such as `5m`."""

    name: str
    severity: str
    dashboard: str
    panel: str
    values: Mapping[str, float | str]
    runbook_url: str
    place: Place


def drawn(rules: RuleSet, environment: Environment) -> tuple[Drawn, ...]:
    """Return all alerts with the values of the environment; the worst severity where an objective has several."""
    return tuple(
        Drawn(
            name=alert.name,
            severity=alert.severity or "critical",
            dashboard=alert.dashboard.name,
            panel=alert.dashboard.panel,
            values={name: value.amount for name, value in in_force(alert, environment).values.items()},
            runbook_url=environment.urls.runbook.format(alert=alert.name),
            place=alert.place,
        )
        for alert in rules.alerts
    )
