"""Prometheus: instant queries, loaded rules and their alerts."""

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
class RuleAlert:
    """One alert as Prometheus sees it: `state` is `pending` or `firing`."""

    name: str
    state: str
    labels: Mapping[str, str]
    annotations: Mapping[str, str]


class Prometheus(ServerClient):
    """Client of Prometheus' HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/)."""

    server = "prometheus"

    def query(self, expression: str) -> list[Sample]:
        """Evaluate `expression` now; an expression that gives a single number is a list of one."""
        return self._client.get("/api/v1/query", _samples, query=expression)

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


def _samples(answer: Mapping[str, Any]) -> list[Sample]:
    data = answer["data"]
    if data["resultType"] == "scalar":
        return [Sample({}, float(data["result"][1]))]
    return [Sample(series["metric"], float(series["value"][1])) for series in data["result"]]


def _alerts(answer: Mapping[str, Any]) -> list[RuleAlert]:
    found = answer["data"]["alerts"]
    return [RuleAlert(a["labels"]["alertname"], a["state"], a["labels"], a["annotations"]) for a in found]


def _rule_counts(answer: Mapping[str, Any]) -> tuple[int, int]:
    kinds = [rule["type"] for group in answer["data"]["groups"] for rule in group["rules"]]
    return kinds.count("alerting"), kinds.count("recording")
