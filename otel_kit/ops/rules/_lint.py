"""What promtool cannot know: whether a rule reads what exists, says what its labels allow, and is complete."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import Place, SourceError, meant
from otel_kit.ops.rules import _promql, _slo
from otel_kit.ops.rules._load_slo import WINDOW
from otel_kit.ops.rules._render import in_force, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from otel_kit.ops.rules._model import Alert, Case, Environment, Recording, RecordingCase, RuleSet
    from otel_kit.ops.rules._promql import Fault, Known, Labels
    from otel_kit.ops.rules._render import Group, Rule

__all__ = ["Finding", "lint", "refuse_broken"]

_LABEL = re.compile(r"\$labels\.(\w+)")
_VALUE = re.compile(r"\$\{(\w+)\}")
_MOMENT = "5m"  # stands for {{.window}} of an objective's queries


@dataclass(frozen=True)
class Finding:
    """Something to mend in the source."""

    place: Place
    subject: str
    problem: str
    fix: str

    def __str__(self) -> str:
        """Return file and line, what is wrong, and what to do."""
        return f"{self.place}: {self.subject}: {self.problem}\n  → {self.fix}"


def lint(
    rules: RuleSet, files: Mapping[str, list[Group]], known: Mapping[str, frozenset[str]]
) -> list[Finding]:
    """Check the source against the metrics that exist; `files` are its rules as rendered with the default values."""
    rendered = list(rules_of(files))
    all_known = _with_recordings(known, rendered)
    findings = [finding for alert in rules.alerts for finding in _alert(alert, rules, rendered, all_known)]
    for recording in rules.recordings:
        findings += _recording(recording)
        findings += _series(recording.name, recording.tests, all_known)
    for subject, text, place in _expressions(rules, rules.default):
        findings += _query(text, place, subject, all_known)
    return sorted(findings, key=lambda finding: (str(finding.place.path), finding.place.line))


def refuse_broken(rules: RuleSet, environment: Environment) -> None:
    """Raise SourceError for the first expression that is no PromQL: nothing is rendered then."""
    for subject, text, place in _expressions(rules, environment):
        _refuse_broken(subject, text, place)


def _refuse_broken(subject: str, text: str, place: Place) -> None:
    try:
        _promql.parse(text)
    except ValueError as error:
        problem = f"{subject}: PromQL that does not parse: {error}"
        raise SourceError(place, problem, "mend the expression") from error


def _expressions(rules: RuleSet, environment: Environment) -> Iterator[tuple[str, str, Place]]:
    for alert in rules.alerts:
        if alert.expr:
            now = in_force(alert, environment)
            yield alert.name, now.query(alert.expr, alert.expr_place), alert.expr_place
    for recording in rules.recordings:
        yield recording.name, recording.expr, recording.expr_place
    for slo in rules.slos:
        for key, text in slo.queries.items():
            yield f"objective {slo.id}", text.replace(WINDOW, _MOMENT), slo.query_places[key]


def _with_recordings(known: Mapping[str, frozenset[str]], rendered: Iterable[Rule]) -> dict[str, Labels]:
    recorded = [rule for rule in rendered if "record" in rule]
    extended: dict[str, Labels] = {**known, **{rule["record"]: None for rule in recorded}}
    for rule in recorded:
        tree = _tree(rule["expr"])
        labels = None if tree is None else _promql.labels_of(tree, extended)
        extended[rule["record"]] = None if labels is None else labels | set(rule.get("labels", ()))
    return extended


def _alert(alert: Alert, rules: RuleSet, rendered: Iterable[Rule], known: Known) -> Iterator[Finding]:
    now = in_force(alert, rules.default)
    for look in alert.runbook.first_look:
        text = now.query(look.query, look.place)
        if look.language == "promql":
            yield from _query(text, look.place, f"runbook of {alert.name}", known)
    made = [rule for rule in rendered if rule.get("alert") == alert.name]
    yield from _texts(alert, made, known)
    yield from _complete(alert, made)
    yield from _series(alert.name, alert.tests, known)


def _series(name: str, tests: Iterable[Case | RecordingCase], known: Known) -> Iterator[Finding]:
    for case in tests:
        for series, place in case.series_places.items():
            yield from _query(series, place, f"a test of {name}", known, data=True)


def _recording(recording: Recording) -> Iterator[Finding]:
    if not any(case.gives for case in recording.tests):
        yield Finding(recording.place, recording.name, "no test of what it records", "add one with 'gives'")


def _query(text: str, place: Place, subject: str, known: Known, *, data: bool = False) -> Iterator[Finding]:
    try:
        tree = _promql.parse(text)
    except ValueError as error:
        yield Finding(place, subject, f"PromQL that does not parse: {error}", "mend the expression")
        return
    for fault in _promql.faults(tree, known):
        if fault.kind == "le" and data:
            continue  # a test's series are data: each has one bound, written in one way
        line = place.line + text[: max(text.find(fault.name), 0)].count("\n")
        yield Finding(Place(place.path, line), subject, *_told(fault))


def _told(fault: Fault) -> tuple[str, str]:
    if fault.kind == "nameless":
        return "a selector without a metric's name", "name the metric, so that it can be checked"
    if fault.kind == "le":
        whole = fault.name.strip('"').removesuffix(".0")
        return f"le={fault.name} matches only one way of writing it", f'write le=~"{whole}(\\\\.0)?"'
    if fault.kind == "metric":
        guess = meant(fault.name, fault.known).removeprefix("; ")
        home = "add it to semconv/registry, or to known_metrics.yaml if upstream or a server sends it"
        return f"no such metric '{fault.name}'", guess or home
    of = f" of {fault.metric}" if fault.metric else ""
    return (
        f"no such label '{fault.name}'{of}",
        f"known: {', '.join(sorted(fault.known)) or 'none'}{meant(fault.name, fault.known)}",
    )


def _texts(alert: Alert, made: Iterable[Rule], known: Known) -> Iterator[Finding]:
    """Check that the labels in the sentences are there, and that each notification has a service_name."""
    for rule in made:
        tree = _tree(rule["expr"])
        of_query = None if tree is None else _promql.labels_of(tree, known)
        if of_query is None:
            continue
        labels = of_query | set(rule["labels"])
        for name in _LABEL.findall(f"{alert.summary} {alert.meaning}"):
            if name not in labels:
                hint = f"known: {', '.join(sorted(labels))}{meant(name, labels)}"
                yield Finding(
                    alert.place,
                    alert.name,
                    f"a sentence uses $labels.{name}, which the expression drops",
                    hint,
                )
        if "service_name" not in labels:
            fix = "aggregate by service_name, or add `service_name: …` to the entry"
            yield Finding(alert.place, alert.name, "a notification would have no service_name", fix)


def _complete(alert: Alert, made: Iterable[Rule]) -> Iterator[Finding]:
    trees = [tree for rule in made if (tree := _tree(rule["expr"])) is not None]
    constant = not any(_promql.metrics_of(tree) for tree in trees)
    if not any(case.fires for case in alert.tests):
        yield Finding(alert.place, alert.name, "no test in which it fires", "add one with 'fires'")
    if not constant and not any(not case.fires for case in alert.tests):
        yield Finding(
            alert.place,
            alert.name,
            "no test in which it stays silent",
            "add one with 'silent' only, just below the limit",
        )
    if not alert.guard and any(_promql.divides_events(tree) for tree in trees):
        fix = "add a value such as min_requests, compare with it, and name it as 'guard'"
        yield Finding(alert.place, alert.name, "it divides counts of events without a minimum of them", fix)
    used = set(_VALUE.findall(alert.expr)) | (set(_slo.VALUES) if alert.slo else set())
    for name, value in alert.values.items():
        if name not in used:
            yield Finding(
                value.place, alert.name, f"value '{name}' is not used", "use it in 'expr' or take it away"
            )


def _tree(text: str) -> Any:
    try:
        return _promql.parse(text)
    except ValueError:
        return None
