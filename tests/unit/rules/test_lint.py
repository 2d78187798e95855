"""What `rules check` finds that promtool cannot know."""

from __future__ import annotations

import pytest

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.rules import _metrics, _render
from otel_kit.ops.rules._lint import lint
from otel_kit.ops.rules._load import load_rules


def found(folder):
    rules = load_rules(folder.path)
    return [
        str(finding)
        for finding in lint(
            rules, _render.groups(rules, rules.default), _metrics.known_metrics(folder.resolved)
        )
    ]


def test_a_sound_source_has_no_findings(folder):
    assert found(folder) == []


def test_a_metric_that_nobody_sends_is_named_with_its_line_and_what_was_meant(folder):
    folder.replace("last_over_time(shop_queue_depth[", "last_over_time(shop_queue_dept[")

    line = folder.line_of("shop_queue_dept[")
    assert found(folder) == [
        f"{folder.alerts}:{line}: QueueLong: no such metric 'shop_queue_dept'\n  → did you mean shop_queue_depth?"
    ]


def test_the_time_since_a_moment_keeps_the_labels_of_the_moment(folder):
    folder.replace("max by (service_name) (\n", "time() - max by (service_name) (\n")

    assert found(folder) == []


MISTAKES = {
    "a label that the metric has not": ("shop_queue_depth[$", 'shop_queue_depth{queue="a"}[$', ["no such label 'queue' of shop_queue_depth", "shop_queue_name"]),
    "a label to group by that is not there": ("max by (service_name)", "max by (service_name, queue)", ["no such label 'queue'"]),
    "a selector without name": ("last_over_time(shop_queue_depth[", 'last_over_time({job="a"}[', ["a selector without a metric's name"]),
    "an expression that does not parse": (") > ${max_items}", ") >> ${max_items}", ["PromQL that does not parse"]),
    "a label that a sentence uses and the expression drops": ("{{ $labels.service_name }} holds", "{{ $labels.shop_queue_name }} holds", ["$labels.shop_queue_name, which the expression drops"]),
    "no service_name": ("max by (service_name) (\n", "max (\n", ["a notification would have no service_name"]),
    "a value that nobody uses": ("[${window}]", "[10m]", ["value 'window' is not used"]),
    "a query of the runbook that reads nothing": ("promql: shop_queue_depth{", "promql: shop_depth{", ["runbook of QueueLong: no such metric 'shop_depth'"]),
    "a test whose series nobody sends": ('shop_queue_depth{service_name="worker"}: 101x20', 'shop_depth{service_name="worker"}: 101x20', ["a test of QueueLong: no such metric"]),
    "a histogram without its suffix": ("last_over_time(shop_queue_depth[", "last_over_time(shop_job_duration_seconds[", ["no such metric 'shop_job_duration_seconds'"]),
    "a whole bound of a histogram": ("last_over_time(shop_queue_depth[", 'last_over_time(shop_job_duration_seconds_bucket{le="1"}[', ['le="1" matches only one way', 'le=~"1(']),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found(folder, mistake):
    old, new, said = MISTAKES[mistake]
    folder.replace(old, new)

    text = "\n".join(found(folder))
    for words in said:
        assert words in text
    assert f"{folder.alerts}:" in text


def test_a_division_of_counts_needs_a_guard(folder):
    folder.replace(
        "max by (service_name) (",
        "sum by (service_name) (rate(shop_job_duration_seconds_count[1m])) / sum by (service_name) (rate(shop_job_duration_seconds_count[5m])) > max by (service_name) (",
    )

    assert any("without a minimum" in finding for finding in found(folder))


def test_tests_must_be_there_both_ways(folder):
    text = folder.alerts.read_text()
    folder.alerts.write_text(text[: text.index("      - it: is silent")])
    assert any("no test in which it stays silent" in finding for finding in found(folder))

    folder.alerts.write_text(
        text[: text.index("      - it: fires")] + text[text.index("      - it: is silent") :]
    )
    assert any("no test in which it fires" in finding for finding in found(folder))


def test_a_recorded_series_may_be_read_with_the_labels_that_it_has(folder):
    folder.write(
        "recording/jobs.yaml",
        """\
        rules:
          - record: service:shop_queue_depth:max
            meaning: The longest queue.
            expr: label_replace(max by (service_name) (shop_queue_depth), "kind", "queue", "", "")
            tests:
              - it: takes the only one
                series:
                  shop_queue_depth{service_name="worker"}: 2x10
                gives:
                  - {at: 5m, labels: {service_name: worker, kind: queue}, value: 2}
        """,
    )
    folder.replace(
        "last_over_time(shop_queue_depth[", 'last_over_time(service:shop_queue_depth:max{kind="queue"}['
    )
    assert found(folder) == []

    folder.replace('{kind="queue"}', '{job="a"}')
    assert "no such label 'job' of service:shop_queue_depth:max" in found(folder)[0]


def test_without_the_resolved_registry_it_says_how_to_make_it(folder):
    folder.resolved.unlink()

    with pytest.raises(ConfigurationError, match="make generate"):
        found(folder)


def test_a_recording_needs_a_test_of_what_it_gives_about_series_that_exist(folder):
    text = """\
        rules:
          - record: service:shop_queue_depth:max
            meaning: The longest queue.
            expr: max by (service_name) (shop_queue_depth)
            tests:
              - it: is empty without a queue
                series:
                  shop_queue_dept{service_name="worker"}: 2x10
                nothing: [5m]
        """
    folder.write("recording/jobs.yaml", text)

    told = "\n".join(found(folder))
    assert "service:shop_queue_depth:max: no test of what it records" in told
    assert "a test of service:shop_queue_depth:max: no such metric 'shop_queue_dept'" in told
