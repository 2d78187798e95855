"""Faults put into an alert: its tests notice them, or the fault is named."""

from __future__ import annotations

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import rules
from otel_kit.ops.rules import _mutants, mutation
from otel_kit.ops.rules._load import load_rules


def changes(expr):
    return {(one.kind, one.what): one.expr for one in _mutants.of_expression(expr, "5m")}


def test_every_word_that_could_be_wrong_is_changed_once():
    found = changes('sum by (a, b) (rate(x{c="d", e!="f"}[5m])) >= 2')

    assert found == {
        ("matcher", '{c="d", e!="f"} → without c="d"'): 'sum by (a, b) (rate(x{e!="f"}[5m])) >= 2',
        ("matcher", '{c="d", e!="f"} → without e!="f"'): 'sum by (a, b) (rate(x{c="d"}[5m])) >= 2',
        ("window", "[5m] → [50m]"): 'sum by (a, b) (rate(x{c="d", e!="f"}[50m])) >= 2',
        ("window", "[5m] → [30s]"): 'sum by (a, b) (rate(x{c="d", e!="f"}[30s])) >= 2',
        ("comparison", ">= → <="): 'sum by (a, b) (rate(x{c="d", e!="f"}[5m])) <= 2',
        ("threshold", "2 → 20"): 'sum by (a, b) (rate(x{c="d", e!="f"}[5m])) >= 20',
        ("threshold", "2 → 0.2"): 'sum by (a, b) (rate(x{c="d", e!="f"}[5m])) >= 0.2',
        ("label", "without the label a"): 'sum by (b) (rate(x{c="d", e!="f"}[5m])) >= 2',
        ("label", "without the label b"): 'sum by (a) (rate(x{c="d", e!="f"}[5m])) >= 2',
    }


def test_what_stands_in_texts_and_comments_is_left_alone():
    assert changes('label_replace(x, "a", "> 1 [5m]", "", "") # > 2\n') == {}


def test_a_label_goes_from_all_groupings_at_once_because_the_sides_would_not_match_otherwise():
    found = changes("sum by (a, b) (x) / on (a, b) sum by (a, b) (y)")

    assert found["label", "without the label a"] == "sum by (b) (x) / on (b) sum by (b) (y)"


def test_zero_has_no_tenth():
    assert [what for kind, what in changes("x > 0") if kind == "threshold"] == []


def test_good_tests_notice_every_fault(folder, promtool):
    folder.replace(
        "        silent: [10m]\n",
        "        silent: [10m]\n"
        "      - it: waits until the queue has been long for five minutes, and forgets an old length\n"
        "        series:\n"
        '          shop_queue_depth{service_name="worker"}: 0x10 101x10 _x30\n'
        "        fires:\n"
        "          - at: 24m\n"
        "            labels: {service_name: worker}\n"
        "            summary: worker holds 101 items\n"
        "        silent: [12m, 45m]\n",
    )

    report = mutation(rules=folder.path)

    assert report.survivors == ()
    assert report.share == 1
    assert report.made == {"comparison": 1, "threshold": 2, "window": 2, "for": 1, "label": 1, "matcher": 0}


def test_a_fault_that_no_test_notices_is_named_with_its_alert_and_place(folder, promtool):
    report = mutation(rules=folder.path)

    assert {(one.kind, one.what) for one in report.survivors} == {
        ("for", "without its for"),
        ("window", "window times 10"),
        ("window", "window divided by 10"),
    }
    assert {one.alert for one in report.survivors} == {"QueueLong"}
    assert report.survivors[0].place.endswith("jobs.yaml:2")


def test_a_mutant_that_cannot_be_evaluated_counts_as_noticed_and_does_not_hide_the_others(folder, promtool):
    folder.replace(
        "last_over_time(shop_queue_depth[${window}])",
        "last_over_time(shop_queue_depth[${window}])\n"
        "        * on (service_name, instance) group_left () shop_job_duration_seconds_count",
    )
    folder.alerts.write_text(
        folder.alerts.read_text().replace(
            'shop_queue_depth{service_name="worker"}: 10',
            'shop_job_duration_seconds_count{service_name="worker",instance="a"}: 1x20\n'
            '          shop_job_duration_seconds_count{service_name="worker",instance="b"}: 1x20\n'
            '          shop_queue_depth{service_name="worker",instance="a"}: 10',
        )
    )

    found = {(one.kind, one.what) for one in mutation(rules=folder.path).survivors}

    assert ("label", "without the label instance") not in found
    assert ("for", "without its for") in found


def test_an_unknown_alert_is_refused_with_what_was_meant(folder):
    with pytest.raises(OtelKitError, match=r"got 'QueueLng'\n  → did you mean QueueLong\?"):
        mutation(["QueueLng"], rules=folder.path)


def test_the_tests_of_the_shipped_alerts_notice_faults(promtool):
    """A sample, so that it takes seconds; `make mutation` takes all of them."""
    names = [alert.name for alert in load_rules(rules.source()).alerts][::12]

    report = mutation(names)

    assert report.share >= 0.9, "\n".join(map(str, report.survivors))
