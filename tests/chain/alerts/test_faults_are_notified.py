"""Each of leadflow's faults raises its alerts, which are delivered when they begin and when they end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from otel_kit.ops._paths import bundle
from support import alert_waves

if TYPE_CHECKING:
    from support.alert_waves import Expected, Record

pytestmark = pytest.mark.chain

WAVES, _ = alert_waves.read(Path(__file__).with_name("expected.yaml"))
ALERTS = [alert for wave in WAVES for alert in wave.alerts]


def _name(expected: Expected) -> str:
    return f"{expected.domain}-{expected.alert}"


@pytest.mark.parametrize("expected", ALERTS, ids=_name)
def test_a_fault_is_notified_with_its_value_runbook_and_dashboard(record: Record, expected: Expected) -> None:
    fired = record.fired(expected)
    assert fired, f"{expected.fault}: no notice; {record.stood.get(expected.alert)}"
    for notice in fired:
        assert re.fullmatch(expected.says, notice.summary)
        assert notice.description
        assert notice.runbook_url.endswith(f"/{expected.alert}.md")
        assert bundle("dashboards", "build", notice.dashboard_url.rpartition("/")[2]).is_file()


@pytest.mark.parametrize("expected", ALERTS, ids=_name)
def test_the_end_of_a_fault_is_notified_too(record: Record, expected: Expected) -> None:
    ended = record.resolved(expected)
    assert ended, f"{expected.fault}: no notice that it is over; {record.fired(expected)}"
    for fired, end in ended:
        assert end.ends_at
        assert end.runbook_url == fired.runbook_url


def test_the_waves_raise_alerts_of_most_domains() -> None:
    assert len({alert.alert for alert in ALERTS}) >= 25
    assert len({alert.domain for alert in ALERTS}) >= 8
