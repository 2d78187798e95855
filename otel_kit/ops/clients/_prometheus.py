"""Prometheus: queries, exemplars, loaded rules and their alerts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.ops.clients._http import ServerClient

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Sample:
    """One series of an instant query: its labels and its value now."""

    labels: Mapping[str, str]
    value: float


@dataclass(frozen=True)
class Series:
    """One series of a range query: its labels, and its values with their times in seconds since 1970."""

    labels: Mapping[str, str]
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Exemplar:
    """One measurement that was kept with the trace in which it was made; `time` in seconds since 1970."""

    trace_id: str
    value: float
    time: float


@dataclass(frozen=True)
class RuleAlert:
    """One alert as Prometheus sees it: `state` is `pending` or `firing`, `since` when that began (RFC 3339)."""

    name: str
    state: str
    labels: Mapping[str, str]
    annotations: Mapping[str, str]
    since: str = ""
    value: float | None = None


class Prometheus(ServerClient):
    """Client of Prometheus' HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/)."""

    server = "prometheus"

    def query(self, expression: str, *, at: float | None = None) -> list[Sample]:
        """Evaluate `expression` now or `at` a time; an expression that gives a single number is a list of one."""
        when = {} if at is None else {"time": f"{at:.3f}"}
        return self._client.get("/api/v1/query", samples, query=expression, **when)

    def query_range(self, expression: str, start: float, end: float, step: float) -> list[Series]:
        """Evaluate `expression` every `step` seconds from `start` to `end`, in seconds since 1970."""
        when = {"start": f"{start:.3f}", "end": f"{end:.3f}", "step": f"{step:.3f}"}
        return self._client.get("/api/v1/query_range", _series, query=expression, **when)

    def exemplars(self, selector: str, start: float, end: float) -> list[Exemplar]:
        """Return the exemplars with a trace of all series that `selector` chooses."""
        when = {"start": f"{start:.3f}", "end": f"{end:.3f}"}
        return self._client.get("/api/v1/query_exemplars", _exemplars, query=selector, **when)

    def value(self, expression: str) -> float | None:
        """Return the value of the only series of `expression`, or `None` where there is none."""
        samples = self.query(expression)
        return samples[0].value if samples else None

    def alerts(self) -> list[RuleAlert]:
        """Return the pending and firing alerts."""
        return self._client.get("/api/v1/alerts", _alerts)

    def rule_counts(self) -> tuple[int, int]:
        """Return how many alerting and how many recording rules are loaded."""
        return self._client.get("/api/v1/rules", _rule_counts)

    def metric_names(self) -> list[str]:
        """Return the names of all stored metrics."""
        return self._client.get("/api/v1/label/__name__/values", lambda answer: list(answer["data"]))


def samples(answer: Mapping[str, Any]) -> list[Sample]:
    """Read the answer to an instant query; Loki's is the same."""
    data = answer["data"]
    if data["resultType"] == "scalar":
        return [Sample({}, float(data["result"][1]))]
    return [Sample(series["metric"], float(series["value"][1])) for series in data["result"]]


def _series(answer: Mapping[str, Any]) -> list[Series]:
    return [
        Series(found["metric"], tuple((float(time), float(value)) for time, value in found["values"]))
        for found in answer["data"]["result"]
    ]


def _exemplars(answer: Mapping[str, Any]) -> list[Exemplar]:
    return [
        Exemplar(one["labels"]["trace_id"], float(one["value"]), float(one["timestamp"]))
        for series in answer["data"]
        for one in series["exemplars"]
        if "trace_id" in one["labels"]
    ]


def _alerts(answer: Mapping[str, Any]) -> list[RuleAlert]:
    return [_alert(raw) for raw in answer["data"]["alerts"]]


def _alert(raw: Mapping[str, Any]) -> RuleAlert:
    value = float(raw["value"]) if "value" in raw else None
    labels = raw["labels"]
    return RuleAlert(
        labels["alertname"], raw["state"], labels, raw["annotations"], raw.get("activeAt", ""), value
    )


def _rule_counts(answer: Mapping[str, Any]) -> tuple[int, int]:
    kinds = [rule["type"] for group in answer["data"]["groups"] for rule in group["rules"]]
    return kinds.count("alerting"), kinds.count("recording")
