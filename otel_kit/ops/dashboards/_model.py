"""What a dashboard is, before anything draws it: nothing here knows Grafana's format."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LANGUAGES", "Board", "Limit", "Panel", "Query", "Row", "Variable", "above", "below"]


LANGUAGES = ("promql", "traceql", "logql", "logql-count")


@dataclass(frozen=True)
class Query:
    """One question. `legend` names its series, with `{{label}}` for what tells them apart.

    `language` is one of LANGUAGES: logql asks for lines, logql-count for what is counted in lines as of now.
    """

    text: str
    legend: str = ""
    language: str = "promql"
    exemplars: bool = False  # of histograms: dots that lead to a trace


@dataclass(frozen=True)
class Limit:
    """A line in a panel: the value of an alert (`HttpErrorRateHigh.max_error_ratio`), times a factor for its unit."""

    value: str
    times: float = 1
    below: bool = False


def above(*values: str, times: float = 1) -> tuple[Limit, ...]:
    """Return limits above which it is bad."""
    return tuple(Limit(value, times) for value in values)


def below(*values: str, times: float = 1) -> tuple[Limit, ...]:
    """Return limits below which it is bad."""
    return tuple(Limit(value, times, below=True) for value in values)


@dataclass(frozen=True)
class Panel:
    """One picture. `about` says what it shows and what to make of it; `unit` is one of Grafana's."""

    kind: str
    title: str
    about: str
    queries: tuple[Query, ...]
    unit: str = "short"
    limits: tuple[Limit, ...] = ()
    stacked: bool = False
    find: str = ""  # TraceQL: which traces to look for behind this picture
    to: str = ""  # the dashboard that tells more


@dataclass(frozen=True)
class Row:
    """Panels that belong together."""

    title: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Variable:
    """A choice above the dashboard, from the values of a label: `label_values(metric, label)`."""

    name: str
    label: str
    query: str


@dataclass(frozen=True)
class Board:
    """A dashboard. `answer` are the numbers of the first row, which says whether it is all right.

    `by_service`: the alerts of its panels carry the name of one of the services that can be chosen.
    """

    name: str
    title: str
    about: str
    answer: tuple[Panel, ...]
    rows: tuple[Row, ...]
    variables: tuple[Variable, ...] = ()
    by_service: bool = True

    def panels(self) -> tuple[Panel, ...]:
        """Return all panels, those of the first row first."""
        return (*self.answer, *(panel for row in self.rows for panel in row.panels))
