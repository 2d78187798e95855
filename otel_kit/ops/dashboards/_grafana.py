"""From a board to the JSON that Grafana reads (version 10 and later)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from grafana_foundation_sdk.builders import dashboard
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import dashboard as model

from otel_kit.ops.dashboards import _links
from otel_kit.ops.dashboards._common import answer_row, marks, variables
from otel_kit.ops.dashboards._grafana_panels import panel_of, source_of
from otel_kit.ops.dashboards._layout import place
from otel_kit.ops.dashboards._limits import steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from otel_kit.ops.dashboards._common import Choice
    from otel_kit.ops.dashboards._model import Board
    from otel_kit.ops.rules import Drawn

__all__ = ["render"]

_TAG = "otel_kit"
_SCHEMA = 39  # of Grafana 10; later ones bring it up to date when they load it
_WINDOW = "now-3h"
_REFRESH = "30s"
_SERVICES = '{ resource.service.name =~ "${service:regex}" }'
_LINES = '{service_name=~"${service:regex}"} | trace_id=~"${trace}"'


def render(board: Board, alerts: Mapping[str, Drawn], file: str) -> str:
    """Return the dashboard as JSON, the same for the same board. `alerts` are all, by name."""
    own = [alert for alert in alerts.values() if alert.dashboard == board.name]
    made = (
        dashboard.Dashboard(board.title)
        .uid(_links.uid(board.name))
        .description(board.about)
        .tags([_TAG])
        .time(_WINDOW, "now")
        .timezone("browser")
        .refresh(_REFRESH)
        .tooltip(model.DashboardCursorSync.CROSSHAIR)
        .editable()
        .variables([_variable(choice) for choice in variables(board)])
        .annotations([_annotation(*one) for one in marks(board, own)])
        .links(list(_board_links()))
    )
    for builder in _body(board, alerts, own, file):
        made = made.with_row(builder) if isinstance(builder, dashboard.Row) else made.with_panel(builder)
    content = json.loads(json.dumps(made.build(), cls=JSONEncoder))
    content["schemaVersion"] = _SCHEMA
    return json.dumps(_in_sight(content), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _in_sight(content: Any) -> Any:
    """Take out what the SDK adds to every link and mark: it would hide them in a menu."""
    if isinstance(content, dict):
        return {
            key: _in_sight(value)
            for key, value in content.items()
            if (key, value) != ("placement", "inControlsMenu")
        }
    return [_in_sight(value) for value in content] if isinstance(content, list) else content


def _body(board: Board, alerts: Mapping[str, Drawn], own: Sequence[Drawn], file: str) -> Iterator[Any]:
    top, number = 0, 0
    for row in (answer_row(board, own), *board.rows):
        number += 1
        yield dashboard.Row(row.title).id(number).grid_pos(model.GridPos(h=1, w=24, x=0, y=top))
        places, end = place(row.panels, top + 1)
        for panel, where in zip(row.panels, places, strict=True):
            number += 1
            watched_by = [alert for alert in own if alert.panel == panel.title]
            yield panel_of(panel, number, where, steps(panel, alerts, file), watched_by)
        top = end


def _variable(choice: Choice) -> Any:
    if choice.kind == "datasource":
        chosen = model.VariableOption(
            text=f"{choice.query.capitalize()} (otel_kit)", value=_links.uid(choice.query)
        )
        return (
            dashboard.DatasourceVariable(choice.name).label(choice.label).type(choice.query).current(chosen)
        )
    if choice.kind == "interval":
        interval = dashboard.IntervalVariable(choice.name).label(choice.label).values(choice.query)
        return interval.current(
            model.VariableOption(selected=True, text=choice.default, value=choice.default)
        )
    if choice.kind == "text":
        box = dashboard.TextBoxVariable(choice.name).label(choice.label).default_value(choice.default)
        return box.current(model.VariableOption(selected=True, text=choice.default, value=choice.default))
    return (
        dashboard.QueryVariable(choice.name)
        .label(choice.label)
        .datasource(source_of("promql"))
        .query({"query": choice.query, "refId": "A"})
        .definition(choice.query)
        .refresh(model.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(model.VariableSort.ALPHABETICAL_ASC)
        .multi(True)
        .include_all(True)
        .all_value(choice.default)
        .current(model.VariableOption(selected=True, text=["All"], value=["$__all"]))
    )


def _annotation(name: str, colour: str, query: str, title: str) -> dashboard.AnnotationQuery:
    return (
        dashboard.AnnotationQuery()
        .name(name)
        .datasource(source_of("promql"))
        .enable(True)
        .icon_color(colour)
        .expr(query)
        .step("60s")
        .title_format(title)
        .text_format("{{service_name}}")
    )


def _board_links() -> Iterator[dashboard.DashboardLink]:
    yield (
        dashboard.DashboardLink("Dashboards")
        .type(model.DashboardLinkType.DASHBOARDS)
        .tags([_TAG])
        .as_dropdown(True)
        .include_vars(True)
        .keep_time(True)
    )
    for title, url in (("Traces", _links.traces_url(_SERVICES)), ("Logs", _links.logs_url(_LINES))):
        link = dashboard.DashboardLink(title).type(model.DashboardLinkType.LINK).icon("external link")
        yield link.url(url).keep_time(True)
