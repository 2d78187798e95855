"""What the backends have of a load, by the keys of load.py, and how often they show each."""

from __future__ import annotations

import base64
import contextlib
from collections import Counter
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterable

    from otel_kit.ops.stack import Endpoints

_PAGE = 5000  # Loki's own limit


class Stored:
    """Reads until all that was accepted is there; what was found once is not asked for again."""

    def __init__(self, endpoints: Endpoints, run: str) -> None:
        """Look for the load of service `run`."""
        self._run = run
        self._tempo = endpoints.tempo
        self._loki = endpoints.loki
        self._prometheus = endpoints.prometheus
        self._http = httpx.Client(timeout=10, trust_env=False)
        self._traces: dict[str, list[str]] = {}
        self.found: dict[str, Counter[tuple[str, str]]] = {}

    def look(self, signal: str, accepted: Iterable[tuple[str, str]]) -> int:
        """Look once; return how many of `accepted` are missing. A backend that does not answer yet has none."""
        with contextlib.suppress(httpx.HTTPError):
            if signal == "spans":
                self._look_for_spans(accepted)
            else:
                self.found[signal] = Counter(self._lines() if signal == "logs" else self._points())
        return len(set(accepted) - self.found.get(signal, Counter()).keys())

    def duplicates(self, signal: str) -> int:
        """Return how many were shown more than once."""
        return sum(times - 1 for times in self.found.get(signal, Counter()).values())

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _look_for_spans(self, accepted: Iterable[tuple[str, str]]) -> None:
        found = self.found.get("spans", Counter())
        for trace_id in {trace_id for trace_id, span_id in accepted if (trace_id, span_id) not in found}:
            self._traces[trace_id] = self._spans_of(trace_id)
        self.found["spans"] = Counter(
            (trace, span) for trace, spans in self._traces.items() for span in spans
        )

    def _spans_of(self, trace_id: str) -> list[str]:
        # Not with the client of the stack, which opens a connection for each of these hundreds of questions.
        answer = self._http.get(f"{self._tempo}/api/v2/traces/{trace_id}")
        if answer.status_code == httpx.codes.NOT_FOUND:
            return []
        groups = (answer.raise_for_status().json().get("trace") or {}).get("resourceSpans") or []
        scopes = [scope for group in groups for scope in group.get("scopeSpans", [])]
        return [base64.b64decode(span["spanId"]).hex() for scope in scopes for span in scope.get("spans", [])]

    def _lines(self) -> list[tuple[str, str]]:
        lines: list[tuple[int, str]] = []
        while True:
            page = self._page_of_lines(lines[-1][0] + 1 if lines else 0)
            lines += page
            if len(page) < _PAGE:
                return [(line, "") for _, line in lines]

    def _page_of_lines(self, start: int) -> list[tuple[int, str]]:
        window: dict[str, Any] = {"start": start} if start else {"since": "1h"}
        answer = self._get(
            f"{self._loki}/loki/api/v1/query_range",
            query=f'{{service_name="{self._run}"}}',
            limit=_PAGE,
            direction="forward",
            **window,
        )
        values = [(int(at), line) for stream in answer["data"]["result"] for at, line in stream["values"]]
        return sorted(values)

    def _points(self) -> list[tuple[str, str]]:
        query = f'faults_events_total{{service_name="{self._run}"}}[1h]'
        answer = self._get(f"{self._prometheus}/api/v1/query", query=query)
        return [
            (series["metric"]["worker"], value)
            for series in answer["data"]["result"]
            for _, value in series["values"]
        ]

    def _get(self, url: str, **params: object) -> Any:
        return self._http.get(url, params=params).raise_for_status().json()
