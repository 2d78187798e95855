"""Each alert in a rule file of its own, with what it reads: promtool evaluates a whole file for every test in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from otel_kit.ops.rules import _promtests
from otel_kit.ops.rules._render import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from otel_kit.ops.rules._model import Alert, RuleSet
    from otel_kit.ops.rules._render import Group

__all__ = ["Alone", "each_alone"]

Alone = tuple[str, dict[str, Any], dict[str, dict[str, Any]]]


def each_alone(rules: RuleSet, files: Mapping[str, list[Group]], folder: str) -> Iterator[Alone]:
    """Yield for each alert its name, its rule file and its test files by name.

    `files` are the rule files as rendered with the default values. The rule file of an alert is expected in
    `folder`/ALERT, under the name that it has among `files`, as seen from the tests.
    """
    every = [group for file in files.values() for group in file]
    for alert in rules.alerts:
        name = file_of(alert, rules)
        own = {name: _with_what_it_reads(alert, every)}
        tests = _promtests.test_files(replace(rules, alerts=(alert,)), own, f"{folder}/{alert.name}")
        renamed = {file.replace(alert.domain, alert.name, 1): test for file, test in tests.items()}
        yield alert.name, {name: {"groups": own[name]}}, renamed


def _with_what_it_reads(alert: Alert, every: list[Group]) -> list[Group]:
    """Return the groups with the alert's own rules, the recordings that they read, and those that these read."""
    kept = [rule for group in every for rule in group["rules"] if rule.get("alert") == alert.name]
    waiting = [rule for group in every for rule in group["rules"] if "record" in rule]
    while True:
        text = "\n".join(rule["expr"] for rule in kept)
        read = [rule for rule in waiting if rule["record"] in text]
        if not read:
            break
        kept += read
        waiting = [rule for rule in waiting if rule not in read]
    reduced = [{**group, "rules": [rule for rule in group["rules"] if rule in kept]} for group in every]
    return [group for group in reduced if group["rules"]]
