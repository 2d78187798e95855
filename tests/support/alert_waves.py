"""Waves of faults, and what was notified of them: the choreography behind `tests/chain/alerts`."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import yaml

from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from otel_kit.ops.clients import Notice
    from support.chain import Chain

_TO_BEGIN = 40.0  # s until what an earlier wave raised too is over
_TO_FIRE = 60.0  # s for all alerts of a wave
_TO_RESOLVE = 90.0  # s for those of all waves, after the last one


@dataclass(frozen=True)
class Expected:
    """An alert that a fault must raise; `says` is a regular expression for the whole summary."""

    alert: str
    domain: str
    severity: str
    service: str
    fault: str
    says: str

    def is_told_by(self, notice: Notice) -> bool:
        """Tell whether the notice is about this alert, at its beginning or at its end."""
        told = (notice.alertname, notice.severity, notice.service_name)
        return told == (self.alert, self.severity, self.service)


@dataclass(frozen=True)
class Wave:
    """Faults that are on at once: `steps` are told in their order, one of `faults`, `stop` and `until`."""

    name: str
    steps: Sequence[Mapping[str, Any]]
    alerts: Sequence[Expected]


def read(path: Path) -> tuple[list[Wave], dict[str, Any]]:
    """Return the waves of a file, and the values of alerts that they need."""
    told = yaml.safe_load(path.read_text())
    waves = [
        Wave(wave["name"], wave["steps"], [Expected(**alert) for alert in wave["alerts"]])
        for wave in told["waves"]
    ]
    return waves, told["values"]


@dataclass
class Record:
    """What arrived at the sink, since when each wave was on, and where an alert stood when its wave was over."""

    notices: list[Notice] = field(default_factory=list)
    began: dict[str, float] = field(default_factory=dict)
    stood: dict[str, str] = field(default_factory=dict)

    def fired(self, expected: Expected) -> list[Notice]:
        """Return the notices that the alert fires, since its wave began."""
        since = self.began.get(expected.alert, float("inf"))
        return [
            notice
            for notice in self.notices
            if notice.status == "firing" and expected.is_told_by(notice) and _seconds(notice) >= since
        ]

    def resolved(self, expected: Expected) -> list[tuple[Notice, Notice]]:
        """Return those of them whose end arrived too, each with its end.

        An alert that came back before its end was told has another beginning by then: its labels count.
        """
        return [
            (one, end)
            for one in self.fired(expected)
            for end in self.notices
            if end.status == "resolved"
            and end.fingerprint == one.fingerprint
            and _seconds(end) > _seconds(one)
        ]


def run(chain: Chain, waves: Sequence[Wave]) -> Record:
    """Let the waves come and go, and record what is notified until all is quiet again."""
    record = Record()
    for wave in waves:
        _one(chain, wave, record)
    alerts = [alert for wave in waves for alert in wave.alerts]

    def all_over() -> bool:
        record.notices = chain.notices.all()
        return all(record.resolved(alert) for alert in alerts if record.fired(alert))

    _patiently(all_over, _TO_RESOLVE)
    return record


def _one(chain: Chain, wave: Wave, record: Record) -> None:
    names = {alert.alert for alert in wave.alerts}
    _patiently(lambda: names.isdisjoint(_firing(chain)), _TO_BEGIN)
    record.began |= dict.fromkeys(names, time.time())
    for step in wave.steps:
        _take(chain, step)

    def all_fire() -> bool:
        record.notices = chain.notices.all()
        return all(record.fired(alert) for alert in wave.alerts)

    _patiently(all_fire, _TO_FIRE)
    record.stood |= _states(chain, [alert for alert in wave.alerts if not record.fired(alert)])
    _undo(chain, wave)


def _firing(chain: Chain) -> set[str]:
    return {alert.name for alert in chain.prometheus.alerts() if alert.state == "firing"}


def _take(chain: Chain, step: Mapping[str, Any]) -> None:
    (kind,) = step
    if kind == "faults":
        chain.switch_faults(*step["faults"], on=True)
    elif kind == "stop":
        chain.stack.stop(step["stop"])
    else:
        wait_for(lambda: chain.prometheus.query(step["until"]), 30, step["until"])


def _undo(chain: Chain, wave: Wave) -> None:
    chain.switch_faults(*(name for step in wave.steps for name in step.get("faults", ())), on=False)
    for name in [step["stop"] for step in wave.steps if "stop" in step]:
        chain.stack.start(name)


def _states(chain: Chain, missing: Sequence[Expected]) -> dict[str, str]:
    """Tell where the alerts stand of which no notice came, for whoever reads that a test failed."""
    at_prometheus = [(alert.name, alert.state, dict(alert.labels)) for alert in chain.prometheus.alerts()]
    held = [(alert.name, alert.state, alert.inhibited_by) for alert in chain.alertmanager.alerts()]
    return {
        one.alert: f"Prometheus has {[p for p in at_prometheus if p[0] == one.alert]}, "
        f"Alertmanager {[a for a in held if a[0] == one.alert]}"
        for one in missing
    }


def _patiently(condition: Callable[[], bool], seconds: float) -> None:
    """Wait for the condition, but not for ever: each alert has a test of its own, which tells what is missing."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.5)


def _seconds(notice: Notice) -> float:
    return datetime.fromisoformat(notice.received_at.replace("Z", "+00:00")).timestamp()
