"""The real promtool runs what we render, and its failures come back as sentences."""

from __future__ import annotations

from otel_kit.ops import rules


def test_a_sound_source_passes(folder, promtool):
    report = rules.run_tests(folder.path)

    assert (report.alerts, report.tests, report.failures) == (1, 2, ())


def test_a_threshold_that_was_changed_is_noticed_and_the_failing_test_is_named(folder, promtool):
    folder.replace("value: 100", "value: 50")

    (failure,) = [one for one in rules.run_tests(folder.path).failures if "silent" in one.name]

    assert failure.name == "QueueLong is silent at the limit"
    assert "exp:[]" in failure.text.replace(" ", "").replace("\n", "")


def test_a_sentence_that_says_something_else_is_noticed(folder, promtool):
    folder.replace("holds {{ $value }} items", "has {{ $value }} items")

    (failure,) = rules.run_tests(folder.path).failures

    assert "worker has 101 items" in failure.text


def test_check_asks_promtool_about_every_environment(folder, promtool):
    folder.replace("demo:", "demo: {alerts: {}}\n  tiny:", "values.yaml")
    folder.replace("{{ $value }}", "{{ $value | nothing }}")

    report = rules.check(folder.path, resolved=folder.resolved)

    assert not report.ok
    assert [text.split(":")[0] for text in report.promtool] == [
        "with the values of no environment",
        "with the values of demo",
        "with the values of tiny",
    ]
    assert 'function "nothing" not defined' in report.promtool[0]
