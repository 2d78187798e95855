"""The rules in fast time, on which `tests/chain/alerts` runs: the same rules, whose durations are shorter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from otel_kit.ops import rules
from otel_kit.ops.rules._load import load_rules
from otel_kit.ops.rules._promtool import check_rules
from support import alert_waves
from support.fast_rules import FastRules, fast_values

if TYPE_CHECKING:
    from otel_kit.ops.rules._model import Alert

LOADED = {alert.name: alert for alert in load_rules(rules.source()).alerts}
WAVES, VALUES = alert_waves.read(Path(__file__).parents[2] / "chain" / "alerts" / "expected.yaml")
EXPECTED = [alert for wave in WAVES for alert in wave.alerts]


def _fast(name: str, factor: float = 60) -> dict[str, str]:
    return fast_values([LOADED[name]], factor)[name]


def test_a_minute_passes_in_a_second() -> None:
    assert _fast("HttpErrorRateHigh", factor=10) == {"window": "30s", "for": "30s"}
    assert _fast("LeadFlowStopped") == {"window": "30s", "baseline": "2m", "for": "2s"}


def test_nothing_is_shorter_than_what_can_be_measured() -> None:
    assert _fast("SignInFailuresHigh", factor=1000) == {
        "window": "10s",
        "for": "2s",
        "keep_firing_for": "2s",
    }


def test_what_is_no_duration_or_not_there_stays() -> None:
    assert _fast("QueueOldestItemTooOld").keys() == {"window", "for"}  # not max_seconds
    assert _fast("ThreatHighDetected") == {"window": "15s"}  # it has no `for`


def test_the_rules_in_fast_time_are_rules_with_the_values_on_top(tmp_path: Path) -> None:
    files = FastRules(tmp_path / "rules", {"LeadFlowStopped": {"baseline": "40s"}})(tmp_path / "out", None)
    assert not check_rules(files)
    groups = yaml.safe_load((tmp_path / "out" / "leads.yml").read_text())["groups"]
    (rule,) = [rule for group in groups for rule in group["rules"] if rule["alert"] == "LeadFlowStopped"]
    assert "[40s] offset 30s" in rule["expr"]
    assert rule["for"] == "2s"
    assert not any("interval" in group for group in groups)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected.alert)
def test_an_alert_of_the_waves_has_its_domain_and_every_duration_has_a_name(
    expected: alert_waves.Expected,
) -> None:
    """A duration that stands in the expression itself would keep its length in fast time."""
    alert: Alert = LOADED[expected.alert]
    assert alert.domain == expected.domain
    assert alert.severity in ("", expected.severity)
    assert not re.search(r"\[\d|offset \d", alert.expr)


def test_the_waves_need_values_only_for_their_own_alerts() -> None:
    assert VALUES.keys() <= {expected.alert for expected in EXPECTED}
