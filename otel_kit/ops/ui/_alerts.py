"""Live alerts with where to look on: runbook, dashboard, panel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from otel_kit.ops.clients import Alertmanager, Prometheus, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from otel_kit.ops.clients import ActiveAlert, RuleAlert
    from otel_kit.ops.rules import Drawn
    from otel_kit.ops.ui._backends import Backends

__all__ = ["live", "told"]

_WORST_FIRST = ("critical", "warning", "info")


def live(backends: Backends, drawn: Iterable[Drawn]) -> list[dict[str, Any]]:
    """Return the pending and firing alerts, firing ones first, the worst first.

    Raises UnavailableError where Prometheus does not answer; without Alertmanager `notified` is `unknown`.
    """
    found = Prometheus(backends.url("prometheus")).alerts()
    try:
        held = Alertmanager(backends.url("alertmanager")).alerts()
    except UnavailableError:
        held = None
    return told(found, held, {alert.name: alert for alert in drawn})


def told(
    alerts: Iterable[RuleAlert], held: Iterable[ActiveAlert] | None, drawn: Mapping[str, Drawn]
) -> list[dict[str, Any]]:
    """Return what the page shows; `held` is what Alertmanager has, None where that is not known."""
    known = None if held is None else list(held)
    return sorted((_told(alert, known, drawn.get(alert.name)) for alert in alerts), key=_order)


def _told(alert: RuleAlert, held: list[ActiveAlert] | None, drawn: Drawn | None) -> dict[str, Any]:
    labels, notes = alert.labels, alert.annotations
    return {
        "name": alert.name,
        "state": alert.state,
        "severity": labels.get("severity", ""),
        "category": labels.get("category", ""),
        "service": labels.get("service_name", ""),
        "summary": notes.get("summary", ""),
        "description": notes.get("description", ""),
        "since": alert.since,
        "value": alert.value if alert.value is not None and math.isfinite(alert.value) else None,
        "labels": dict(labels),
        "notified": _notified(alert, held),
        "runbook": alert.name if drawn else None,
        "dashboard": drawn.dashboard if drawn else None,
        "panel": drawn.panel if drawn else None,
    }


def _notified(alert: RuleAlert, held: list[ActiveAlert] | None) -> str:
    """Return what Alertmanager does with it: `active`, `suppressed` (silenced or inhibited), `not yet`, `unknown`."""
    if held is None:
        return "unknown"
    own = set(alert.labels.items())
    return next((one.state for one in held if own <= set(one.labels.items())), "not yet")


def _order(alert: Mapping[str, Any]) -> tuple[bool, int, str, str]:
    severity = alert["severity"]
    rank = _WORST_FIRST.index(severity) if severity in _WORST_FIRST else len(_WORST_FIRST)
    return alert["state"] != "firing", rank, alert["name"], alert["service"]
