"""A mistake in the source is told in one sentence, with file and line, and nothing is rendered."""

from __future__ import annotations

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.rules import build

MISTAKES = {
    "an unknown key": ("severity: warning", "severty: warning", ["unknown key 'severty'", "did you mean severity?"]),
    "an unknown severity": ("severity: warning", "severity: urgent", ["unknown severity 'urgent'", "critical, info, warning"]),
    "a bad duration": ("for: 5m", "for: 5 minutes", ["'for' of alert QueueLong is no duration", "30s or 5m"]),
    "broken YAML": ("severity: warning", "severity: [warning", ["broken YAML"]),
    "a key given twice": ("category: jobs", "category: jobs\n    category: ml", ["'category' is given twice"]),
    "a value that nobody defined": (") > ${max_items}", ") > ${max_itms}", ["unknown value 'max_itms'", "did you mean max_items?"]),
    "a threshold without source": (', source: "Ours"}\n      window', "}\n      window", ["value max_items has no 'source'"]),
    "a threshold without unit": ("value: 100, unit: items,", "value: 100,", ["value max_items has no 'unit'"]),
    "a runbook without its parts": ("      escalate: To the owner after an hour.\n", "", ["has no 'escalate'"]),
    "a first look without query": ('          promql: shop_queue_depth{service_name="$service_name"}\n', "", ["a first look needs one query"]),
    "no severity": ("    severity: warning\n", "", ["alert QueueLong has no 'severity'"]),
    "an alert without a name": ("name: QueueLong", "name: queue long", ["no proper name"]),
    "a guard that is no value": ("for: 5m", "for: 5m\n    guard: min_jobs", ["guard 'min_jobs' of alert QueueLong is no value"]),
    "a test that expects nothing": ("        silent: [10m]\n", "", ["expects nothing"]),
    "samples that YAML reads as a number": ('service_name="worker"}: 100x20', 'service_name="worker"}: 0x20', ["are no text, got 32", "0+0x20"]),
    "a moment that is none": ("silent: [10m]", "silent: [soon]", ["'soon' is no moment"]),
    "PromQL that does not parse": (") > ${max_items}", ") >> ${max_items}", ["QueueLong: PromQL that does not parse"]),
    "neither expr nor slo": ("    severity: warning", "    slo: x\n    severity: warning", ["needs either 'expr' or 'slo'"]),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_an_entry_names_the_file_the_line_and_the_fix(folder, tmp_path, mistake):
    old, new, said = MISTAKES[mistake]
    folder.replace(old, new)

    with pytest.raises(OtelKitError) as error:
        build(tmp_path / "out", rules=folder.path)

    message = str(error.value)
    assert message.startswith(f"{folder.alerts}:")
    assert "\n  → " in message
    for words in said:
        assert words in message
    assert not (tmp_path / "out").exists()


def test_an_unknown_threshold_in_the_values_file_is_told_with_its_line_and_what_was_meant(folder, tmp_path):
    folder.replace("max_items: 5", "max_item: 5", "values.yaml")

    with pytest.raises(OtelKitError) as error:
        build(tmp_path / "out", rules=folder.path)

    assert str(error.value) == (
        f"{folder.values}:7: unknown threshold 'max_item' for alert QueueLong\n"
        "  → known: for, keep_firing_for, max_items, window; did you mean max_items?"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("QueueLong:", "QueueLng:", "unknown alert 'QueueLng'"),
        ("max_items: 5", "max_items: 5m", "'max_items' of alert QueueLong is no number"),
        ("for: 2s", "for: 2", "'for' of alert QueueLong is no duration"),
        ("{alert}", "alert", "does not say where the name goes"),
        ("environments:", "enviroments:", "unknown key 'enviroments'"),
    ],
)
def test_a_mistake_in_the_values_file_names_the_file_and_the_fix(folder, tmp_path, old, new, said):
    folder.replace(old, new, "values.yaml")

    with pytest.raises(OtelKitError, match=r"values\.yaml:\d+: ") as error:
        build(tmp_path / "out", rules=folder.path)

    assert said in str(error.value)
    assert "\n  → " in str(error.value)


def test_the_line_of_an_unknown_value_is_the_line_inside_the_expression(folder, tmp_path):
    folder.replace("[${window}]", "[${windw}]")

    with pytest.raises(OtelKitError) as error:
        build(tmp_path / "out", rules=folder.path)

    assert str(error.value).startswith(f"{folder.alerts}:{folder.line_of('windw')}:")


def test_an_alert_that_is_there_twice_is_refused(folder, tmp_path):
    (folder.path / "alerts" / "more.yaml").write_text(folder.alerts.read_text())

    with pytest.raises(OtelKitError, match="'QueueLong' is there twice"):
        build(tmp_path / "out", rules=folder.path)


def test_a_missing_values_file_is_named(folder, tmp_path):
    folder.values.unlink()

    with pytest.raises(OtelKitError, match=r"values\.yaml:1: cannot be read"):
        build(tmp_path / "out", rules=folder.path)


def test_an_unknown_environment_names_the_known_ones(folder, tmp_path):
    with pytest.raises(OtelKitError, match="known: demo"):
        build(tmp_path / "out", "production", rules=folder.path)


RECORDING = """\
rules:
  - record: service:shop_queue_depth:max
    meaning: The longest queue.
    expr: max by (service_name) (shop_queue_depth)
    tests:
      - it: takes the longest
        series:
          shop_queue_depth{service_name="worker",shop_queue_name="mail"}: 2x10
          shop_queue_depth{service_name="worker",shop_queue_name="sms"}: 3x10
        gives:
          - {at: 5m, labels: {service_name: worker}, value: 3}
        nothing: [30m]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("meaning: The", "means: The", "unknown key 'means'"),
        ("shop_queue_depth)", "shop_queue_depth))", "PromQL that does not parse"),
        ("value: 3}", "value: three}", "'value' of 'gives' of a test of service:shop_queue_depth:max is no number"),
        ("{at: 5m,", "{at: soon,", "'at' of 'gives' of a test of service:shop_queue_depth:max is no duration"),
        ("nothing: [30m]", "nothing: [later]", "'later' is no moment"),
        (": 3x10", ": 0x10", "are no text, got 16"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_recording_rule_names_the_file_the_line_and_the_fix(folder, tmp_path, old, new, said):
    folder.write("recording/jobs.yaml", RECORDING)
    folder.replace(old, new, "recording/jobs.yaml")

    with pytest.raises(OtelKitError, match=r"recording/jobs\.yaml:\d+: ") as error:
        build(tmp_path / "out", rules=folder.path)

    assert said in str(error.value)
    assert "\n  → " in str(error.value)
    assert not (tmp_path / "out").exists()


def test_a_test_of_a_recording_rule_that_expects_nothing_is_refused(folder, tmp_path):
    folder.write("recording/jobs.yaml", RECORDING.partition("        gives:")[0])

    with pytest.raises(OtelKitError, match="expects nothing"):
        build(tmp_path / "out", rules=folder.path)
