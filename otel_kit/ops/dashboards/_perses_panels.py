"""From a panel to Perses'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from otel_kit.ops.dashboards._limits import Step
    from otel_kit.ops.dashboards._model import Panel, Query
    from otel_kit.ops.rules import Drawn

__all__ = ["panel_of"]

Part = dict[str, Any]

_LATEST = "last-number"
# Grafana's names of units, which the boards use, and Perses'.
_UNITS: Mapping[str, Part] = {
    "short": {"unit": "decimal", "shortValues": True},
    "percentunit": {"unit": "percent-decimal"},
    "s": {"unit": "seconds"},
    "bytes": {"unit": "bytes"},
    "ops": {"unit": "ops/sec", "shortValues": True},
    "reqps": {"unit": "requests/sec", "shortValues": True},
    "currencyUSD": {"unit": "usd"},
}
_COLOURS = {"green": "#2e8b57", "blue": "#3b7dd8", "orange": "#e58a00", "red": "#d13438"}
_STACKED, _PLAIN = 0.35, 0.06  # how much the area below a curve is filled
_TRACES = 20  # asked for at most, as in Grafana
_FIND = "Find such traces"
_FIELD = re.compile(
    r"\$\{__data\.fields\.(?P<name>\w+)\}"
)  # the value of a column, in the line that is clicked


class _Language(NamedTuple):
    kind: str
    plugin: str
    datasource: str


_LANGUAGES = {
    "promql": _Language("TimeSeriesQuery", "PrometheusTimeSeriesQuery", "PrometheusDatasource"),
    "logql": _Language("LogQuery", "LokiLogQuery", "LokiDatasource"),
    "logql-count": _Language("TimeSeriesQuery", "LokiTimeSeriesQuery", "LokiDatasource"),
    "traceql": _Language("TraceQuery", "TempoTraceQuery", "TempoDatasource"),
}


def panel_of(panel: Panel, steps: Sequence[Step], watched_by: Sequence[Drawn], file: str) -> Part:
    """Return one panel; `watched_by` are the alerts that name it.

    Raises ConfigurationError for a kind, a unit or a query language that the page cannot draw.
    """
    kind, make = _known(_KINDS, panel.kind, "kind", panel, file)
    plugin = {"kind": kind, "spec": make(panel, steps, _known(_UNITS, panel.unit, "unit", panel, file))}
    spec = {
        "display": {"name": panel.title, "description": panel.about},
        "plugin": plugin,
        "queries": [_query(panel, query, file) for query in panel.queries],
        "links": _links(panel, watched_by),
    }
    return {"kind": "Panel", "spec": spec}


def _known(table: Mapping[str, Any], name: str, what: str, panel: Panel, file: str) -> Any:
    if name not in table:
        fix = f"use one of: {', '.join(table)}"
        key = f"{file}: {what} of panel '{panel.title}'"
        raise ConfigurationError(key, name, problem="the page cannot draw it", fix=fix)
    return table[name]


def _lines(panel: Panel, steps: Sequence[Step], unit: Part) -> Part:
    visual = {
        "display": "line",
        "lineWidth": 1.25,
        "areaOpacity": _STACKED if panel.stacked else _PLAIN,
        "showPoints": "auto",
        "connectNulls": False,
    }
    return {
        "legend": {"position": "bottom", "mode": "list", "size": "small"},
        "yAxis": {"show": True, "format": unit, "min": 0},
        "visual": {**visual, "stack": "all"} if panel.stacked else visual,
        **_limit_lines(steps, below=any(limit.below for limit in panel.limits)),
    }


def _number(_: Panel, steps: Sequence[Step], unit: Part) -> Part:
    return {"calculation": _LATEST, "format": unit, **_thresholds(steps)}


def _bars(_: Panel, __: Sequence[Step], unit: Part) -> Part:
    return {"calculation": _LATEST, "format": unit, "sort": "desc", "mode": "value"}


def _table(panel: Panel, steps: Sequence[Step], unit: Part) -> Part:
    columns: list[Part] = [
        {"name": "timestamp", "hide": True},
        {"name": "value", "header": panel.title, "format": unit, "enableSorting": True, "sort": "desc"},
    ]
    field = _FIELD.search(panel.find)
    if field:
        link = {"title": _FIND, "url": _traces_url(panel.find)}
        columns.append({"name": field["name"], "enableSorting": True, "dataLink": link})
    cells = [{"condition": one, "textColor": colour} for one, colour in _ranges(steps)]
    made = {"density": "compact", "defaultColumnWidth": "auto", "columnSettings": columns}
    return {**made, "cellSettings": cells} if cells else made


def _logs(_: Panel, __: Sequence[Step], ___: Part) -> Part:
    return {"showTime": True, "allowWrap": True, "enableDetails": True}


def _traces(_: Panel, __: Sequence[Step], ___: Part) -> Part:
    return {"visual": {"palette": {"mode": "auto"}}, "links": {"trace": "#/trace/${traceId}"}}


_KINDS = {
    "lines": ("TimeSeriesChart", _lines),
    "firing": ("StatChart", _number),
    "number": ("StatChart", _number),
    "bars": ("BarChart", _bars),
    "table": ("Table", _table),
    "logs": ("LogsTable", _logs),
    "traces": ("TraceTable", _traces),
}


def _query(panel: Panel, query: Query, file: str) -> Part:
    language = _known(_LANGUAGES, query.language, "query language", panel, file)
    spec: Part = {"query": _plain(query.text), "datasource": {"kind": language.datasource}}
    if query.language == "promql":
        spec["seriesNameFormat"] = query.legend or panel.title
        if query.exemplars:
            spec["exemplars"] = True  # ours: the page marks them, and each leads to its trace
    elif query.language == "logql-count":
        spec["seriesNameFormat"] = query.legend or panel.title
    elif query.language == "traceql":
        spec["limit"] = _TRACES
    return {"kind": language.kind, "spec": {"plugin": {"kind": language.plugin, "spec": spec}}}


def _thresholds(steps: Sequence[Step]) -> Part:
    """Return the limits; nothing, where there are none but the good colour."""
    (_, least), *rest = steps
    if not rest:
        return {}
    marks = [{"value": value, "color": _COLOURS[colour]} for value, colour in rest]
    return {"thresholds": {"mode": "absolute", "defaultColor": _COLOURS[least], "steps": marks}}


def _limit_lines(steps: Sequence[Step], *, below: bool) -> Part:
    """Return the limits as lines, each in the colour of what is bad about it: of its lower side, where that is."""
    made = _thresholds(steps)
    if below and made:
        for mark, (_, colour) in zip(made["thresholds"]["steps"], steps, strict=False):
            mark["color"] = _COLOURS[colour]
    return made


def _ranges(steps: Sequence[Step]) -> list[tuple[Part, str]]:
    """Return the colours of a table's values as Perses' conditions; none for the good colour."""
    ends = [value for value, _ in steps[1:]] + [None]
    made = []
    for (least, colour), most in zip(steps, ends, strict=True):
        limits = {key: value for key, value in (("min", least), ("max", most)) if value is not None}
        if colour != "green":
            made.append(({"kind": "Range", "spec": limits}, _COLOURS[colour]))
    return made


def _links(panel: Panel, watched_by: Sequence[Drawn]) -> list[Part]:
    links = [_link(f"Runbook of {alert.name}", f"#/runbooks/{alert.name}") for alert in watched_by]
    if panel.find and not _FIELD.search(panel.find):  # else it is a link of a column
        links.append(_link(_FIND, _traces_url(panel.find)))
    if panel.to:
        links.append(_link(f"More: {panel.to}", f"#/d/{panel.to}"))
    return links


def _traces_url(traceql: str) -> str:
    """Return the page's address of a search; its variables stay as they are, to be filled in."""
    return f"#/traces?query={quote(_plain(traceql), safe='${}')}"


def _plain(text: str) -> str:
    """Leave out `:regex`: Perses writes several chosen values as a regular expression by itself."""
    return text.replace(":regex}", "}")


def _link(name: str, url: str) -> Part:
    return {"name": name, "url": url, "renderVariables": True, "targetBlank": False}
