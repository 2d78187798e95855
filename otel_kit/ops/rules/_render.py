"""From a RuleSet to Prometheus rule groups, as plain data."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import Place, unknown
from otel_kit.ops.rules import _promql, _services, _slo
from otel_kit.ops.rules._model import Value
from otel_kit.ops.rules._reading import read_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from otel_kit.ops.rules._model import Alert, Environment, Recording, RuleSet, Slo

__all__ = ["Group", "InForce", "file_of", "groups", "in_force", "notes", "rules_of"]

# What is measured over a quarter of an hour does not change in seconds, over days not in minutes: from how far back,
# what such a group is called, how often it is evaluated. The longest interval stays well below the five minutes for
# which Prometheus takes the last sample, so that what is recorded so seldom has no gaps.
_PACES = ((0, "", ""), (900, "-minute", "1m"), (6 * 3600 + 1, "-slow", "2m"))
_NAMED = re.compile(r"\$\{([A-Za-z_]\w*)\}")

Group = dict[str, Any]
Rule = dict[str, Any]


@dataclass(frozen=True)
class InForce:
    """An alert with the values that hold in one environment."""

    alert: Alert
    values: Mapping[str, Value]
    hold: str
    keep_firing_for: str

    def query(self, text: str, place: Place) -> str:
        """Put the values into a PromQL expression."""
        return self._filled(text, place, lambda value: value.in_query())

    def words(self, text: str) -> str:
        """Put the values, as people say them, into a sentence."""
        return self._filled(text, self.alert.place, lambda value: value.in_words())

    def _filled(self, text: str, place: Place, shown: Callable[[Value], str]) -> str:
        names = dict(self.values)
        for name, duration in (("for", self.hold), ("keep_firing_for", self.keep_firing_for)):
            names[name] = _duration(name, duration, place)

        def put(match: re.Match[str]) -> str:
            if match[1] not in names:
                line = place.line + text[: match.start()].count("\n")
                raise unknown(
                    Place(place.path, line), "value", match[1], names, f" in alert {self.alert.name}"
                )
            return shown(names[match[1]])

        return _NAMED.sub(put, text)


def in_force(alert: Alert, environment: Environment, service: str = "") -> InForce:
    """Return the alert with what the environment changes, for all services or on top of that for one."""
    changes = {
        **environment.alerts.get(alert.name, {}),
        **environment.services.get(service, {}).get(alert.name, {}),
    }
    values = {
        name: replace(value, amount=changes[name]) if name in changes else value
        for name, value in alert.values.items()
    }
    hold, keep = (
        str(changes.get(key, had))
        for key, had in (("for", alert.hold), ("keep_firing_for", alert.keep_firing_for))
    )
    return InForce(alert, values, hold, keep)


def groups(rules: RuleSet, environment: Environment) -> dict[str, list[Group]]:
    """Return the rule groups by the name of the file that they go into.

    One file a domain: its recording rules first, so that the alerts of the same round see them fresh. One more for
    each service that has values of its own. What looks far back is a group of its own that is evaluated less often.
    """
    files: dict[str, list[Group]] = {}
    own = [alert for alert in rules.alerts if not alert.slo]
    for domain in sorted({entry.domain for entry in rules.recordings} | {alert.domain for alert in own}):
        recorded = [_recording_rule(entry) for entry in rules.recordings if entry.domain == domain]
        alerts = [
            _alert_rule(in_force(alert, environment), environment) for alert in own if alert.domain == domain
        ]
        files[f"{domain}.yml"] = _by_pace(domain, recorded + alerts)
    of_services: dict[str, list[Rule]] = {}
    for alert in own:
        for service in _services.changed(environment, alert.name):
            made = _alert_rule(in_force(alert, environment, service), environment, service)
            of_services.setdefault(_services.file_name(alert.domain, service), []).append(made)
    files |= {name: _by_pace(name.removesuffix(".yml"), made) for name, made in of_services.items()}
    by_slo = {alert.slo: alert for alert in rules.alerts if alert.slo}
    for slo in rules.slos:
        burn = in_force(by_slo[slo.id], environment)
        burning = [
            _rule(burn, environment, expr=expr, labels=labels) for expr, labels in _slo.alerts(slo, burn)
        ]
        files.setdefault(_slo_file(slo), []).extend(
            _by_pace(f"slo-{slo.id}", _slo.recordings(slo, burn) + burning)
        )
    return files


def _by_pace(name: str, rules: list[Rule]) -> list[Group]:
    """Return the rules as groups by how far they look back, which costs: the further, the less often.

    So do those that read what is recorded so seldom: a later group may read an earlier one, never the other way round.
    """
    recorded = [rule for rule in rules if "record" in rule]
    paced: dict[int, list[Rule]] = {}
    for rule in rules:
        back = max(_looks_back(one["expr"]) for one in (rule, *read_by([rule["expr"]], recorded)))
        paced.setdefault(sum(back >= since for since, _, _ in _PACES) - 1, []).append(rule)
    return [_group(name, *_PACES[pace][1:], paced[pace]) for pace in sorted(paced)]


def _group(name: str, suffix: str, interval: str, rules: list[Rule]) -> Group:
    return {"name": f"{name}{suffix}", **({"interval": interval} if interval else {}), "rules": rules}


def _looks_back(expr: str) -> float:
    try:
        return max((seconds for _, seconds in _promql.reaches(_promql.parse(expr))), default=0)
    except ValueError:
        return 0  # whoever checks the rules tells it with its place


def file_of(alert: Alert, rules: RuleSet) -> str:
    """Return the name of the file that the alert is rendered into."""
    slo = next((slo for slo in rules.slos if slo.id == alert.slo), None)
    return _slo_file(slo) if slo else f"{alert.domain}.yml"


def rules_of(files: Mapping[str, Iterable[Group]]) -> Iterable[Rule]:
    """Yield every rule of the rendered files."""
    for file in files.values():
        for group in file:
            yield from group["rules"]


def _slo_file(slo: Slo) -> str:
    return f"slo-{slo.file}.yml"


def _alert_rule(alert: InForce, environment: Environment, service: str = "") -> Rule:
    expr = alert.query(alert.alert.expr, alert.alert.expr_place)
    if service:
        expr = _services.only_of(expr, service)
    else:
        expr = _services.except_of(expr, _services.changed(environment, alert.alert.name))
    return _rule(alert, environment, expr=expr, labels={"severity": alert.alert.severity})


def notes(alert: InForce, environment: Environment) -> dict[str, str]:
    """Return the annotations; the two links are made here, nobody types them."""
    one = alert.alert
    return {
        "summary": alert.words(one.summary),
        "description": " ".join(alert.words(one.meaning).split()),
        "runbook_url": environment.urls.runbook.replace("{alert}", one.name),
        "dashboard_url": environment.urls.dashboard.replace("{dashboard}", one.dashboard.name),
    }


def _rule(alert: InForce, environment: Environment, *, expr: str, labels: Mapping[str, str]) -> Rule:
    rule: Rule = {"alert": alert.alert.name, "expr": expr}
    if alert.hold != "0s":
        rule["for"] = alert.hold
    if alert.keep_firing_for != "0s":
        rule["keep_firing_for"] = alert.keep_firing_for
    own = {"category": alert.alert.category}
    if alert.alert.service_name:
        own["service_name"] = alert.alert.service_name
    rule["labels"] = {**labels, **own}
    rule["annotations"] = notes(alert, environment)
    return rule


def _recording_rule(recording: Recording) -> Rule:
    return {"record": recording.name, "expr": recording.expr}


def _duration(name: str, amount: str, place: Place) -> Value:
    return Value(name, amount, "", "", place)
