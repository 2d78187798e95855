"""The rules of Grafana's dashboard-linter that matter here, on the files that are committed.

Its names are those of https://github.com/grafana/dashboard-linter/tree/main/docs/rules. What stays out, and why:
`target-rate-interval-rule` (people choose the window above the dashboard, and `check` sees to it that each query
follows), `target-job-rule` and `target-instance-rule` (services are chosen by name and environment, rule `scope` of
`check`), `uneditable-dashboard-rule` (who imports a file may go on from it; provisioned ones cannot be changed),
`target-counter-agg-rule` and `target-promql-rule` (the registry's lint, for every query).
"""

from __future__ import annotations

import json
import re

import pytest

from otel_kit.ops import dashboards

BOARDS = {
    path.stem: json.loads(path.read_text()) for path in sorted((dashboards.source() / "build").glob("*.json"))
}
SOURCES = {"prometheus", "tempo", "loki"}
# Of https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts
UNITS = {"short", "percentunit", "s", "bytes", "ops", "reqps", "currencyUSD", "percent", "Bps"}
WITH_UNITS = {"stat", "timeseries", "bargauge", "table"}
EXTERNAL = re.compile(r"https?://")

every_board = pytest.mark.parametrize("board", BOARDS.values(), ids=list(BOARDS))


def panels_of(board):
    return [panel for panel in board["panels"] if panel["type"] != "row"]


def variables_of(board, kind):
    return [one for one in board["templating"]["list"] if one["type"] == kind]


@every_board
def test_template_datasource_rule_each_source_can_be_chosen_and_ours_is_chosen_first(board):
    sources = variables_of(board, "datasource")

    assert {(one["name"], one["query"]) for one in sources} == {(name, name) for name in SOURCES}
    assert {one["current"]["value"] for one in sources} == {f"otel-kit-{name}" for name in SOURCES}


@every_board
def test_template_on_time_change_reload_rule(board):
    assert {one["refresh"] for one in variables_of(board, "query")} == {2}


@every_board
def test_panel_datasource_rule_no_panel_query_variable_or_mark_is_bound_to_one_server(board):
    holders = [
        *panels_of(board),
        *(target for panel in panels_of(board) for target in panel["targets"]),
        *variables_of(board, "query"),
        *board["annotations"]["list"],
    ]

    assert {one["datasource"]["uid"] for one in holders} <= {f"${{{name}}}" for name in SOURCES}
    assert all(one["datasource"]["uid"] == f"${{{one['datasource']['type']}}}" for one in holders)


@every_board
def test_panel_title_description_rule(board):
    assert [panel["id"] for panel in panels_of(board) if not panel["title"] or not panel["description"]] == []
    assert board["description"]


@every_board
def test_panel_units_rule(board):
    units = {
        panel["title"]: panel["fieldConfig"]["defaults"].get("unit")
        for panel in panels_of(board)
        if panel["type"] in WITH_UNITS and panel["targets"][0]["datasource"]["type"] != "tempo"
    }

    assert {title: unit for title, unit in units.items() if unit not in UNITS} == {}


@every_board
def test_panel_no_targets_rule(board):
    assert [panel["title"] for panel in panels_of(board) if not panel["targets"]] == []


@every_board
def test_identifiers_are_unique_and_panels_lie_within_the_grid(board):
    ids = [panel["id"] for panel in board["panels"]]
    places = [panel["gridPos"] for panel in board["panels"]]

    assert len(ids) == len(set(ids))
    assert all(place["x"] >= 0 and place["x"] + place["w"] <= 24 for place in places)
    assert board["id"] is None if "id" in board else True


@every_board
def test_it_starts_with_service_environment_and_window_to_choose(board):
    names = [one["name"] for one in board["templating"]["list"]]

    assert {"service", "environment", "window"} <= set(names)


@every_board
def test_it_leads_to_traces_and_logs_and_marks_alerts_and_deployments(board):
    assert {link["title"] for link in board["links"]} == {"Dashboards", "Traces", "Logs"}
    assert [mark["name"] for mark in board["annotations"]["list"]] == [
        "Critical alerts",
        "Warnings",
        "Deployments",
    ]


@every_board
def test_only_runbooks_lie_outside_of_grafana(board):
    outside = [
        link["url"]
        for panel in panels_of(board)
        for link in panel.get("links", [])
        if EXTERNAL.match(link["url"])
    ]

    assert all("/docs/runbooks/" in url for url in outside), outside


@every_board
def test_the_first_row_is_numbers_that_one_screen_holds_and_begins_with_what_fires(board):
    row, firing, *rest = board["panels"]
    first = [panel for panel in [firing, *rest] if panel["gridPos"]["y"] == 1]

    assert (row["title"], firing["title"]) == ("Is it all right?", "Alerts firing")
    assert {panel["type"] for panel in first} == {"stat"}
    assert len(first) <= 8
