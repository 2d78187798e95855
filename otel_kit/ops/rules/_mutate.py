"""Puts faults into the alerts and lets their tests run: a test that cannot fail proves nothing.

All mutants of an alert lie in one rule file under names of their own, and each test asks for all of them: the series
are loaded once, and hundreds of mutants cost little more than one. One call of promtool takes the files of many alerts.
"""

from __future__ import annotations

import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otel_kit.ops.rules import _mutants, _promtests, _slo
from otel_kit.ops.rules._files import as_yaml, write_all
from otel_kit.ops.rules._mutants import Mutant
from otel_kit.ops.rules._promtool import test_rules
from otel_kit.ops.rules._render import groups, in_force, notes, rules_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from otel_kit.ops.rules._model import Alert, RuleSet
    from otel_kit.ops.rules._promtool import Failure
    from otel_kit.ops.rules._render import InForce, Rule

__all__ = ["MutationReport", "Survivor", "mutate"]

_BATCH = 12  # alerts in one call of promtool
_TOLD = re.compile(r"(?:alertname|rule): (\w+?)__(\d+), time")
_FAILS_TO_EVALUATE = re.compile(r"rule: (\w+?)__(\d+), time")
_FACTORS_OF_A_TIER = tuple((f"{tier}_quick_factor", f"{tier}_slow_factor") for tier in _slo.TIERS)
_ROUNDS = 20  # each takes away the mutants that cannot be evaluated and would hide the others


@dataclass(frozen=True)
class Survivor:
    """A fault that the tests of an alert did not notice."""

    alert: str
    place: str
    kind: str
    what: str


@dataclass(frozen=True)
class MutationReport:
    """How many faults were put in, by kind, and which nobody noticed."""

    alerts: int
    made: Mapping[str, int]
    survivors: tuple[Survivor, ...]

    @property
    def mutants(self) -> int:
        """How many faults were put in."""
        return sum(self.made.values())

    @property
    def share(self) -> float:
        """The share that was noticed, 0 to 1."""
        return 1 - len(self.survivors) / self.mutants if self.mutants else 1.0


@dataclass(frozen=True)
class _Patient:
    """An alert, its rule as plain data without the faults, and the faults."""

    alert: Alert
    rule: Rule
    labels: tuple[Mapping[str, str], ...]
    mutants: tuple[Mutant, ...]


def mutate(
    rules: RuleSet,
    names: Iterable[str] = (),
    *,
    jobs: int = 2,
    on_batch: Callable[[int, int], None] | None = None,
) -> MutationReport:
    """Mutate the named alerts (all, if none is named) and run their tests.

    `jobs` calls of promtool run side by side; `on_batch` is told how many alerts are done, out of how many.
    """
    wanted = set(names)
    patients = [_patient(alert, rules) for alert in rules.alerts if alert.name in wanted or not wanted]
    patients = [one for one in patients if one.mutants]
    batches = [patients[start : start + _BATCH] for start in range(0, len(patients), _BATCH)]
    recordings = [rule for rule in rules_of(groups(rules, rules.default)) if "record" in rule]
    survivors: list[Survivor] = []
    done = 0
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        for batch, noticed in zip(
            batches, pool.map(lambda batch: _noticed(batch, rules, recordings), batches), strict=True
        ):
            survivors += [survivor for one in batch for survivor in _survivors(one, noticed)]
            done += len(batch)
            if on_batch:
                on_batch(done, len(patients))
    every = [mutant for one in patients for mutant in one.mutants]
    made = {kind: sum(mutant.kind == kind for mutant in every) for kind in _mutants.KINDS}
    return MutationReport(len(patients), made, tuple(survivors))


def _patient(alert: Alert, rules: RuleSet) -> _Patient:
    now = in_force(alert, rules.default)
    rule: Rule = {"annotations": notes(now, rules.default)}
    if now.keep_firing_for != "0s":
        rule["keep_firing_for"] = now.keep_firing_for
    if alert.slo:
        return _Patient(alert, rule, *_of_slo(alert, rules, now))
    labels = {"severity": alert.severity, "category": alert.category}
    if alert.service_name:
        labels["service_name"] = alert.service_name
    expr = now.query(alert.expr, alert.expr_place)
    mutants = (*_mutants.of_values(now), *_mutants.of_expression(expr, now.hold))
    literal = {number.in_query() for number in now.values.values()}
    kept = tuple(one for one in _distinct(mutants) if not _is_of_a_value(one, literal))
    return _Patient(alert, rule, (labels,) * len(kept), kept)


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


