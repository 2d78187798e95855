"""Each alert in a rule file of its own, with what it reads: promtool evaluates a whole file for every test in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from otel_kit.ops.rules import _promtests
from otel_kit.ops.rules._reading import read_by
from otel_kit.ops.rules._render import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from otel_kit.ops.rules._model import RuleSet
    from otel_kit.ops.rules._render import Group

__all__ = ["Alone", "each_alone"]

Alone = tuple[str, dict[str, Any], dict[str, dict[str, Any]]]


def each_alone(rules: RuleSet, files: Mapping[str, list[Group]], folder: str) -> Iterator[Alone]:
    """Yield for each alert its name, its rule file and its test files by name; then the same for each recording.

    `files` are the rule files as rendered with the default values. The rule file of an alert is expected in
    `folder`/ALERT, under the name that it has among `files`, as seen from the tests; that of a recording likewise.
    """
    every = [group for file in files.values() for group in file]
    for alert in rules.alerts:
        only = replace(rules, alerts=(alert,), recordings=())
        yield _alone(alert.name, file_of(alert, rules), only, every, folder)
    for recording in rules.recordings:
        only = replace(rules, alerts=(), recordings=(recording,))
        yield _alone(recording.name, f"{recording.domain}.yml", only, every, folder)


def _alone(name: str, file: str, only: RuleSet, every: list[Group], folder: str) -> Alone:
    key = name.replace(":", "_")
    own = {file: _with_what_it_reads(name, every)}
    tests = _promtests.test_files(only, own, f"{folder}/{key}")
    renamed = {f"{key}-{test}": content for test, content in tests.items()}
    return key, {file: {"groups": own[file]}}, renamed


def _with_what_it_reads(name: str, every: list[Group]) -> list[Group]:
    """Return the groups with the rules of that name, the recordings that they read, and those that these read."""
    recorded = [rule for group in every for rule in group["rules"] if "record" in rule]
    kept = [
        rule for group in every for rule in group["rules"] if name in (rule.get("alert"), rule.get("record"))
    ]
    kept += read_by([rule["expr"] for rule in kept], recorded)
    reduced = [{**group, "rules": [rule for rule in group["rules"] if rule in kept]} for group in every]
    return [group for group in reduced if group["rules"]]
