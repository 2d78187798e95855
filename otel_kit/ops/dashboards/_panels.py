"""The kinds of panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops.dashboards._model import Panel, Query

if TYPE_CHECKING:
    from otel_kit.ops.dashboards._model import Limit

__all__ = ["bars", "counted", "lines", "logs", "number", "table", "traces"]

_LOGS = '{service_name=~"$service",deployment_environment_name=~"$environment"}'


def lines(
    title: str,
    about: str,
    *queries: Query,
    unit: str = "short",
    limits: tuple[Limit, ...] = (),
    stacked: bool = False,
    find: str = "",
    to: str = "",
) -> Panel:
    """Return curves over time."""
    return Panel("lines", title, about, queries, unit, limits, stacked=stacked, find=find, to=to)


def number(
    title: str, about: str, query: Query, unit: str = "short", limits: tuple[Limit, ...] = (), *, to: str = ""
) -> Panel:
    """Return one number of now."""
    return Panel("number", title, about, (query,), unit, limits, to=to)


def bars(title: str, about: str, query: Query, unit: str = "short", limits: tuple[Limit, ...] = ()) -> Panel:
    """Return a bar for each series of now, the longest to be compared at once."""
    return Panel("bars", title, about, (query,), unit, limits)


def table(
    title: str,
    about: str,
    *queries: Query,
    unit: str = "short",
    limits: tuple[Limit, ...] = (),
    find: str = "",
) -> Panel:
    """Return a line for each series of now; `find` may name a column as `${__data.fields.column}`."""
    return Panel("table", title, about, queries, unit, limits, find=find)


def logs(title: str, about: str, stages: str = "") -> Panel:
    """Return the lines of the chosen services, of one trace where `$trace` names it; `stages` filter further."""
    text = f'{_LOGS} | trace_id=~"$trace"'
    return Panel("logs", title, about, (Query(f"{text} {stages}".strip(), language="logql"),))


def counted(title: str, about: str, logql: str, *, find: str = "") -> Panel:
    """Return a table of what is counted in lines; an `@` in the query stands for the lines of the chosen services."""
    return Panel(
        "table", title, about, (Query(logql.replace("@", _LOGS), language="logql-count"),), find=find
    )


def traces(title: str, about: str, traceql: str) -> Panel:
    """Return traces that a TraceQL expression finds, each a link to its waterfall."""
    return Panel("traces", title, about, (Query(traceql, language="traceql"),))
