"""From a board to a dashboard of Perses: what `otel-kit ui` draws, told by the same module as Grafana's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.dashboards._common import answer_row, marks, variables
from otel_kit.ops.dashboards._layout import place
from otel_kit.ops.dashboards._limits import steps
from otel_kit.ops.dashboards._perses_panels import panel_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from otel_kit.ops.dashboards._common import Choice
    from otel_kit.ops.dashboards._layout import Place
    from otel_kit.ops.dashboards._model import Board
    from otel_kit.ops.rules import Drawn

__all__ = ["PROJECT", "perses"]

PROJECT = "otel_kit"
_WINDOW = "3h"
_REFRESH = "30s"
_ALL = "$__all"
_LABEL_VALUES = re.compile(r"label_values\((?P<selector>.+),\s*(?P<label>\w+)\)", re.DOTALL)

Part = dict[str, Any]


def perses(board: Board, alerts: Mapping[str, Drawn], file: str) -> Part:
    """Return the dashboard as Perses' JSON (kind Dashboard); `alerts` are all, by name.

    Nothing is left out: what Perses has no place for is told in `spec.annotations` (the marks in time), and a kind
    of panel, a unit or a variable that it cannot draw raises ConfigurationError.
    """
    own = [alert for alert in alerts.values() if alert.dashboard == board.name]
    panels: Part = {}
    layouts = list(_layouts(board, alerts, own, file, panels))
    return {
        "kind": "Dashboard",
        "metadata": {"name": board.name, "project": PROJECT},
        "spec": {
            "display": {"name": board.title, "description": board.about},
            "duration": _WINDOW,
            "refreshInterval": _REFRESH,
            "datasources": dict(_datasource(one) for one in variables(board) if one.kind == "datasource"),
            "variables": [_variable(one, file) for one in variables(board) if one.kind != "datasource"],
            "panels": panels,
            "layouts": layouts,
            "annotations": [_annotation(*one) for one in marks(board, own)],
        },
    }


def _layouts(
    board: Board, alerts: Mapping[str, Drawn], own: Sequence[Drawn], file: str, panels: Part
) -> Iterator[Part]:
    """Yield a grid for each row, and put its panels into `panels`."""
    for row in (answer_row(board, own), *board.rows):
        places, _ = place(row.panels, 0)
        items = []
        for panel, where in zip(row.panels, places, strict=True):
            key = f"panel{len(panels) + 1}"
            watched_by = [alert for alert in own if alert.panel == panel.title]
            panels[key] = panel_of(panel, steps(panel, alerts, file), watched_by, file)
            items.append(_item(key, where))
        display = {"title": row.title, "collapse": {"open": True}}
        yield {"kind": "Grid", "spec": {"display": display, "items": items}}


def _item(key: str, where: Place) -> Part:
    size = {"x": where.x, "y": where.y, "width": where.width, "height": where.height}
    return {**size, "content": {"$ref": f"#/spec/panels/{key}"}}


def _datasource(choice: Choice) -> tuple[str, Part]:
    """Where Grafana lets people choose among data sources, the page has one of each kind: the proxy."""
    kind = f"{choice.query.capitalize()}Datasource"
    plugin = {"kind": kind, "spec": {"directUrl": f"/proxy/{choice.query}"}}
    return choice.query, {"default": True, "display": {"name": choice.label}, "plugin": plugin}


def _variable(choice: Choice, file: str) -> Part:
    make = _VARIABLES.get(choice.kind)
    if make is None:
        fix = f"use one of: {', '.join(_VARIABLES)}"
        raise ConfigurationError(
            f"{file}: variable {choice.name}", choice.kind, problem="the page has no such kind", fix=fix
        )
    kind, spec = make(choice, file)
    return {"kind": kind, "spec": {"name": choice.name, "display": {"name": choice.label}, **spec}}


def _text(choice: Choice, _: str) -> tuple[str, Part]:
    return "TextVariable", {"value": choice.default}


def _interval(choice: Choice, _: str) -> tuple[str, Part]:
    plugin = {"kind": "StaticListVariable", "spec": {"values": choice.query.split(",")}}
    only_one = {"allowMultiple": False, "allowAllValue": False, "defaultValue": choice.default}
    return "ListVariable", {**only_one, "plugin": plugin}


def _label_values(choice: Choice, file: str) -> tuple[str, Part]:
    found = _LABEL_VALUES.fullmatch(choice.query)
    if found is None:
        problem, fix = "the page cannot read it", "write label_values(metric, label)"
        raise ConfigurationError(f"{file}: variable {choice.name}", choice.query, problem=problem, fix=fix)
    asked = {"labelName": found["label"], "matchers": [found["selector"]]}
    several = {"allowMultiple": True, "allowAllValue": True, "customAllValue": choice.default}
    plugin = {"kind": "PrometheusLabelValuesVariable", "spec": asked}
    return "ListVariable", {**several, "defaultValue": _ALL, "sort": "alphabetical-asc", "plugin": plugin}


_VARIABLES = {"text": _text, "interval": _interval, "query": _label_values}


def _annotation(name: str, colour: str, query: str, title: str) -> Part:
    return {"display": {"name": name, "color": colour}, "query": query, "title": title}
