"""The shipped rules in fast time: every named duration of an alert is divided, so that a minute passes in a second.

Durations in an alert's expression are named values (`${window}`), so the shipped mechanism for other values does it,
and no PromQL is touched. What is no duration stays: a ratio, a number of events, an age in seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from otel_kit.ops import rules
from otel_kit.ops.rules import _units
from otel_kit.ops.rules._load import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from otel_kit.ops.rules._model import Alert

    Values = Mapping[str, Mapping[str, float | str]]

FACTOR = 60
LEAST_WINDOW = 10.0  # s: five samples, where services export each second and rules are evaluated every two
LEAST_HOLD = 2.0  # s: one evaluation between pending and firing
_ENVIRONMENT = "fast"


def fast_values(alerts: Iterable[Alert], factor: float = FACTOR) -> dict[str, dict[str, str]]:
    """Return each alert's durations divided by `factor`, none shorter than what can be measured."""
    return {alert.name: changed for alert in alerts if (changed := _of_one(alert, factor))}


def _of_one(alert: Alert, factor: float) -> dict[str, str]:
    windows = {
        name: _divided(value.amount, factor, LEAST_WINDOW)
        for name, value in alert.values.items()
        if isinstance(value.amount, str)
    }
    holds = {"for": alert.hold, "keep_firing_for": alert.keep_firing_for}
    return windows | {
        name: _divided(hold, factor, LEAST_HOLD) for name, hold in holds.items() if _units.seconds(hold)
    }


def _divided(duration: str, factor: float, least: float) -> str:
    return _units.as_duration(max(least, _units.seconds(duration) / factor))


class FastRules:
    """Builds the shipped rules in fast time, with further values for some alerts; a `RuleBuilder`."""

    def __init__(self, folder: Path, values: Values) -> None:
        """Make `folder`: the shipped source with a values file of its own."""
        source = rules.source()
        folder.mkdir()
        for part in ("alerts", "recording", "slo"):
            (folder / part).symlink_to(source / part)
        fast = fast_values(load_rules(source).alerts)
        merged = {name: {**fast.get(name, {}), **values.get(name, {})} for name in {**fast, **values}}
        shipped = yaml.safe_load((source / "values.yaml").read_text())
        made = {"urls": shipped["urls"], "environments": {_ENVIRONMENT: {"alerts": merged}}}
        (folder / "values.yaml").write_text(yaml.safe_dump(made))
        self._folder = folder

    def __call__(self, out: Path, _: str | None, /) -> object:
        """Write the rule files, whatever values the stack's profile names; all are evaluated in each round."""
        paths = rules.build(out, _ENVIRONMENT, rules=self._folder)
        for path in paths:
            content = yaml.safe_load(path.read_text())
            for group in content["groups"]:
                group.pop("interval", None)
            path.write_text(yaml.safe_dump(content, sort_keys=False))
        return paths
