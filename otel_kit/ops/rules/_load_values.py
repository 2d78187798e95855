"""Reads `rules/values.yaml`: links, and what an environment changes, for all services or for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import Section, SourceError, unknown
from otel_kit.ops.rules import _units
from otel_kit.ops.rules._fields import Fields
from otel_kit.ops.rules._model import Alert, Environment, Urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["environments"]

_DURATIONS = ("for", "keep_firing_for")


def environments(top: Section, alerts: Iterable[Alert]) -> tuple[Environment, Mapping[str, Environment]]:
    """Return the default environment, which changes nothing, and the named ones."""
    fields = Fields(top, top.place, "the file", ("urls", "environments"))
    urls = _urls(fields, None)
    by_name = {alert.name: alert for alert in alerts}
    section = fields.mapping("environments")
    named = {}
    for name in section:
        one = Fields(section[name], section.at(name), f"environment {name}", ("urls", "alerts", "services"))
        changes = one.mapping("alerts")
        named[name] = Environment(
            name=name,
            urls=_urls(one, urls) if one.has("urls") else urls,
            alerts={key: _changes(changes, key, by_name) for key in changes},
            services=_services(one.mapping("services"), by_name),
        )
    return Environment("", urls, {}), named


def _services(section: Section, alerts: Mapping[str, Alert]) -> dict[str, dict[str, dict[str, float | str]]]:
    """Read service → alert → value; an alert about one thing has nothing to tell services apart by."""
    found: dict[str, dict[str, dict[str, float | str]]] = {}
    for service in section:
        changes = Fields(section, section.place, "services", section).mapping(service)
        found[service] = {name: _changes(changes, name, alerts) for name in changes}
        for name in changes:
            if alerts[name].slo or alerts[name].service_name:
                problem = f"alert {name} is about one thing, so it has no values for service {service}"
                raise SourceError(changes.at(name), problem, "change it under 'alerts' of the environment")
    return found


def _urls(fields: Fields, fallback: Urls | None) -> Urls:
    part = fields.part("urls", ("runbook", "dashboard"))
    found = Urls(
        runbook=part.text("runbook", fallback.runbook if fallback else None),
        dashboard=part.text("dashboard", fallback.dashboard if fallback else None),
    )
    for key, pattern, name in (
        ("runbook", found.runbook, "{alert}"),
        ("dashboard", found.dashboard, "{dashboard}"),
    ):
        if name not in pattern:
            raise SourceError(
                part.at(key), f"the link '{pattern}' does not say where the name goes", f"put {name} into it"
            )
    return found


def _changes(section: Section, name: str, alerts: Mapping[str, Alert]) -> dict[str, float | str]:
    if name not in alerts:
        raise unknown(section.at(name), "alert", name, alerts)
    alert = alerts[name]
    known = (*alert.values, *_DURATIONS)
    changes = section[name]
    if not isinstance(changes, Section):
        raise SourceError(
            section.at(name), f"the values of {name} are no mapping", "write `name: value` lines"
        )
    for key, value in changes.items():
        if key not in known:
            raise unknown(changes.at(key), "threshold", key, known, f" for alert {name}")
        _same_kind(changes, key, value, alert)
    return dict(changes)


def _same_kind(changes: Section, key: str, value: Any, alert: Alert) -> None:
    wants_duration = key in _DURATIONS or isinstance(alert.values[key].amount, str)
    if wants_duration and not _units.is_duration(value):
        problem = f"'{key}' of alert {alert.name} is no duration, got {value!r}"
        raise SourceError(changes.at(key), problem, f"write {_units.DURATION}")
    if not wants_duration and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise SourceError(
            changes.at(key), f"'{key}' of alert {alert.name} is no number, got {value!r}", "write a number"
        )
