"""What `dashboards check` finds."""

from __future__ import annotations

import pytest

from otel_kit.ops import semconv


def test_a_sound_dashboard_has_no_findings(folder):
    assert folder.found() == []


def test_an_unknown_metric_is_told_with_file_and_line_of_its_panel(folder):
    folder.replace(
        'services.now("kit_queue_depth", "kit_queue_name"', 'services.now("kit_queue_dept", "kit_queue_name"'
    )

    (finding,) = folder.found()
    assert finding == (
        f"{folder.board}:{folder.line_of('Queue depth')}: no such metric 'kit_queue_dept' [metric]\n"
        "  → did you mean kit_queue_depth?"
    )


def test_an_unknown_variable_is_told_with_those_that_there_are(folder):
    folder.replace(
        'services.now("kit_queue_depth")', 'services.now("kit_queue_depth", where=\'kit_queue_name="$que"\')'
    )

    (finding,) = folder.found()
    assert finding.startswith(
        f"{folder.board}:{folder.line_of('Waiting')}: Waiting: no such variable '$que' [variable]"
    )
    assert "known: environment, loki, prometheus, service, tempo, trace, window" in finding


@pytest.mark.parametrize(
    ("wrong", "said", "fix"),
    [
        ("QueueBacklogGrowin.max_items", "no alert is called QueueBacklogGrowin: 'QueueBacklogGrowin.max_items'", "did you mean QueueBacklogGrowing?"),
        ("QueueBacklogGrowing.max_item", "alert QueueBacklogGrowing has no value 'max_item'", "known: max_items, window"),
        ("QueueBacklogGrowing.window", "it is a duration", ""),
    ],
)  # fmt: skip
def test_a_limit_that_no_alert_has_is_told_with_the_line_of_its_panel(folder, wrong, said, fix):
    folder.replace("QueueBacklogGrowing.max_items", wrong)

    (finding,) = folder.found()
    assert finding.startswith(f"{folder.board}:{folder.line_of('Queue depth')}: Queue depth: {said}")
    assert fix in finding


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('services.now("kit_queue_depth")', 'anywhere.now("kit_queue_depth")', "does not follow the choice of the service"),
        ('services.now("kit_queue_depth")', 'services.raw("sum(rate(kit_job_retries_total{@}[5m]))")', "write [$window]"),
        ('services.now("kit_queue_depth")', 'services.raw("sum(kit_job_retries_total{@})")', "only grows"),
        ('services.now("kit_queue_depth")', 'services.raw("sum(kit_queue_depth{@}")', "it does not parse"),
        ('services.now("kit_queue_depth")', 'services.now("kit_queue_depth", legend="{{kit_queue_name}}")', "the legend uses kit_queue_name"),
        ('services.now("kit_queue_depth")', 'Query("up", language="sql")', "no such language 'sql'"),
        ('"Items that wait."', '""', "the panel does not say what it shows"),
        ('"What waits."', '" "', "the dashboard does not say what it is for"),
        ('number("Waiting"', 'number("Queue depth"', "two panels of this dashboard are called so"),
        ('number("Waiting"', 'lines("Waiting"', "the first row holds numbers only"),
        ("rows=(", 'variables=(Variable("queue", "Queue", "label_values(kit_queue_depth, kit_queue_name)"),), rows=(', "no panel follows the variable 'queue'"),
    ],
)  # fmt: skip
def test_what_makes_a_dashboard_wrong_or_hard_to_read_is_told(folder, old, new, said):
    folder.replace("import Board,", "import Board, Query, Variable, anywhere,")
    folder.replace(old, new)

    assert any(said in finding for finding in folder.found())


def test_an_alert_whose_panel_is_not_there_is_told_with_the_line_of_the_alert(folder):
    folder.replace("panel: Queue depth", "panel: Queue length", folder.alert)

    (finding,) = folder.found()
    assert finding.startswith(
        f"{folder.alert}:2: QueueBacklogGrowing: dashboard queues has no panel 'Queue length' [parity]"
    )


def test_an_alert_whose_dashboard_is_not_there_is_told(folder):
    folder.replace("name: queues, panel", "name: queue, panel", folder.alert)

    (finding,) = folder.found()
    assert "it leads to a dashboard 'queue' that is not there" in finding
    assert "did you mean queues?" in finding


def test_a_query_of_logs_or_traces_is_not_taken_for_promql(folder, tmp_path):
    folder.replace("import Board,", "import Board, logs, traces,")
    folder.replace(
        "                    lines(\n",
        '                    logs("Logs", "Lines."), traces("Traces", "Traces.", "{ status = error }"),\n                    lines(\n',
    )
    folder.build(tmp_path / "out")

    assert folder.found() == []
    assert semconv.lint([tmp_path / "out"])[1] == []
