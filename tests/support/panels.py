"""The panels of the committed dashboards, and what their queries ask of a running stack."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import yaml

from otel_kit.ops import dashboards

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from otel_kit.ops.stack import Endpoints

_VARIABLE = re.compile(r"\$\{?(\w+)(?::\w+)?\}?")
_LEGEND = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_CHOICES = {"window": "5m", "trace": ".*", "__rate_interval": "1m"}
_TIMEOUT_SECONDS = 20
_STEP_SECONDS = 15


@dataclass(frozen=True)
class Panel:
    """One panel: its queries as Grafana has them, and what the variables stand for where everything is chosen."""

    board: str
    title: str
    targets: tuple[Mapping[str, Any], ...]
    choices: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return the name by which `dashboards/empty.yaml` and the tests know it."""
        return f"{self.board}: {self.title}"

    def filled(self, target: Mapping[str, Any]) -> str:
        """Return the query with its variables filled in."""
        text = target.get("expr") or target["query"]
        return _VARIABLE.sub(lambda found: self.choices.get(found[1], found[0]), text)


@dataclass(frozen=True)
class Answer:
    """What a server said to one query: its series or lines, and how long that took."""

    query: str
    found: list[Any]
    legend: tuple[str, ...]
    seconds: float

    @property
    def has_values(self) -> bool:
        """Tell whether there is anything to draw: neither nothing, nor only what is not a number."""
        return any(value != "NaN" for value in _values(self.found))

    def lost_labels(self) -> set[str]:
        """Return the labels of the legend that no series has."""
        known = set().union(*(set(one.get("metric", {})) for one in self.found))
        return {label for label in self.legend if label not in known} if self.found else set()


def panels() -> Iterator[Panel]:
    """Yield every panel of the committed dashboards."""
    for path in sorted((dashboards.source() / "build").glob("*.json")):
        board = json.loads(path.read_text())
        queried = [one for one in board["templating"]["list"] if one["type"] == "query"]
        choices = {**_CHOICES, **{one["name"]: one["allValue"] for one in queried}}
        for panel in board["panels"]:
            if panel["type"] != "row":
                yield Panel(path.stem, panel["title"], tuple(panel["targets"]), choices)


@dataclass(frozen=True)
class Reason:
    """Why a panel is empty on leadflow; `sometimes`: it need not be."""

    why: str
    sometimes: bool


def reasons() -> dict[str, Reason]:
    """Return why a panel is empty on leadflow, by its name."""
    entries = yaml.safe_load((dashboards.source() / "empty.yaml").read_text())
    return {
        f"{board}: {title}": Reason(entry["why"], entry.get("sometimes", False))
        for entry in entries
        for board, titles in entry["panels"].items()
        for title in titles
    }


def ask(panel: Panel, endpoints: Endpoints, *, since: float) -> list[Answer]:
    """Ask a panel's queries as Grafana would for all that was since then."""
    return [_ask(panel, target, endpoints, since) for target in panel.targets]


def _ask(panel: Panel, target: Mapping[str, Any], endpoints: Endpoints, since: float) -> Answer:
    kind, query, now = target["datasource"]["type"], panel.filled(target), time.time()
    url, parameters = _request(kind, target, endpoints, query, (since, now))
    began = time.perf_counter()
    answer = httpx.get(url, params=parameters, timeout=_TIMEOUT_SECONDS)
    seconds = time.perf_counter() - began
    assert answer.status_code == 200, f"{panel.name}: {answer.text}\n{query}"
    content = answer.json()
    found = content.get("traces") or [] if kind == "tempo" else content["data"]["result"]
    return Answer(query, found, tuple(_LEGEND.findall(target.get("legendFormat", ""))), seconds)


def _request(
    kind: str, target: Mapping[str, Any], endpoints: Endpoints, query: str, between: tuple[float, float]
) -> tuple[str, dict[str, Any]]:
    start, end = between
    if kind == "tempo":
        return f"{endpoints.tempo}/api/search", {"q": query, "limit": 20}
    if kind == "loki":
        nanoseconds = {"start": int(start * 1e9), "end": int(end * 1e9), "limit": 200}
        if target.get("queryType") == "instant":
            return f"{endpoints.loki}/loki/api/v1/query", {"query": query, "time": int(end * 1e9)}
        return f"{endpoints.loki}/loki/api/v1/query_range", {"query": query, **nanoseconds}
    if target.get("range"):
        moments = {"start": f"{start:.3f}", "end": f"{end:.3f}", "step": _STEP_SECONDS}
        return f"{endpoints.prometheus}/api/v1/query_range", {"query": query, **moments}
    return f"{endpoints.prometheus}/api/v1/query", {"query": query}


def _values(found: list[Any]) -> Iterator[str]:
    for one in found:
        if "value" in one:
            yield one["value"][1]
        elif "values" in one:
            yield from (value for _, value in one["values"])
        else:
            yield "a trace"
