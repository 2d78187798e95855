"""Renders the entries' tests into promtool's unit-test files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import SourceError
from otel_kit.ops.rules._render import file_of, in_force, notes, rules_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.ops.rules._model import Alert, Case, Expectation, Recording, RecordingCase, RuleSet
    from otel_kit.ops.rules._render import Group

__all__ = ["case_name", "test_files", "test_of", "test_of_recording"]

_LABEL = re.compile(r"\{\{\s*\$labels\.(\w+)\s*\}\}")


def test_files(rules: RuleSet, files: Mapping[str, list[Group]], folder: str) -> dict[str, dict[str, Any]]:
    """Return promtool test files by name: one for each domain and interval, because promtool evaluates by file.

    `files` are the rule files as rendered with the default values, `folder` is where they lie as seen from the tests.
    """
    made: dict[str, dict[str, Any]] = {}
    read: dict[str, set[str]] = {}
    for alert in rules.alerts:
        needed = _needed(file_of(alert, rules), files)
        for case in alert.tests:
            name = f"{alert.domain}-{case.interval}.yml"
            file = made.setdefault(
                name,
                {"rule_files": [], "evaluation_interval": case.interval, "group_eval_order": [], "tests": []},
            )
            read.setdefault(name, set()).update(needed)
            file["tests"].append(test_of(alert, case, rules))
    for name, file in made.items():
        ordered = [one for one in files if one in read[name]]  # what records comes before what reads it
        file["rule_files"] += [f"{folder}/{one}" for one in ordered]
        file["group_eval_order"] += [group["name"] for one in ordered for group in files[one]]
    for recording in rules.recordings:
        for one in recording.tests:
            file = made.setdefault(
                f"recording-{recording.domain}-{one.interval}.yml",
                {
                    "rule_files": [f"{folder}/{recording.domain}.yml"],
                    "evaluation_interval": one.interval,
                    "tests": [],
                },
            )
            file["tests"].append(test_of_recording(recording, one, recording.name))
    return made


def case_name(alert: Alert, case: Case) -> str:
    """Return how a test is called in reports."""
    return f"{alert.name} {case.sentence}"


def _needed(name: str, files: Mapping[str, list[Group]]) -> list[str]:
    """Return the rule file and those whose recordings it reads."""
    text = "\n".join(rule["expr"] for rule in rules_of({name: files[name]}))
    return [
        other
        for other, groups in files.items()
        if other == name or any(rule.get("record", "\0") in text for rule in rules_of({other: groups}))
    ]


def test_of(alert: Alert, case: Case, rules: RuleSet) -> dict[str, Any]:
    """Return one test of an alert as promtool reads it."""
    moments: dict[str, list[dict[str, Any]]] = {at: [] for at in case.silent}
    for expected in case.fires:
        if expected.at in case.silent:
            raise SourceError(
                case.place, f"a test of {alert.name} is silent and fires at {expected.at}", "keep one"
            )
        moments.setdefault(expected.at, []).append(_expected(alert, expected, rules))
    return {
        "name": case_name(alert, case),
        "interval": case.interval,
        "input_series": _series(case),
        "alert_rule_test": [
            {"eval_time": at, "alertname": alert.name, "exp_alerts": alerts} for at, alerts in moments.items()
        ],
    }


def test_of_recording(recording: Recording, case: RecordingCase, name: str) -> dict[str, Any]:
    """Return one test of a recording rule as promtool reads it; `name` is what it is rendered as.

    Values are rounded to nine places: promtool would compare quotients to their last bit.
    """
    moments: dict[str, list[dict[str, Any]]] = {at: [] for at in case.nothing}
    for one in case.gives:
        labels = ",".join(f"{key}={json.dumps(value)}" for key, value in one.labels.items())
        moments.setdefault(one.at, []).append({"labels": f"{{{labels}}}", "value": one.value})
    return {
        "name": f"{recording.name} {case.sentence}",
        "interval": case.interval,
        "input_series": _series(case),
        "promql_expr_test": [
            {"expr": f"round({name} * 1e9) / 1e9", "eval_time": at, "exp_samples": samples}
            for at, samples in moments.items()
        ],
    }


def _series(case: Case | RecordingCase) -> list[dict[str, str]]:
    return [{"series": series, "values": values} for series, values in case.series.items()]


def _expected(alert: Alert, expected: Expectation, rules: RuleSet) -> dict[str, Any]:
    own = {"severity": expected.severity or alert.severity, "category": alert.category}
    if alert.service_name:
        own["service_name"] = alert.service_name
    labels = {**own, **expected.labels}
    said = notes(in_force(alert, rules.default), rules.default)
    said["summary"] = expected.summary
    said["description"] = _LABEL.sub(lambda match: labels.get(match[1], ""), said["description"])
    if "{{" in said["description"]:
        problem = f"'meaning' of alert {alert.name} uses a template that a test cannot foresee"
        raise SourceError(alert.place, problem, "use {{ $labels.name }} only; a value belongs into 'summary'")
    return {"exp_labels": labels, "exp_annotations": said}