def _noticed(batch: Sequence[_Patient], rules: RuleSet, recordings: Sequence[Rule]) -> set[tuple[str, int]]:
    """Return the mutants, by alert and number, that a test of the batch gave away."""
    noticed: set[tuple[str, int]] = set()
    for _ in range(_ROUNDS):
        failures = _run(batch, rules, recordings, noticed)
        broken = {_key(found) for failure in failures for found in _FAILS_TO_EVALUATE.findall(failure.text)}
        noticed |= {_key(found) for failure in failures for found in _TOLD.findall(failure.text)}
        if not broken:
            break
    return noticed


def _key(found: tuple[str, str]) -> tuple[str, int]:
    return found[0], int(found[1])


def _run(
    batch: Sequence[_Patient], rules: RuleSet, recordings: Sequence[Rule], without: set[tuple[str, int]]
) -> list[Failure]:
    with tempfile.TemporaryDirectory() as folder:
        tests: dict[str, str] = {}
        for one in batch:
            numbers = [n for n in range(len(one.mutants)) if (one.alert.name, n) not in without]
            if not numbers:
                continue
            mutated = [_mutated(one, number) for number in numbers]
            group = {"name": "mutants", "rules": [*_needed(mutated, recordings), *mutated]}
            write_all(Path(folder, one.alert.name), {"rules.yml": as_yaml({"groups": [group]})})
            tests.update(_tests(one, numbers, rules))
        return test_rules(write_all(Path(folder, "tests"), tests))[1] if tests else []


def _mutated(one: _Patient, number: int) -> Rule:
    mutant = one.mutants[number]
    hold = {} if mutant.hold == "0s" else {"for": mutant.hold}
    return {
        "alert": f"{one.alert.name}__{number}",
        "expr": mutant.expr,
        **hold,
        "labels": dict(one.labels[number]),
        **one.rule,
    }


def _needed(rules: Iterable[Rule], recordings: Sequence[Rule]) -> list[Rule]:
    """Return the recordings that the rules read, and those that these read, in their order."""
    text = "\n".join(rule["expr"] for rule in rules)
    found: set[int] = set()
    while True:
        more = {n for n, rule in enumerate(recordings) if rule["record"] in text} - found
        if not more:
            return [recordings[n] for n in sorted(found)]
        found |= more
        text = "\n".join([text, *(recordings[n]["expr"] for n in more)])


def _tests(one: _Patient, numbers: Iterable[int], rules: RuleSet) -> dict[str, str]:
    made: dict[str, dict[str, Any]] = {}
    for case in one.alert.tests:
        test = _promtests.test_of(one.alert, case, rules)
        test["alert_rule_test"] = [
            _asked(one, number, asked) for number in numbers for asked in test["alert_rule_test"]
        ]
        file = made.setdefault(
            f"{one.alert.name}-{case.interval}.yml",
            {
                "rule_files": [f"../{one.alert.name}/rules.yml"],
                "evaluation_interval": case.interval,
                "tests": [],
            },
        )
        file["tests"].append(test)
    return {name: as_yaml(file) for name, file in made.items()}


def _asked(one: _Patient, number: int, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for the mutant what the test asks for the alert; of an objective's two tiers, only for the one it is of."""
    severity = one.labels[number]["severity"]
    expected = [alert for alert in asked["exp_alerts"] if alert["exp_labels"]["severity"] == severity]
    return {**asked, "alertname": f"{one.alert.name}__{number}", "exp_alerts": expected}


def _survivors(one: _Patient, noticed: set[tuple[str, int]]) -> list[Survivor]:
    return [
        Survivor(one.alert.name, str(one.alert.place), mutant.kind, mutant.what)
        for number, mutant in enumerate(one.mutants)
        if (one.alert.name, number) not in noticed
    ]
