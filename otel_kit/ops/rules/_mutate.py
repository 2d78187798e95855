"""Puts faults into alerts and recordings and lets their tests run: a test that cannot fail proves nothing.

All mutants of a rule lie in one rule file under names of their own, and each test asks for all of them: the series
are loaded once, and hundreds of mutants cost little more than one. One call of promtool takes the files of many alerts.
"""

from __future__ import annotations

import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otel_kit.ops.rules import _mutants, _promtests
from otel_kit.ops.rules._files import as_yaml, write_all
from otel_kit.ops.rules._model import Alert, Recording
from otel_kit.ops.rules._patients import patients_of
from otel_kit.ops.rules._promtool import test_rules
from otel_kit.ops.rules._reading import read_by
from otel_kit.ops.rules._render import groups, rules_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from otel_kit.ops.rules._model import Case, RecordingCase, RuleSet
    from otel_kit.ops.rules._patients import Patient
    from otel_kit.ops.rules._promtool import Failure
    from otel_kit.ops.rules._render import Rule

__all__ = ["MutationReport", "Survivor", "mutate"]

_BATCH = 12  # alerts or recordings in one call of promtool
_TOLD = re.compile(r'(?:alertname: |rule: |expr: "round\()(\w+?)__(\d+)(?: \* 1e9\) / 1e9")?, ')
_FAILS_TO_EVALUATE = re.compile(r"rule: (\w+?)__(\d+), time")
_ROUNDS = 20  # each takes away the mutants that cannot be evaluated and would hide the others


@dataclass(frozen=True)
class Survivor:
    """A fault in an alert, or in a recording, that no test noticed."""

    alert: str
    place: str
    kind: str
    what: str


@dataclass(frozen=True)
class MutationReport:
    """How many faults were put in, by kind, and which nobody noticed."""

    alerts: int
    recordings: int
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


def mutate(
    rules: RuleSet,
    names: Iterable[str] = (),
    *,
    jobs: int = 2,
    on_batch: Callable[[int, int], None] | None = None,
) -> MutationReport:
    """Mutate the named alerts and recordings (all, if none is named) and run the tests of the alerts.

    `jobs` calls of promtool run side by side; `on_batch` is told how many alerts are done, out of how many.
    """
    patients = patients_of(rules, set(names))
    batches = [patients[start : start + _BATCH] for start in range(0, len(patients), _BATCH)]
    recordings = [rule for rule in rules_of(groups(rules, rules.default)) if "record" in rule]
    noticed: set[tuple[str, int]] = set()
    done = 0
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        for batch, found in zip(
            batches, pool.map(lambda batch: _noticed(batch, rules, recordings), batches), strict=True
        ):
            noticed |= found
            done += len(batch)
            if on_batch:
                on_batch(done, len(patients))
    return _report(patients, noticed)


def _noticed(batch: Sequence[Patient], rules: RuleSet, recordings: Sequence[Rule]) -> set[tuple[str, int]]:
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
    batch: Sequence[Patient], rules: RuleSet, recordings: Sequence[Rule], without: set[tuple[str, int]]
) -> list[Failure]:
    with tempfile.TemporaryDirectory() as folder:
        tests: dict[str, str] = {}
        for one in batch:
            numbers = [n for n in range(len(one.mutants)) if (one.key, n) not in without]
            if not numbers:
                continue
            mutated = [_mutated(one, number) for number in numbers]
            read = read_by([rule["expr"] for rule in mutated], recordings)
            group = {"name": "mutants", "rules": [*read, *mutated]}
            write_all(Path(folder, one.key), {"rules.yml": as_yaml({"groups": [group]})})
            tests.update(_tests(one, numbers, rules))
        return test_rules(write_all(Path(folder, "tests"), tests))[1] if tests else []


def _mutated(one: Patient, number: int) -> Rule:
    mutant = one.mutants[number]
    if isinstance(one.of, Recording):
        return {"record": f"{one.key}__{number}", "expr": mutant.expr}
    hold = {} if mutant.hold == "0s" else {"for": mutant.hold}
    return {
        "alert": f"{one.key}__{number}",
        "expr": mutant.expr,
        **hold,
        "labels": dict(one.labels[number]),
        **one.rule,
    }


def _tests(one: Patient, numbers: Sequence[int], rules: RuleSet) -> dict[str, str]:
    """Return the rule's own tests, each asking for all mutants what it asks for the rule, by file and interval."""
    if isinstance(one.of, Recording):
        tests = [(case.interval, _recorded(one.key, one.of, case, numbers)) for case in one.of.tests]
    else:
        tests = [(case.interval, _alerting(one, one.of, case, numbers, rules)) for case in one.of.tests]
    made: dict[str, dict[str, Any]] = {}
    for interval, test in tests:
        file = made.setdefault(
            f"{one.key}-{interval}.yml",
            {
                "rule_files": [f"../{one.key}/rules.yml"],
                "evaluation_interval": interval,
                "tests": [],
            },
        )
        file["tests"].append(test)
    return {name: as_yaml(file) for name, file in made.items()}


def _recorded(key: str, recording: Recording, case: RecordingCase, numbers: Sequence[int]) -> dict[str, Any]:
    tests = [_promtests.test_of_recording(recording, case, f"{key}__{number}") for number in numbers]
    asked = [expected for test in tests for expected in test["promql_expr_test"]]
    return {**tests[0], "promql_expr_test": asked}


def _alerting(
    one: Patient, alert: Alert, case: Case, numbers: Sequence[int], rules: RuleSet
) -> dict[str, Any]:
    test = _promtests.test_of(alert, case, rules)
    asked = [_asked(one, number, expected) for number in numbers for expected in test["alert_rule_test"]]
    return {**test, "alert_rule_test": asked}


def _asked(one: Patient, number: int, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for the mutant what the test asks for the alert; of an objective's two tiers, only for the one it is of."""
    severity = one.labels[number]["severity"]
    expected = [alert for alert in asked["exp_alerts"] if alert["exp_labels"]["severity"] == severity]
    return {**asked, "alertname": f"{one.key}__{number}", "exp_alerts": expected}


def _report(patients: Sequence[Patient], noticed: set[tuple[str, int]]) -> MutationReport:
    every = [mutant for one in patients for mutant in one.mutants]
    made = {kind: sum(mutant.kind == kind for mutant in every) for kind in _mutants.KINDS}
    survivors = tuple(
        Survivor(one.of.name, str(one.of.place), mutant.kind, mutant.what)
        for one in patients
        for number, mutant in enumerate(one.mutants)
        if (one.key, number) not in noticed
    )
    alerts = sum(isinstance(one.of, Alert) for one in patients)
    return MutationReport(alerts, len(patients) - alerts, made, survivors)
