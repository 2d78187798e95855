"""Prometheus: instant queries, loaded rules and their alerts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops.clients._http import JsonClient

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


class Prometheus:
    """Client of Prometheus' HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/)."""

    def __init__(self, base_url: str) -> None:
        """Talk to the Prometheus at `base_url`."""
        self._client = JsonClient("prometheus", base_url)

    def query(self, expression: str) -> list[Sample]:
        """Evaluate `expression` now; an expression that gives a single number is a list of one."""
        data = self._client.get("/api/v1/query", query=expression)["data"]
        if data["resultType"] == "scalar":
            return [Sample({}, float(data["result"][1]))]
        return [Sample(series["metric"], float(series["value"][1])) for series in data["result"]]

    def value(self, expression: str) -> float | None:
        """Return the value of the only series of `expression`, or `None` where there is none."""
        samples = self.query(expression)
        return samples[0].value if samples else None

    def alerts(self) -> list[RuleAlert]:
        """Return the pending and firing alerts."""
        found = self._client.get("/api/v1/alerts")["data"]["alerts"]
        return [RuleAlert(a["labels"]["alertname"], a["state"], a["labels"], a["annotations"]) for a in found]

    def rule_counts(self) -> tuple[int, int]:
        """Return how many alerting and how many recording rules are loaded."""
        groups = self._client.get("/api/v1/rules")["data"]["groups"]
        kinds = [rule["type"] for group in groups for rule in group["rules"]]
        return kinds.count("alerting"), kinds.count("recording")

    def metric_names(self) -> list[str]:
        """Return the names of all stored metrics."""
        return list(self._client.get("/api/v1/label/__name__/values")["data"])
