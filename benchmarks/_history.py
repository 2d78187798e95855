"""A past for Prometheus: the series of the alerts' own tests, many times over, in its database."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from otel_kit.ops import rules
from otel_kit.ops.rules import _promql, _units
from otel_kit.ops.rules._load import load_rules
from otel_kit.ops.rules._render import groups, rules_of
from otel_kit.ops.stack.build import build_servers, find_binary
from otel_kit.ops.stack.specs import TOOLS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Past", "series", "write"]

STEP_SECONDS = 15
AHEAD_SECONDS = 1200
_LEAST_SECONDS, _LONG_SECONDS = 900, 3600
_LONGEST_SECONDS = 32 * 86400  # Prometheus's own retention
_LONG_COPIES = 1  # of what is looked at over days: leads, revenue, costs have few senders
_GROWTH = re.compile(r"(-?[\d.]+)(?:([+-][\d.]+))?x\d+|(-?[\d.]+)")
_SERIES = re.compile(r"^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?$")
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
_INSTANCES = 4  # of a service
_WHO = {"service_name", "instance", "namespace"}
_LATELY = re.compile(r"_last_|_success_|push_time|_schedule_time")  # seconds since 1970, as they come in
_ONCE = re.compile(r"_boot_time|_start_time")


@dataclass(frozen=True)
class Past:
    """One series of a test: where it begins, how much it grows in a second, and how far back it goes."""

    name: str
    labels: Mapping[str, str]
    start: float
    growth: float
    seconds: int

    @property
    def key(self) -> str:
        """Return name and labels as a selector."""
        return self.name + "{" + ",".join(f'{name}="{value}"' for name, value in self.labels.items()) + "}"

    def line(self, now: int, until: int) -> str:
        """Return what the writer reads: the series up to `until`, as it is told to be `now`.

        What tells a moment tells one that is as long ago as it should be.
        """
        since, start, growth = now - self.seconds, self.start, self.growth
        if _LATELY.search(self.name):
            start, growth = since - 30, 1
        elif _ONCE.search(self.name):
            start, growth = now - _LONGEST_SECONDS, 0
        elif "expir" in self.name:
            start, growth = now + self.start, 0
        labels = {"__name__": self.name, **self.labels}
        moments = {"from": since, "until": until, "step": STEP_SECONDS}
        return json.dumps({"labels": labels, **moments, "start": start, "growth": growth})


def series(count: int = 0, without: Collection[str] = ()) -> list[Past]:
    """Return those of the tests in which an alert is silent, each test for services of its own, until there are `count`.

    There are four instances of each service at least, so that what is added up over them does not depend on `count`.
    `without` are tests to leave out, by what their services, instances and namespaces end with.
    """
    loaded = load_rules(rules.source())
    made = list(rules_of(groups(loaded, loaded.default)))
    looked_back = _looked_back(made)
    silent = [
        (f"{number}" if alert.expr else "", text, values, _units.seconds(case.interval))
        for number, (alert, case) in enumerate(
            (alert, case) for alert in loaded.alerts for case in alert.tests
        )
        if not case.fires and f"{number}" not in without
        for text, values in case.series.items()
    ]
    found: dict[str, Past] = {}
    for of, text, values, interval in silent:
        if past := _past(of, text, values, interval, looked_back):
            found.setdefault(past.key, past)
    long = [one for one in found.values() if one.seconds > _LONG_SECONDS]
    short = [one for one in found.values() if one.seconds <= _LONG_SECONDS]
    once = [*_recorded(made, looked_back), *_copied(long, _LONG_COPIES)]
    copies = max(_INSTANCES, (count - len(once)) // len(short) + 1)
    return [*once, *_copied(short, copies)][: max(count, len(once) + _INSTANCES * len(short))]


def _recorded(made: Sequence[Mapping[str, Any]], looked_back: Mapping[str, float]) -> Iterator[Past]:
    """Yield what rules have recorded over a long time and others read: the error ratios of objectives."""
    for rule in made:
        seconds = looked_back.get(rule.get("record", ""), 0)
        if seconds > _LONG_SECONDS:
            yield Past(rule["record"], rule.get("labels", {}), 0.0005, 0, min(int(seconds), _LONGEST_SECONDS))


def _looked_back(made: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Return how far back the rules read each metric, in seconds."""
    found: dict[str, float] = {}
    for rule in made:
        for name, seconds in _promql.reaches(_promql.parse(rule["expr"])):
            found[name] = max(found.get(name, 0), seconds)
    return found


def _past(of: str, text: str, values: str, interval: float, looked_back: Mapping[str, float]) -> Past | None:
    """Return the series as it begins in its test, of a service that only this test is about."""
    grown, parts = _GROWTH.match(values), _SERIES.match(text)
    if not grown or not parts or parts[1] not in looked_back:
        return None
    labels = {"instance": "a", **dict(_LABEL.findall(parts[2] or ""))}
    if of:
        labels |= {key: f"{labels[key]}-{of}" for key in _WHO & labels.keys()}
    start, growth = float(grown[1] or grown[3]), float(grown[2] or 0) / interval
    seconds = min(max(int(looked_back[parts[1]]), _LEAST_SECONDS), _LONGEST_SECONDS)
    return Past(parts[1], labels, start, max(growth, 0), seconds)


def _copied(found: list[Past], copies: int) -> Iterator[Past]:
    """Repeat the series under names of other services and instances, four instances a service."""
    for number in range(copies):
        other = {"instance": number, "namespace": number, "service_name": number // _INSTANCES}
        for one in found:
            changed = {
                key: f"{one.labels[key]}-{other[key]}" for key in _WHO & one.labels.keys() if other[key]
            }
            yield replace(one, labels={**one.labels, **changed})


def write(found: Iterable[Past], folder: Path, now: int) -> int:
    """Write the series into a database that Prometheus can start on; return how many samples they have.

    They go on for some minutes after `now`, so that nothing ends while the rules are measured.
    """
    lines = "\n".join(one.line(now, now + AHEAD_SECONDS) for one in found)
    command = [str(_writer()), "-data", str(folder / "data"), "-now", str(now)]
    done = subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True, check=True)
    return int(done.stdout)


def _writer() -> Path:
    build_servers(["tsdb-writer"], servers=TOOLS)
    found = find_binary("tsdb-writer", servers=TOOLS)
    if found is None:
        raise SystemExit("benchmarks: there is no tsdb-writer\n  → otel-kit stack build tsdb-writer")
    return found
