"""From a panel to Grafana's."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from grafana_foundation_sdk.builders import (
    bargauge,
    common,
    dashboard,
    logs,
    loki,
    prometheus,
    stat,
    table,
    tempo,
    timeseries,
)
from grafana_foundation_sdk.models import common as common_model
from grafana_foundation_sdk.models import dashboard as model
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from otel_kit.ops.dashboards import _links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from otel_kit.ops.dashboards._layout import Place
    from otel_kit.ops.dashboards._limits import Step
    from otel_kit.ops.dashboards._model import Panel, Query
    from otel_kit.ops.rules import Drawn

__all__ = ["panel_of", "source_of"]

_LATEST = ["lastNotNull"]
_SOURCES = {"promql": "prometheus", "logql": "loki", "logql-count": "loki", "traceql": "tempo"}
_NOTHING = "none"


def source_of(language: str) -> common_model.DataSourceRef:
    """Return the data source that is chosen for a language."""
    kind = _SOURCES[language]
    return common_model.DataSourceRef(type_val=kind, uid=f"${{{kind}}}")


def panel_of(
    panel: Panel, number: int, place: Place, steps: Sequence[Step], watched_by: Sequence[Drawn]
) -> Any:
    """Return the builder of one panel; `watched_by` are the alerts that name it."""
    made = _KINDS[panel.kind](panel, steps)
    made = (
        made.id(number)
        .title(panel.title)
        .description(panel.about)
        .datasource(source_of(panel.queries[0].language))
        .grid_pos(model.GridPos(h=place.height, w=place.width, x=place.x, y=place.y))
        .targets([_target(panel, query, ascii_uppercase[at]) for at, query in enumerate(panel.queries)])
        .links(_panel_links(panel, watched_by))
    )
    if panel.kind in ("logs", "traces"):
        return made
    made = made.unit(panel.unit).no_value(_NOTHING).thresholds(_thresholds(steps))
    return made.data_links(_data_links(panel)) if panel.find or panel.to else made


def _lines(panel: Panel, steps: Sequence[Step]) -> Any:
    made = (
        timeseries.Panel()
        .line_width(1)
        .fill_opacity(25 if panel.stacked else 6)
        .show_points(common_model.VisibilityMode.NEVER)
        .span_nulls(False)
        .legend(
            common.VizLegendOptions()
            .show_legend(True)
            .display_mode(common_model.LegendDisplayMode.LIST)
            .placement(common_model.LegendPlacement.BOTTOM)
        )
        .tooltip(
            common.VizTooltipOptions()
            .mode(common_model.TooltipDisplayMode.MULTI)
            .sort(common_model.SortOrder.DESCENDING)
        )
        .axis_soft_min(0)
    )
    if panel.stacked:
        made = made.stacking(common.StackingConfig().mode(common_model.StackingMode.NORMAL).group("A"))
    if len(steps) > 1:
        dashed = common.GraphThresholdsStyleConfig().mode(common_model.GraphThresholdsStyleMode.DASHED)
        made = made.thresholds_style(dashed)
    return made


def _number(panel: Panel, steps: Sequence[Step]) -> Any:
    coloured = len(steps) > 1
    mode = common_model.BigValueColorMode.BACKGROUND if coloured else common_model.BigValueColorMode.NONE
    return (
        stat.Panel()
        .reduce_options(common.ReduceDataOptions().calcs(_LATEST).values(False))
        .color_mode(mode)
        .graph_mode(common_model.BigValueGraphMode.NONE)
        .text_mode(_text_mode(panel))
    )


def _text_mode(panel: Panel) -> common_model.BigValueTextMode:
    several = "{{" in panel.queries[0].legend
    return common_model.BigValueTextMode.VALUE_AND_NAME if several else common_model.BigValueTextMode.VALUE


def _bars(_: Panel, __: Sequence[Step]) -> Any:
    return (
        bargauge.Panel()
        .reduce_options(common.ReduceDataOptions().calcs(_LATEST).values(False))
        .orientation(common_model.VizOrientation.HORIZONTAL)
        .display_mode(common_model.BarGaugeDisplayMode.BASIC)
        .min(0)
    )


def _table(panel: Panel, _: Sequence[Step]) -> Any:
    made = table.Panel().filterable(True)
    if any(query.language == "logql-count" for query in panel.queries):
        # Loki answers a frame for each series, where Prometheus answers one table.
        columns = model.DataTransformerConfig(id_val="labelsToFields", options={"mode": "columns"})
        one = model.DataTransformerConfig(id_val="merge", options={})
        made = made.with_transformation(columns).with_transformation(one)
    without = {"excludeByName": {"Time": True}, "renameByName": {}}
    return made.with_transformation(model.DataTransformerConfig(id_val="organize", options=without))


def _logs(_: Panel, __: Sequence[Step]) -> Any:
    return (
        logs.Panel()
        .show_time(True)
        .wrap_log_message(True)
        .enable_log_details(True)
        .sort_order(common_model.LogsSortOrder.DESCENDING)
    )


def _traces(_: Panel, __: Sequence[Step]) -> Any:
    return table.Panel()


_KINDS = {
    "lines": _lines,
    "firing": _number,
    "number": _number,
    "bars": _bars,
    "table": _table,
    "logs": _logs,
    "traces": _traces,
}


def _target(panel: Panel, query: Query, name: str) -> Any:
    source = source_of(query.language)
    if query.language == "logql-count":
        counted = loki.Dataquery().expr(query.text).query_type("instant").legend_format(query.legend)
        return counted.ref_id(name).datasource(source)
    if query.language == "logql":
        return loki.Dataquery().expr(query.text).max_lines(200).ref_id(name).datasource(source)
    if query.language == "traceql":
        asked = tempo.Dataquery().query_type("traceql").query(query.text).limit(20)
        return asked.ref_id(name).datasource(source)
    made = prometheus.Dataquery().expr(query.text).ref_id(name).datasource(source)
    made = made.legend_format(query.legend or panel.title)
    if panel.kind == "lines":
        return made.range().exemplar(query.exemplars)
    return made.instant().format(
        PromQueryFormat.TABLE if panel.kind == "table" else PromQueryFormat.TIME_SERIES
    )


def _thresholds(steps: Sequence[Step]) -> dashboard.ThresholdsConfig:
    made = [model.Threshold(value=value, color=colour) for value, colour in steps]
    return dashboard.ThresholdsConfig().mode(model.ThresholdsMode.ABSOLUTE).steps(made)


def _panel_links(panel: Panel, watched_by: Sequence[Drawn]) -> list[dashboard.DashboardLink]:
    links = [
        dashboard.DashboardLink(f"Runbook of {alert.name}")
        .type(model.DashboardLinkType.LINK)
        .url(alert.runbook_url)
        .target_blank(True)
        for alert in watched_by
    ]
    if panel.to:
        to = dashboard.DashboardLink(f"More: {panel.to}").type(model.DashboardLinkType.LINK)
        links.append(to.url(_links.board_url(panel.to)))
    return links


def _data_links(panel: Panel) -> list[dashboard.DashboardLink]:
    found = []
    if panel.find:
        found.append(_data_link("Find such traces", _links.traces_url(panel.find)))
    if panel.to:
        found.append(_data_link(f"More: {panel.to}", _links.board_url(panel.to)))
    return found


def _data_link(title: str, url: str) -> dashboard.DashboardLink:
    return dashboard.DashboardLink(title).type(model.DashboardLinkType.LINK).url(url)
