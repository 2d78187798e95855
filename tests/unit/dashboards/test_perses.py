"""Each board as Perses' JSON: what `otel-kit ui` draws."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops import dashboards, rules
from otel_kit.ops.dashboards import (
    Board,
    Panel,
    Query,
    Variable,
    above,
    below,
    lines,
    number,
    services,
    table,
)
from otel_kit.ops.dashboards._common import Choice
from otel_kit.ops.dashboards._perses import _variable, perses
from otel_kit.ops.dashboards._perses_panels import panel_of

ALERTS = {alert.name: alert for alert in rules.drawn()}
BOARDS = {board.name: board for board in dashboards.boards()}
# What the page bundles: ui/package.json.
PANELS = {"TimeSeriesChart", "StatChart", "BarChart", "Table", "LogsTable", "TraceTable"}
QUERIES = {"PrometheusTimeSeriesQuery", "LokiTimeSeriesQuery", "LokiLogQuery", "TempoTraceQuery"}
VARIABLES = {"PrometheusLabelValuesVariable", "StaticListVariable"}


@pytest.fixture(scope="module")
def made():
    return dashboards.perses()


def panels_of(content):
    return {panel["spec"]["display"]["name"]: panel["spec"] for panel in content["spec"]["panels"].values()}


def panel_made(panel, **options):
    return panel_of(panel, options.get("steps", [(None, "green")]), options.get("watched_by", []), "x.py")[
        "spec"
    ]


@pytest.mark.parametrize("name", BOARDS)
def test_every_panel_row_query_and_link_of_a_board_is_there(made, name):
    board, spec = BOARDS[name], made[name]["spec"]
    panels = panels_of(made[name])

    assert [row["spec"]["display"]["title"] for row in spec["layouts"]] == [
        "Is it all right?",
        *(row.title for row in board.rows),
    ]
    assert Counter(panels.keys()) == Counter(["Alerts firing", *(panel.title for panel in board.panels())])
    for panel in board.panels():
        drawn = panels[panel.title]
        assert len(drawn["queries"]) == len(panel.queries)
        assert drawn["display"]["description"] == panel.about
        assert drawn["plugin"]["kind"] in PANELS
        assert {query["spec"]["plugin"]["kind"] for query in drawn["queries"]} <= QUERIES
        text = json.dumps(drawn)
        assert ("#/traces?query=" in text) == bool(panel.find)
        assert not panel.to or f"#/d/{panel.to}" in text


@pytest.mark.parametrize("name", BOARDS)
def test_every_alert_of_a_board_links_its_runbook_from_its_panel(made, name):
    panels = panels_of(made[name])

    for alert in ALERTS.values():
        if alert.dashboard == name:
            links = [link["url"] for link in panels[alert.panel]["links"]]
            assert f"#/runbooks/{alert.name}" in links


@pytest.mark.parametrize("name", BOARDS)
def test_each_panel_stands_once_in_the_grid_without_overlap(made, name):
    spec = made[name]["spec"]
    placed = []
    for row in spec["layouts"]:
        cells = Counter()
        for item in row["spec"]["items"]:
            placed.append(item["content"]["$ref"].removeprefix("#/spec/panels/"))
            assert item["x"] + item["width"] <= 24
            for x in range(item["x"], item["x"] + item["width"]):
                for y in range(item["y"], item["y"] + item["height"]):
                    cells[x, y] += 1
        assert set(cells.values()) == {1}
    assert sorted(placed) == sorted(spec["panels"])


@pytest.mark.parametrize("name", BOARDS)
def test_every_variable_that_a_query_names_can_be_chosen(made, name):
    spec = made[name]["spec"]
    known = {variable["spec"]["name"] for variable in spec["variables"]}
    queries = [
        q["spec"]["plugin"]["spec"]["query"] for p in panels_of(made[name]).values() for q in p["queries"]
    ]

    assert set(re.findall(r"\$\{?(\w+)", " ".join(queries))) <= known
    assert {
        v["spec"]["plugin"]["kind"] for v in spec["variables"] if v["kind"] == "ListVariable"
    } <= VARIABLES
    assert not any(":regex" in query for query in queries)


def test_what_marks_time_in_grafana_is_told_to_the_page(made):
    marks = {mark["display"]["name"]: mark for mark in made["services"]["spec"]["annotations"]}

    assert set(marks) == {"Critical alerts", "Warnings", "Deployments"}
    assert "kit_deployment_events_total" in marks["Deployments"]["query"]


def test_all_values_of_a_variable_are_what_grafana_takes(made):
    chosen = {
        variable["spec"]["name"]: variable["spec"] for variable in made["services"]["spec"]["variables"]
    }

    assert (chosen["service"]["customAllValue"], chosen["service"]["defaultValue"]) == (".+", "$__all")
    assert chosen["service"]["plugin"]["spec"] == {
        "labelName": "service_name",
        "matchers": ['process_uptime_seconds{deployment_environment_name=~"$environment"}'],
    }
    assert (chosen["window"]["defaultValue"], chosen["trace"]["value"]) == ("5m", ".*")


def test_the_limits_of_an_alert_are_lines_with_their_colours():
    panel = lines("P", "p", Query("up"), unit="s", limits=above("HttpLatencyP95High.max_seconds"))
    board = Board("b", "B", "b", (panel,), (), by_service=False)
    limit = ALERTS["HttpLatencyP95High"].values["max_seconds"]

    spec = panels_of(perses(board, ALERTS, "b.py"))["P"]["plugin"]["spec"]

    assert spec["yAxis"]["format"] == {"unit": "seconds"}
    assert spec["thresholds"]["steps"] == [{"value": limit, "color": "#e58a00"}]


def test_a_line_below_which_it_is_bad_has_the_colour_of_what_is_bad():
    panel = lines("P", "p", Query("up"), limits=below("HostMemoryLow.min_available"))
    made = panel_made(panel, steps=[(None, "red"), (0.05, "orange"), (0.1, "green")])

    marks = made["plugin"]["spec"]["thresholds"]["steps"]
    assert [(mark["value"], mark["color"]) for mark in marks] == [(0.05, "#d13438"), (0.1, "#e58a00")]


def test_a_panel_without_limits_has_no_thresholds():
    assert "thresholds" not in panel_made(number("N", "n", Query("up")))["plugin"]["spec"]


def test_a_table_links_the_column_that_its_search_names():
    made = panel_made(
        table("T", "t", Query("up"), find='{ span.http.route = "${__data.fields.http_route}" }'),
        steps=[(None, "green"), (0.5, "orange"), (2.0, "red")],
    )

    columns = {column["name"]: column for column in made["plugin"]["spec"]["columnSettings"]}
    assert columns["http_route"]["dataLink"]["url"].endswith("${__data.fields.http_route}%22%20}")
    assert made["links"] == []
    assert [cell["condition"]["spec"] for cell in made["plugin"]["spec"]["cellSettings"]] == [
        {"min": 0.5, "max": 2.0},
        {"min": 2.0},
    ]


def test_dots_that_lead_to_traces_are_asked_for_where_the_board_wants_them():
    made = panel_made(lines("L", "l", services.quantile(0.95, "http_server_request_duration_seconds")))

    assert made["queries"][0]["spec"]["plugin"]["spec"]["exemplars"] is True


@pytest.mark.parametrize(
    ("panel", "message"),
    [
        (Panel("pie", "P", "p", (Query("up"),)), "kind of panel 'P': the page cannot draw it, got 'pie'"),
        (lines("P", "p", Query("up"), unit="furlong"), "unit of panel 'P': the page cannot draw it"),
        (
            lines("P", "p", Query("up", language="sql")),
            "query language of panel 'P': the page cannot draw it",
        ),
    ],
)
def test_what_the_page_cannot_draw_is_an_error_and_not_left_out(panel, message):
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        panel_made(panel)


def test_a_variable_that_the_page_cannot_fill_is_an_error():
    board = Board("b", "B", "b", (), (), (Variable("v", "V", "query_result(up)"),))
    with pytest.raises(ConfigurationError, match="variable v: the page cannot read it"):
        perses(board, ALERTS, "b.py")
    with pytest.raises(ConfigurationError, match="variable v: the page has no such kind, got 'adhoc'"):
        _variable(Choice("adhoc", "v", "V", "", ""), "b.py")


def test_the_limits_are_those_of_the_environment_that_is_named():
    assert dashboards.perses("demo") != dashboards.perses()
