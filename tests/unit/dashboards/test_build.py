"""What Grafana is given."""

from __future__ import annotations

import json

import pytest

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._yaml import SourceError


def built(folder, out, environment=None):
    (path,) = folder.build(out, environment)
    return json.loads(path.read_text())


def panel(dashboard, title):
    return next(one for one in dashboard["panels"] if one["title"] == title)


def test_the_same_source_gives_the_same_bytes(folder, tmp_path):
    first, second = folder.build(tmp_path / "a"), folder.build(tmp_path / "b")

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_first_row_says_whether_an_alert_of_this_dashboard_fires(folder, tmp_path):
    dashboard = built(folder, tmp_path / "out")

    row, firing, own = dashboard["panels"][:3]
    assert (row["title"], firing["title"], own["title"]) == ("Is it all right?", "Alerts firing", "Waiting")
    assert 'alertname=~"QueueBacklogGrowing"' in firing["targets"][0]["expr"]
    assert firing["fieldConfig"]["defaults"]["thresholds"]["steps"] == [
        {"value": None, "color": "green"},
        {"value": 1, "color": "red"},
    ]


@pytest.mark.parametrize(("environment", "limit"), [(None, 100), ("demo", 20)])
def test_the_line_in_a_panel_is_the_limit_of_its_alert(folder, tmp_path, environment, limit):
    depth = panel(built(folder, tmp_path / "out", environment), "Queue depth")

    assert depth["fieldConfig"]["defaults"]["thresholds"]["steps"] == [
        {"value": None, "color": "green"},
        {"value": limit, "color": "orange"},
    ]


def test_below_a_limit_the_colours_are_turned_round(folder, tmp_path):
    folder.replace("above", "below")

    depth = panel(built(folder, tmp_path / "out"), "Queue depth")
    assert depth["fieldConfig"]["defaults"]["thresholds"]["steps"] == [
        {"value": None, "color": "orange"},
        {"value": 100, "color": "green"},
    ]


def test_a_panel_leads_to_the_runbooks_of_the_alerts_that_name_it(folder, tmp_path):
    (link,) = panel(built(folder, tmp_path / "out"), "Queue depth")["links"]

    assert (link["title"], link["url"]) == (
        "Runbook of QueueBacklogGrowing",
        "https://books.example/QueueBacklogGrowing",
    )


def test_every_dashboard_can_be_narrowed_to_an_environment_a_service_a_window_and_a_trace(folder, tmp_path):
    choices = built(folder, tmp_path / "out")["templating"]["list"]

    assert [choice["name"] for choice in choices] == [
        "prometheus", "tempo", "loki", "environment", "service", "window", "trace",
    ]  # fmt: skip


def test_alerts_and_deployments_are_marked_in_time(folder, tmp_path):
    marks = built(folder, tmp_path / "out")["annotations"]["list"]

    assert [mark["name"] for mark in marks] == ["Critical alerts", "Warnings", "Deployments"]


def test_histograms_show_exemplars(folder, tmp_path):
    folder.replace(
        'services.now("kit_queue_depth", "kit_queue_name", take="max")',
        'services.quantile(0.95, "kit_queue_wait_duration_seconds", "kit_queue_name")',
    )

    (target,) = panel(built(folder, tmp_path / "out"), "Queue depth")["targets"]
    assert (target["exemplar"], target["legendFormat"]) == (True, "{{kit_queue_name}} p95")


def test_panels_never_overlap_and_fill_each_line(folder, tmp_path):
    cells = [
        (x, y)
        for one in built(folder, tmp_path / "out")["panels"]
        for x in range(one["gridPos"]["x"], one["gridPos"]["x"] + one["gridPos"]["w"])
        for y in range(one["gridPos"]["y"], one["gridPos"]["y"] + one["gridPos"]["h"])
    ]

    assert len(cells) == len(set(cells))
    assert all(sum(cell[1] == y for cell in cells) == 24 for y in {cell[1] for cell in cells})


def test_a_dashboard_that_is_no_longer_told_is_taken_away_and_a_foreign_file_stays(folder, tmp_path):
    out = tmp_path / "out"
    folder.build(out)
    (out / "old.json").write_text((out / "queues.json").read_text())
    (out / "mine.json").write_text("{}")

    folder.build(out)
    assert sorted(path.name for path in out.iterdir()) == ["mine.json", "queues.json"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("QueueBacklogGrowin.max_items", "no alert is called QueueBacklogGrowin"),
        ("QueueBacklogGrowing.max_item", "did you mean max_items?"),
        ("QueueBacklogGrowing.window", "it is a duration, so it is no line in a panel"),
    ],
)
def test_a_limit_that_no_alert_has_is_told_with_the_file(folder, tmp_path, wrong, said):
    folder.replace("QueueBacklogGrowing.max_items", wrong)

    with pytest.raises(ConfigurationError) as raised:
        folder.build(tmp_path / "out")
    assert said in str(raised.value)
    assert "queues.py" in str(raised.value)


def test_limits_above_and_below_at_once_are_refused(folder, tmp_path):
    folder.replace("import Board, Row, above,", "import Board, Row, above, below,")
    folder.replace(
        'limits=above("QueueBacklogGrowing.max_items")',
        'limits=above("QueueBacklogGrowing.max_items") + below("QueueBacklogGrowing.max_items")',
    )

    with pytest.raises(ConfigurationError, match="above and below at once"):
        folder.build(tmp_path / "out")


def test_broken_python_is_told_with_its_line(folder, tmp_path):
    folder.replace("def board():", "def board(:")

    with pytest.raises(SourceError, match=rf"queues\.py:{folder.line_of('def board(:')}: broken Python"):
        folder.build(tmp_path / "out")


def test_a_module_without_a_board_of_its_name_is_told(folder, tmp_path):
    folder.replace('"queues",', '"queue",')

    with pytest.raises(ConfigurationError, match="no function 'board' that returns a Board of this name"):
        folder.build(tmp_path / "out")


def test_a_folder_without_dashboards_is_told(folder, tmp_path):
    folder.board.unlink()

    with pytest.raises(ConfigurationError, match="it holds no dashboards"):
        folder.build(tmp_path / "out")
