"""From the alerts' `inhibited_by` to Alertmanager's inhibit rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops.rules import _promql
from otel_kit.ops.rules._render import groups, rules_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.ops.rules._model import Alert, Inhibitor, RuleSet

__all__ = ["inhibit_rules"]

_OF_EVERY_ALERT = {"severity", "category"}


def inhibit_rules(rules: RuleSet, known: Mapping[str, frozenset[str]]) -> list[dict[str, Any]]:
    """Return one rule for each alert that silences others and the labels in which they must agree."""
    labels = _labels(rules, known)
    alerts = {alert.name: alert for alert in rules.alerts}
    targets: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for alert in rules.alerts:
        for one in alert.inhibited_by:
            same = _same(one, alerts[one.alert], alert, labels)
            targets.setdefault((one.alert, same), []).append(alert.name)
    return [
        {
            "name": f"{source} over its consequences",
            "source_matchers": [f'alertname="{source}"'],
            "target_matchers": [f'alertname=~"{"|".join(sorted(names))}"'],
            **({"equal": list(same)} if same else {}),
        }
        for (source, same), names in sorted(targets.items())
    ]


def _same(
    one: Inhibitor, source: Alert, target: Alert, labels: Mapping[str, frozenset[str] | None]
) -> tuple[str, ...]:
    """Return in which labels both must agree: as it is written, else those that both expressions have.

    A source that is about one thing (its entry names the service) explains every target that is about others. Where
    a query's labels cannot be known, the service decides.
    """
    if one.same is not None:
        return tuple(sorted(one.same))
    if source.service_name and source.service_name != target.service_name:
        return ()
    of_source, of_target = labels[source.name], labels[target.name]
    if of_source is None or of_target is None:
        return ("service_name",)
    return tuple(sorted(of_source & of_target))


def _labels(rules: RuleSet, known: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str] | None]:
    rendered = list(rules_of(groups(rules, rules.default)))
    all_known: dict[str, frozenset[str] | None] = {**known}
    for rule in rendered:
        if "record" in rule:
            found = _promql.labels_of(_promql.parse(rule["expr"]), all_known)
            all_known[rule["record"]] = None if found is None else found | set(rule.get("labels", ()))
    found_by: dict[str, frozenset[str] | None] = {}
    for rule in rendered:
        if "alert" in rule:
            of_query = _promql.labels_of(_promql.parse(rule["expr"]), all_known)
            own = rule["labels"].keys() - _OF_EVERY_ALERT
            found_by[rule["alert"]] = None if of_query is None else of_query | own
    return found_by
