"""Tempo: traces by id and by TraceQL, as trees."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.ops.clients._http import ServerClient

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NANOSECONDS_PER_MILLISECOND = 1_000_000
_STATUS_ERROR = "STATUS_CODE_ERROR"


@dataclass(frozen=True)
class Span:
    """One span: ids in hexadecimal, times in nanoseconds since the epoch."""

    span_id: str
    parent_id: str
    name: str
    service: str
    start: int
    end: int
    is_error: bool
    attributes: Mapping[str, Any]


@dataclass(frozen=True)
class Trace:
    """All spans of one trace that Tempo has by now."""

    trace_id: str
    spans: tuple[Span, ...]

    @property
    def services(self) -> set[str]:
        """The names of the services that the trace crosses."""
        return {span.service for span in self.spans}

    @property
    def duration_ms(self) -> float:
        """From the first span's start to the last span's end, in milliseconds."""
        first = min(span.start for span in self.spans)
        return (max(span.end for span in self.spans) - first) / _NANOSECONDS_PER_MILLISECOND

    def walk(self) -> Iterator[tuple[int, Span]]:
        """Yield each span with its depth, a parent before its children, siblings by start."""
        known = {span.span_id for span in self.spans}
        children: dict[str, list[Span]] = {}
        for span in sorted(self.spans, key=lambda s: s.start):
            children.setdefault(span.parent_id if span.parent_id in known else "", []).append(span)
        stack = [(0, span) for span in reversed(children.get("", []))]
        while stack:
            depth, span = stack.pop()
            yield depth, span
            stack.extend((depth + 1, child) for child in reversed(children.get(span.span_id, [])))


class Tempo(ServerClient):
    """Client of Tempo's HTTP API (https://grafana.com/docs/tempo/latest/api_docs/)."""

    server = "tempo"

    def trace(self, trace_id: str) -> Trace | None:
        """Return the trace with this id (32 hexadecimal digits), or `None` while Tempo does not know it."""
        spans = self._client.find(f"/api/v2/traces/{trace_id}", _all_spans)
        return Trace(trace_id, spans) if spans else None

    def search(self, traceql: str, limit: int = 20) -> list[str]:
        """Return the ids of recent traces that match a TraceQL query."""
        return self._client.get("/api/search", _trace_ids, q=traceql, limit=limit)

    def search_between(self, traceql: str, start: float, end: float, limit: int = 20) -> list[str]:
        """Do the same from `start` to `end`, in seconds since 1970."""
        when = {"start": int(start), "end": int(end) + 1}
        return self._client.get("/api/search", _trace_ids, q=traceql, limit=limit, **when)


def _trace_ids(answer: Mapping[str, Any]) -> list[str]:
    return [found["traceID"].rjust(32, "0") for found in answer.get("traces") or []]


def _all_spans(answer: Mapping[str, Any]) -> tuple[Span, ...]:
    batches = (answer.get("trace") or {}).get("resourceSpans") or []
    return tuple(span for batch in batches for span in _spans(batch))


def _spans(batch: Mapping[str, Any]) -> Iterator[Span]:
    resource = _attributes(batch.get("resource", {}))
    for scope in batch.get("scopeSpans", []):
        for raw in scope.get("spans", []):
            yield Span(
                span_id=_hexadecimal(raw["spanId"]),
                parent_id=_hexadecimal(raw.get("parentSpanId", "")),
                name=raw["name"],
                service=str(resource.get("service.name", "")),
                start=int(raw["startTimeUnixNano"]),
                end=int(raw["endTimeUnixNano"]),
                is_error=raw.get("status", {}).get("code") == _STATUS_ERROR,
                attributes=_attributes(raw),
            )


def _hexadecimal(encoded: str) -> str:
    # Tempo writes ids as protobuf's JSON does: bytes in base64.
    return base64.b64decode(encoded).hex()


def _attributes(holder: Mapping[str, Any]) -> dict[str, Any]:
    return {a["key"]: next(iter(a["value"].values()), None) for a in holder.get("attributes", [])}
