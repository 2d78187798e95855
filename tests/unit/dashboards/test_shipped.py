"""The dashboards that ship with otel_kit."""

from __future__ import annotations

import json

import pytest

from otel_kit.ops import dashboards, rules
from otel_kit.ops._paths import bundle

NAMES = [
    "agents", "business", "capacity", "cost", "data", "errors", "executive", "incidents", "integrations", "jobs",
    "ml", "overview", "security", "services", "slo", "telemetry",
]  # fmt: skip


@pytest.fixture(scope="module")
def report():
    return dashboards.check()


def test_they_are_the_sixteen_of_the_catalogue():
    assert [board.name for board in dashboards.boards()] == NAMES


def test_every_query_asks_for_what_the_registry_knows_and_every_alert_finds_its_panel(report):
    assert [str(finding) for finding in report.findings] == []


def test_what_is_committed_is_what_the_source_gives(tmp_path):
    built = dashboards.build(tmp_path / "out")

    committed = dashboards.source() / "build"
    assert [path.name for path in built] == sorted(path.name for path in committed.glob("*.json"))
    stale = [path.name for path in built if path.read_text() != (committed / path.name).read_text()]
    assert stale == [], "run: make generate"


def test_the_committed_configmaps_hold_the_committed_dashboards(tmp_path):
    dashboards.build(tmp_path / "out", objects=tmp_path / "objects")

    committed = bundle("deploy", "kubernetes", "dashboards")
    made = {path.name: path.read_text() for path in (tmp_path / "objects").iterdir()}
    there = {path.name: path.read_text() for path in committed.iterdir()}
    assert sorted(made) == sorted(there)
    assert [name for name in made if made[name] != there[name]] == [], "run: make generate"


def test_each_alert_leads_by_name_to_a_panel_of_the_committed_files():
    titles = {
        path.stem: {panel["title"] for panel in json.loads(path.read_text())["panels"]}
        for path in (dashboards.source() / "build").glob("*.json")
    }

    lost = [alert.name for alert in rules.drawn() if alert.panel not in titles.get(alert.dashboard, ())]
    assert lost == []


@pytest.mark.parametrize("name", NAMES)
def test_none_is_too_small_to_answer_or_without_a_limit_or_a_unit(name):
    board = next(one for one in dashboards.boards() if one.name == name)

    assert len(board.panels()) >= 10
    assert 3 <= len(board.answer) <= 7
    assert len({panel.unit for panel in board.panels()}) >= 2


def test_the_limits_of_most_dashboards_come_from_alerts():
    without = [
        board.name for board in dashboards.boards() if not any(panel.limits for panel in board.panels())
    ]
    assert without == []
