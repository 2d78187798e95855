"""One synthetic alert a route, and what became of it: whom it reached, by which channels, how often that failed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import yaml

from otel_kit.ops.alerts._model import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from otel_kit.ops.alerts._api import Alert, AlertmanagerApi
    from otel_kit.ops.alerts._model import Routes

__all__ = ["Channel", "Proof", "Route", "prove"]

ALERT = "OtelKitTest"
_LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Route:
    """Where the alert of one team and severity went: `receiver`, the channels of it, or why it is held back."""

    team: str
    severity: str
    receiver: str
    channels: tuple[str, ...]
    held_back: str


@dataclass(frozen=True)
class Channel:
    """How many notifications a channel was to deliver, how many were taken, and how many attempts failed."""

    name: str
    expected: int
    taken: int
    failed: int

    @property
    def ok(self) -> bool:
        """Tell whether every one was taken in the end."""
        return self.taken >= self.expected


@dataclass(frozen=True)
class Proof:
    """The routes and the channels of one test."""

    routes: tuple[Route, ...]
    channels: tuple[Channel, ...]

    @property
    def ok(self) -> bool:
        """Tell whether every route has a receiver and every channel delivered."""
        return all(one.receiver for one in self.routes) and all(one.ok for one in self.channels)


def prove(
    api: AlertmanagerApi,
    routes: Routes,
    teams: Iterable[str],
    *,
    wait: Callable[[Callable[[], bool]], bool],
    now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
) -> Proof:
    """Send the alerts, wait for their notifications, end the alerts.

    `wait` calls its argument until that is true or patience is over. Other alerts that are delivered meanwhile count
    as well, so a channel may have taken more than was expected.
    """
    run = uuid.uuid4().hex[:8]
    wanted = [(team, severity) for team in routes.teams if team.name in teams for severity in LEVELS]
    alerts = [_alert(team.name, team.categories[0], severity, run) for team, severity in wanted]
    before = api.delivered()
    api.send(
        [{**one, "startsAt": now().isoformat(), "endsAt": (now() + _LASTS).isoformat()} for one in alerts]
    )
    try:
        wait(lambda: len(_ours(api, run)) == len(alerts))
        of_receiver = _channels_of(api.config())

        def proof() -> Proof:
            found = {one.labels["team"] + one.labels["severity"]: one for one in _ours(api, run)}
            told = tuple(_route(team.name, severity, found, of_receiver) for team, severity in wanted)
            return Proof(told, tuple(_channels(_expected(told), before, api.delivered())))

        wait(lambda: proof().ok)  # asked anew: that a route is muted is known when its first group is flushed
        return proof()
    finally:
        api.send([{**one, "endsAt": now().isoformat()} for one in alerts])


def _alert(team: str, category: str, severity: str, run: str) -> dict[str, Any]:
    # A service of its own for each, so that the critical one does not silence the others.
    labels = {
        "alertname": ALERT,
        "team": team,
        "category": category,
        "severity": severity,
        "service_name": f"otel-kit-test-{team}-{severity}",
        "run": run,
    }
    annotations = {
        "summary": f"A test of the route of {team} for {severity}; nothing is wrong",
        "description": "Sent by `otel-kit alerts test`. It ends by itself.",
        "runbook_url": "docs/alerting.md",
        "dashboard_url": "dashboards/build/incidents.json",
    }
    return {"labels": labels, "annotations": annotations}


def _ours(api: AlertmanagerApi, run: str) -> list[Alert]:
    return [one for one in api.alerts() if one.labels.get("run") == run and one.state != "unprocessed"]


def _route(
    team: str, severity: str, found: Mapping[str, Alert], of_receiver: Mapping[str, tuple[str, ...]]
) -> Route:
    alert = found.get(team + severity)
    if alert is None:
        return Route(team, severity, "", (), "Alertmanager did not take it")
    receiver = alert.receivers[0] if alert.receivers else ""
    held = [
        *(f"silenced by {one}" for one in alert.silenced_by),
        *(f"inhibited by {one}" for one in alert.inhibited_by),
        *(f"muted by {one}" for one in alert.muted_by),
    ]
    return Route(team, severity, receiver, of_receiver.get(receiver, ()), ", ".join(held))


def _channels_of(config: str) -> dict[str, tuple[str, ...]]:
    """Return the integrations of each receiver, once for each entry, under the names of Alertmanager's metrics."""
    return {
        receiver["name"]: tuple(
            key.removesuffix("_configs")
            for key, entries in receiver.items()
            if key != "name"
            for _ in entries
        )
        for receiver in yaml.safe_load(config)["receivers"]
    }


def _expected(routes: Iterable[Route]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for route in routes:
        if not route.held_back:
            for name in route.channels:
                counts[name] = counts.get(name, 0) + 1
    return counts


def _channels(
    expected: Mapping[str, int],
    before: Mapping[str, tuple[int, int]],
    after: Mapping[str, tuple[int, int]],
) -> list[Channel]:
    found = []
    for name, count in sorted(expected.items()):
        (taken, failed), (taken_before, failed_before) = after.get(name, (0, 0)), before.get(name, (0, 0))
        found.append(Channel(name, count, taken - taken_before, failed - failed_before))
    return found
