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


RECORDING = """\
    rules:
      - record: service:shop_queue_depth:sum
        meaning: What waits in all queues.
        expr: sum by (service_name) (max_over_time(shop_queue_depth{shop_queue_name!="test"}[5m]))
        tests:
          - it: adds up the queues of each service, as they were in the last five minutes
            series:
              shop_queue_depth{service_name="a",shop_queue_name="mail"}: 9x10 1x10
              shop_queue_depth{service_name="a",shop_queue_name="sms"}: 2x20
              shop_queue_depth{service_name="b",shop_queue_name="sms"}: 4x20
              shop_queue_depth{service_name="b",shop_queue_name="test"}: 8x20
            gives:
              - {at: 14m, labels: {service_name: a}, value: 11}
              - {at: 14m, labels: {service_name: b}, value: 4}
              - {at: 20m, labels: {service_name: a}, value: 3}
              - {at: 20m, labels: {service_name: b}, value: 4}
    """


def test_a_recording_is_mutated_too_and_its_own_tests_must_notice(folder, promtool):
    folder.write("recording/jobs.yaml", RECORDING)

    report = mutation(["service:shop_queue_depth:sum"], rules=folder.path)

    assert (report.alerts, report.recordings) == (0, 1)
    assert report.survivors == ()
    assert report.made == {"comparison": 0, "threshold": 0, "window": 2, "for": 0, "label": 1, "matcher": 1}


def test_a_fault_in_a_recording_that_no_test_notices_is_named(folder, promtool):
    folder.write(
        "recording/jobs.yaml", RECORDING.replace('shop_queue_name="test"}: 8', 'shop_queue_name="test"}: 0+0')
    )

    (survivor,) = mutation(["service:shop_queue_depth:sum"], rules=folder.path).survivors

    assert (survivor.alert, survivor.kind) == ("service:shop_queue_depth:sum", "matcher")
    assert survivor.place.endswith("recording/jobs.yaml:2")


def test_tests_that_fail_anyway_are_refused_because_they_would_seem_to_notice_everything(folder, promtool):
    folder.replace("value: 100", "value: 101")

    with pytest.raises(
        OtelKitError, match="1 of the tests fail without any fault, the first is 'QueueLong fires"
    ):
        mutation(rules=folder.path)


def test_an_unknown_alert_is_refused_with_what_was_meant(folder):
    with pytest.raises(OtelKitError, match=r"got 'QueueLng'\n  → did you mean QueueLong\?"):
        mutation(["QueueLng"], rules=folder.path)


def test_the_tests_of_the_shipped_alerts_notice_faults(promtool):
    """A sample, so that it takes seconds; `make mutation` takes all of them."""
    names = [alert.name for alert in load_rules(rules.source()).alerts][::12]

    report = mutation(names)

    assert report.share >= 0.9, "\n".join(map(str, report.survivors))
