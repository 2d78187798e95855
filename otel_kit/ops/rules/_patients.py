"""What faults are put into: each alert and each recording rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from otel_kit.ops.rules import _mutants, _slo
from otel_kit.ops.rules._mutants import Mutant
from otel_kit.ops.rules._render import in_force, notes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from otel_kit.ops.rules._model import Alert, Recording, RuleSet
    from otel_kit.ops.rules._render import InForce, Rule

__all__ = ["Patient", "patients_of"]

_FACTORS_OF_A_TIER = tuple((f"{tier}_quick_factor", f"{tier}_slow_factor") for tier in _slo.TIERS)


@dataclass(frozen=True)
class Patient:
    """An alert or a recording, its rule as plain data without the faults, and the faults.

    `key` is its name, so that it can be a part of an alert's; `labels` are those of the rule with each fault.
    """

    key: str
    of: Alert | Recording
    rule: Rule
    labels: tuple[Mapping[str, str], ...]
    mutants: tuple[Mutant, ...]


def patients_of(rules: RuleSet, names: Collection[str]) -> list[Patient]:
    """Return those of the named alerts and recordings, of all if none is named."""
    alerts = [_alert(alert, rules) for alert in rules.alerts if alert.name in names or not names]
    recordings = [_recording(one) for one in rules.recordings if one.name in names or not names]
    return [one for one in (*alerts, *recordings) if one.mutants]


def _alert(alert: Alert, rules: RuleSet) -> Patient:
    now = in_force(alert, rules.default)
    if alert.slo:
        return Patient(alert.name, alert, _rule(now, rules), *_of_slo(alert, rules, now))
    expr = now.query(alert.expr, alert.expr_place)
    mutants = (*_mutants.of_values(now), *_mutants.of_expression(expr, now.hold))
    literal = {number.in_query() for number in now.values.values()}
    kept = tuple(one for one in _distinct(mutants) if not _is_of_a_value(one, literal))
    return Patient(alert.name, alert, _rule(now, rules), (_labels(alert),) * len(kept), kept)


def _recording(recording: Recording) -> Patient:
    """Put faults into a recording; its value is what its own tests look at."""
    faults = tuple(_distinct(_mutants.of_expression(recording.expr, "0s")))
    return Patient(recording.name.replace(":", "_"), recording, {}, ({},) * len(faults), faults)


def _rule(now: InForce, rules: RuleSet) -> Rule:
    rule: Rule = {"annotations": notes(now, rules.default)}
    if now.keep_firing_for != "0s":
        rule["keep_firing_for"] = now.keep_firing_for
    return rule


def _labels(alert: Alert) -> dict[str, str]:
    labels = {"severity": alert.severity, "category": alert.category}
    return {**labels, "service_name": alert.service_name} if alert.service_name else labels


def _distinct(mutants: Iterable[Mutant]) -> list[Mutant]:
    """Keep one of those that come to the same rule: a value that is used once and its number in the expression."""
    found: dict[tuple[str, str], Mutant] = {}
    for one in mutants:
        found.setdefault((one.expr, one.hold), one)
    return list(found.values())


def _is_of_a_value(mutant: Mutant, literal: set[str]) -> bool:
    """Tell whether only one of several uses of a named value was changed: nobody can write that."""
    number = mutant.what.partition(" → ")[0].strip("[]").partition(":")[0]
    return " → " in mutant.what and mutant.kind in ("threshold", "window") and number in literal


def _of_slo(
    alert: Alert, rules: RuleSet, now: InForce
) -> tuple[tuple[Mapping[str, str], ...], tuple[Mutant, ...]]:
    """Mutate the factors and the guard of an objective's alert, and its comparisons, of both pairs of a tier at once.

    The pairs and the windows are the method's, shared by all objectives and tested with the generator.
    """
    slo = next(one for one in rules.slos if one.id == alert.slo)
    mutants, labels = [], []

    def add(what: str, changed: Iterable[tuple[str, Mapping[str, str]]]) -> None:
        for (before, own), (expr, _) in zip(_slo.alerts(slo, now), changed, strict=True):
            if expr != before:
                mutants.append(
                    Mutant("comparison" if "turned" in what else "threshold", what, expr, now.hold)
                )
                labels.append({**own, "category": alert.category})

    for names in (*_FACTORS_OF_A_TIER, ("min_events",)):
        for factor in _mutants.FACTORS:
            changed = {
                name: replace(now.values[name], amount=round(float(now.values[name].amount) * factor, 10))
                for name in names
            }
            mutated = replace(now, values={**now.values, **changed})
            add(f"{' and '.join(names)} times {factor:g}", _slo.alerts(slo, mutated))
    for sign in (">", ">="):
        add(f"{sign} turned", [(_mutants.turned(expr, sign), own) for expr, own in _slo.alerts(slo, now)])
    return tuple(labels), tuple(mutants)
