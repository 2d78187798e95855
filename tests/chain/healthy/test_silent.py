"""Ten minutes of healthy load: the rules as they ship fire nothing but the watchdog."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from otel_kit.ops import rules
from support.waiting import wait_for

if TYPE_CHECKING:
    from support.healthy import Healthy

pytestmark = pytest.mark.chain

SECONDS = 600
WATCHDOG = "Watchdog"


def test_ten_minutes_of_healthy_load_fire_none_but_the_watchdog(healthy: Healthy) -> None:
    """Neither in Prometheus at any time, nor in what was delivered."""
    over = healthy.since + SECONDS
    wait_for(lambda: time.time() >= over, SECONDS + 60, "ten minutes to be over", every=1)
    window = f"{int(time.time() - healthy.since)}s"
    fired = healthy.chain.prometheus.query(
        f'max by (alertname, service_name) (max_over_time(ALERTS{{alertstate="firing"}}[{window}]))'
    )
    assert {sample.labels["alertname"] for sample in fired} == {WATCHDOG}, [dict(s.labels) for s in fired]
    delivered = healthy.chain.notices.all()
    assert {notice.alertname for notice in delivered} == {WATCHDOG}, [n.summary for n in delivered]


def test_all_rules_were_evaluated_on_a_system_that_was_at_work(healthy: Healthy) -> None:
    """Silence would prove nothing without either."""
    prometheus = healthy.chain.prometheus
    assert prometheus.rule_counts()[0] >= len(rules.names())
    assert not prometheus.query("prometheus_rule_evaluation_failures_total > 0")
    least = SECONDS // 10
    for count in ("kit_lead_captured_total", "kit_order_placed_total", "kit_job_duration_seconds_count"):
        assert (prometheus.value(f"sum({count})") or 0) >= least, count
