"""Loki: log lines, and what is counted in them, by LogQL."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.ops.clients._http import ServerClient
from otel_kit.ops.clients._prometheus import Sample, samples

if TYPE_CHECKING:
    from collections.abc import Mapping

_NANOSECONDS = 1_000_000_000


@dataclass(frozen=True)
class LogLine:
    """One log record: `labels` holds index labels and structured metadata, `time` is in nanoseconds."""

    time: int
    labels: Mapping[str, str]
    line: str


class Loki(ServerClient):
    """Client of Loki's HTTP API (https://grafana.com/docs/loki/latest/reference/loki-http-api/)."""

    server = "loki"

    def lines(self, logql: str, *, since: float = 3600.0, limit: int = 1000) -> list[LogLine]:
        """Return the lines of the last `since` seconds that match a LogQL query, oldest first."""
        now = time.time()
        return sorted(self.between(logql, now - since, now + 60, limit=limit), key=lambda line: line.time)

    def between(self, logql: str, start: float, end: float, *, limit: int = 1000) -> list[LogLine]:
        """Return the latest `limit` lines from `start` to `end` (seconds since 1970), the latest first."""
        found = self._client.get(
            "/loki/api/v1/query_range",
            _lines,
            query=logql,
            start=int(start * _NANOSECONDS),
            end=int(end * _NANOSECONDS),
            limit=limit,
        )
        return sorted(found, key=lambda line: line.time, reverse=True)

    def query(self, logql: str, at: float) -> list[Sample]:
        """Evaluate a metric query such as `sum(count_over_time(…))` at a time in seconds since 1970."""
        return self._client.get("/loki/api/v1/query", samples, query=logql, time=int(at * _NANOSECONDS))

    def lines_of_trace(self, trace_id: str, **window: float) -> list[LogLine]:
        """Return the lines that any service logged inside one trace."""
        return self.lines(f'{{service_name=~".+"}} | trace_id="{trace_id}"', **window)  # type: ignore[arg-type]

    def index_labels(self) -> list[str]:
        """Return the labels under which streams are indexed; structured metadata is not among them."""
        return self._client.get("/loki/api/v1/labels", lambda answer: list(answer.get("data") or []))


def _lines(answer: Mapping[str, Any]) -> list[LogLine]:
    streams = answer["data"]["result"]
    return [
        LogLine(int(stamp), stream["stream"], line) for stream in streams for stamp, line in stream["values"]
    ]
