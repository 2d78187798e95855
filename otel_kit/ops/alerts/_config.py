"""Alertmanager's configuration from the routes, the secrets that are there, and the alerts' `inhibited_by`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops.alerts._channels import CHANNELS
from otel_kit.ops.alerts._model import LEVELS
from otel_kit.ops.alerts._secrets import channels_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from otel_kit.ops.alerts._model import Routes, Team
    from otel_kit.ops.alerts._secrets import Secret

__all__ = ["config", "receiver_name"]

_REPEAT = {"page": "${REPEAT_INTERVAL}", "ticket": "12h", "note": "24h"}
_SINK = "${NOTICES_URL}/alerts"


def receiver_name(team: str, level: str) -> str:
    """Return the receiver of a team at a level, such as `security-page`."""
    return f"{team}-{level}"


def config(
    routes: Routes, secrets: list[Secret], inhibit: list[dict[str, Any]], secret_path: Callable[[str], str]
) -> dict[str, Any]:
    """Return the configuration; `secret_path` says where the file of a secret lies.

    Alertmanager expands no variables: whoever starts it puts values in for NOTICES_URL, GROUP_WAIT, GROUP_INTERVAL
    and REPEAT_INTERVAL.
    """
    return {
        "templates": ["templates/*.tmpl"],
        "route": _root(routes),
        "inhibit_rules": [*routes.inhibit_rules, *inhibit],
        "time_intervals": routes.time_intervals,
        "receivers": [*_receivers(routes, secrets, secret_path), _watchdog()],
    }


def _root(routes: Routes) -> dict[str, Any]:
    first = routes.teams[0]
    return {
        "receiver": receiver_name(first.name, "ticket"),
        "group_by": list(first.group_by),
        "group_wait": "${GROUP_WAIT}",
        "group_interval": "${GROUP_INTERVAL}",
        "repeat_interval": "${REPEAT_INTERVAL}",
        "routes": [
            {"receiver": "watchdog", "matchers": ['alertname="Watchdog"']},
            *(_route(team, [f'team="{team.name}"'], routes) for team in routes.teams),
            *(_route(team, [_one_of("category", team.categories)], routes) for team in routes.teams[1:]),
            *_levels(first, routes),
        ],
    }


def _route(team: Team, matchers: list[str], routes: Routes) -> dict[str, Any]:
    return {
        "receiver": receiver_name(team.name, "ticket"),
        "matchers": matchers,
        "group_by": list(team.group_by),
        "routes": list(_levels(team, routes)),
    }


def _levels(team: Team, routes: Routes) -> Iterator[dict[str, Any]]:
    for severity, level in LEVELS.items():
        route = {
            "receiver": receiver_name(team.name, level),
            "matchers": [f'severity="{severity}"'],
            "repeat_interval": _REPEAT[level],
        }
        if severity in routes.mute:
            route["mute_time_intervals"] = list(routes.mute[severity])
        yield route


def _one_of(label: str, values: tuple[str, ...]) -> str:
    return f'{label}="{values[0]}"' if len(values) == 1 else f'{label}=~"{"|".join(values)}"'


def _receivers(
    routes: Routes, secrets: list[Secret], secret_path: Callable[[str], str]
) -> Iterator[dict[str, Any]]:
    for team in routes.teams:
        for level in LEVELS.values():
            # The local sink comes first: it is there whatever else is missing.
            receiver: dict[str, Any] = {
                "name": receiver_name(team.name, level),
                "webhook_configs": [{"url": _SINK, "send_resolved": True}],
            }
            for secret in channels_of(team.name, level, secrets):
                entry = _entry(secret, secret_path)
                receiver.setdefault(CHANNELS[secret.channel].configs, []).append(entry)
            yield receiver


def _entry(secret: Secret, secret_path: Callable[[str], str]) -> dict[str, Any]:
    files: Mapping[str, str] = {key: secret_path(secret.name) for key in secret.wiring.secrets}
    return {**files, **secret.wiring.settings}


def _watchdog() -> dict[str, Any]:
    return {"name": "watchdog", "webhook_configs": [{"url": _SINK, "send_resolved": False}]}
