"""Counters, gauges and histograms as a service calls them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from otel_kit import signals
from support.telemetry import in_memory


def test_a_call_counts_one_with_its_attributes(telemetry):
    signals.leads.captured(source="web", channel="organic")
    signals.leads.captured(source="web", channel="organic")

    assert telemetry.point("kit.lead.captured").value == 2
    assert telemetry.point("kit.lead.captured").attributes == {
        "kit.lead.source": "web",
        "kit.channel": "organic",
    }


def test_an_amount_comes_first(telemetry):
    signals.revenue.amount(125.5, type="sale", feature="search")

    assert telemetry.point("kit.revenue.amount", kit_feature_name="search").value == 125.5


def test_none_leaves_an_attribute_out(telemetry):
    signals.leads.captured(source="web", channel=None)

    assert telemetry.point("kit.lead.captured").attributes == {"kit.lead.source": "web"}


def test_a_bound_signal_counts_into_the_same_series(telemetry):
    captured = signals.leads.captured.bind(source="web")
    captured()
    captured(3)
    signals.leads.captured(source="web")

    assert telemetry.point("kit.lead.captured").value == 5


def test_a_gauge_keeps_the_last_value(telemetry):
    depth = signals.jobs.queue_depth.bind(queue="mail")
    depth(12)
    signals.jobs.queue_depth(7, queue="mail")

    assert telemetry.point("kit.queue.depth").value == 7


def test_a_histogram_has_the_buckets_of_the_registry(telemetry):
    signals.leads.response_duration(12.0, source="web")

    point = telemetry.point("kit.lead.response.duration")
    assert (point.count, point.value) == (1, 12.0)
    assert point.bounds[:4] == (1.5, 5.5, 15.5, 30.5)


def test_what_was_bound_before_the_provider_came_counts_after_it(telemetry):
    captured = signals.leads.captured.bind(source="early")
    with in_memory() as later:
        captured()

        assert later.point("kit.lead.captured").value == 1


def test_a_value_outside_the_list_is_sent_as_other_and_counted_as_a_fault(telemetry, faults):
    signals.security.auth_attempt(method="telepathy", result=["failure"])

    assert telemetry.point("kit.auth.attempts").attributes == {
        "kit.auth.method": "other",
        "kit.auth.result": "other",
    }
    assert faults() == {"signals: kit.auth.method": 1, "signals: kit.auth.result": 1}


def test_a_fault_is_told_once(telemetry, faults, caplog):
    for _ in range(3):
        signals.security.auth_lockout(method="telepathy")

    assert len(caplog.records) == 1
    assert faults() == {"signals: kit.auth.method": 3}


@pytest.mark.parametrize("amount", ["many", None, float("nan"), float("inf"), -1, 1e300, [1]])
def test_an_amount_that_is_none_is_left_out_and_counted_as_a_fault(telemetry, faults, amount):
    signals.leads.captured(source="web")
    signals.leads.captured(amount, source="web")

    assert telemetry.point("kit.lead.captured").value == 1
    assert faults() == {"signals: kit.lead.captured": 1}


def test_a_number_of_another_kind_is_taken_as_one(telemetry):
    from decimal import Decimal

    signals.revenue.amount(Decimal("2.5"), type="sale")
    signals.revenue.amount(True, type="sale")

    assert telemetry.point("kit.revenue.amount").value == 3.5


def test_an_attribute_that_cannot_be_read_does_not_reach_the_service(telemetry, faults):
    class Odd:
        def __str__(self):
            raise RuntimeError("odd")

    signals.leads.captured(source=Odd())

    assert faults() == {"signals: kit.lead.captured": 1}


def test_the_signals_are_imported_without_the_sdk_and_only_where_they_are_used():
    code = (
        "import sys; from otel_kit import signals; signals.leads.captured(source='web');"
        "print('opentelemetry.sdk' in sys.modules, 'otel_kit.signals._generated.leads' in sys.modules,"
        "'otel_kit.signals._generated.ml' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert printed.stdout.split() == ["False", "True", "False"]


def test_a_domain_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="sales"):
        _ = signals.sales
    assert "leads" in dir(signals)
