"""What the source of the rules says, once it is read: nothing here knows YAML or Prometheus's file format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from otel_kit.ops.rules import _units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.ops._yaml import Place

__all__ = [
    "Alert",
    "Case",
    "Dashboard",
    "Environment",
    "Expectation",
    "Inhibitor",
    "Look",
    "Recording",
    "RecordingCase",
    "Result",
    "RuleSet",
    "Runbook",
    "Slo",
    "Urls",
    "Value",
]


@dataclass(frozen=True)
class Value:
    """A named number or duration of an alert, with the document that it comes from."""

    name: str
    amount: float | str
    unit: str
    source: str
    place: Place

    def in_query(self) -> str:
        """Return the value as PromQL writes it: `0.05`, `5m`."""
        return _units.in_query(self.amount)

    def in_words(self) -> str:
        """Return the value as people say it: `5 %`, `5 minutes`, `200 ms`."""
        return _units.in_words(self.amount, self.unit)


@dataclass(frozen=True)
class Look:
    """One step of a runbook's first look: a question and the query that answers it."""

    question: str
    language: str
    query: str
    place: Place


@dataclass(frozen=True)
class Runbook:
    """What to do when the alert is there. The alert's own `meaning` opens the page."""

    impact: str
    first_look: tuple[Look, ...]
    causes: tuple[str, ...]
    fix: tuple[str, ...]
    escalate: str
    prevent: tuple[str, ...]


@dataclass(frozen=True)
class Dashboard:
    """Where the alert's signals are drawn."""

    name: str
    panel: str


@dataclass(frozen=True)
class Expectation:
    """An alert that a test expects to be firing: when, with which labels, and what it says."""

    at: str
    severity: str
    labels: Mapping[str, str]
    summary: str


@dataclass(frozen=True)
class Inhibitor:
    """An alert whose firing explains this one. `same`: labels in which both must agree; None: those that both have."""

    alert: str
    same: tuple[str, ...] | None
    place: Place


@dataclass(frozen=True)
class Case:
    """One test of an alert: series, and the moments at which it fires or is silent."""

    sentence: str
    interval: str
    series: Mapping[str, str]
    fires: tuple[Expectation, ...]
    silent: tuple[str, ...]
    place: Place
    series_places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Alert:
    """One alert: everything that is said about it. Either `expr` and `severity` are set, or `slo` is."""

    name: str
    domain: str
    meaning: str
    summary: str
    expr: str
    slo: str
    severity: str
    category: str
    service_name: str
    hold: str
    keep_firing_for: str
    guard: str
    values: Mapping[str, Value]
    dashboard: Dashboard
    runbook: Runbook
    tests: tuple[Case, ...]
    place: Place
    expr_place: Place
    inhibited_by: tuple[Inhibitor, ...] = ()


@dataclass(frozen=True)
class Result:
    """A series that a test expects of a recording rule: when, with which labels and value."""

    at: str
    labels: Mapping[str, str]
    value: float


@dataclass(frozen=True)
class RecordingCase:
    """One test of a recording rule: series, and what it makes of them; `nothing` are moments at which it is empty."""

    sentence: str
    interval: str
    series: Mapping[str, str]
    gives: tuple[Result, ...]
    nothing: tuple[str, ...]
    place: Place
    series_places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Recording:
    """A series that several rules or dashboards share."""

    name: str
    domain: str
    meaning: str
    expr: str
    tests: tuple[RecordingCase, ...]
    place: Place
    expr_place: Place


@dataclass(frozen=True)
class Slo:
    """One objective of a file in Sloth's `prometheus/v1` format.

    Either `error_query` and `total_query` are set (events), or `ratio_query` is (what is measured, not counted).
    """

    file: str
    service: str
    name: str
    objective: float
    description: str
    labels: Mapping[str, str]
    error_query: str
    total_query: str
    ratio_query: str
    alert: str
    page_labels: Mapping[str, str] | None
    ticket_labels: Mapping[str, str] | None
    place: Place
    query_places: Mapping[str, Place]

    @property
    def id(self) -> str:
        """Return Sloth's id, `service-name`."""
        return f"{self.service}-{self.name}"

    @property
    def queries(self) -> Mapping[str, str]:
        """Return the queries that are set, by the key of the file."""
        named = {
            "error_query": self.error_query,
            "total_query": self.total_query,
            "error_ratio_query": self.ratio_query,
        }
        return {key: query for key, query in named.items() if query}


@dataclass(frozen=True)
class Urls:
    """Patterns of the links that the renderer adds to each alert."""

    runbook: str
    dashboard: str


@dataclass(frozen=True)
class Environment:
    """What `values.yaml` changes for one environment: alert → name of a value → what it becomes.

    `services` does the same for one service, on top: service → alert → name of a value → what it becomes.
    """

    name: str
    urls: Urls
    alerts: Mapping[str, Mapping[str, float | str]]
    services: Mapping[str, Mapping[str, Mapping[str, float | str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class RuleSet:
    """All of the source."""

    alerts: tuple[Alert, ...]
    recordings: tuple[Recording, ...]
    slos: tuple[Slo, ...]
    default: Environment
    environments: Mapping[str, Environment]
