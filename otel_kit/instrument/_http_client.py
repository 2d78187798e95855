"""A request that a service sends: one client span, its duration, and what the answer says of the peer's limits.

Names, units and attributes are OpenTelemetry's stable HTTP conventions. Libraries hand in what they send and what
came back; nothing here knows any of them. A request is over when its headers have been read: who reads the body, and
whether, is the service's affair.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from opentelemetry import context, propagate, trace
from opentelemetry.context import _SUPPRESS_HTTP_INSTRUMENTATION_KEY, _SUPPRESS_INSTRUMENTATION_KEY
from opentelemetry.trace import SpanKind, Status, StatusCode

from otel_kit._guard import guarded
from otel_kit.instrument import _http_metrics, _scope
from otel_kit.instrument._api_quota import observe_quota
from otel_kit.instrument._http_message import METHODS
from otel_kit.instrument._http_options import HttpOptions
from otel_kit.instrument._http_peers import Peers, peers_in_use
from otel_kit.instrument._http_urls import safe_url
from otel_kit.signals._lifecycle import type_of

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

__all__ = ["HttpClient", "Outgoing", "Sent"]

_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_CLIENT_ERROR = 400
_TARGETS = 1024  # methods and hosts whose labels are kept


@dataclass(frozen=True)
class Sent:
    """What is sent. `url` is the whole one; header names have any case."""

    method: str
    scheme: str
    host: str
    port: int | None
    url: str
    headers: Mapping[str, str]


class HttpClient:
    """Starts an `Outgoing` for each request of one library."""

    def __init__(self, library: str, options: HttpOptions | None = None, peers: Peers | None = None) -> None:
        """Create the instruments once. `options` and `peers` are by default those of the process' settings."""
        self.options = options or HttpOptions.from_environment(library, side="client")
        self.tracer = _scope.tracer(library)
        self.duration = _http_metrics.CLIENT_DURATION.of(_scope.meter(library))
        self._peers = peers or peers_in_use()
        self.labels = lru_cache(_TARGETS)(self._labels)

    @guarded("instrument.http.send")
    def begin(self, sent: Sent) -> Outgoing | None:
        """Start the request's span; `None` for what the user excluded, or another layer observes already."""
        if context.get_value(_SUPPRESS_HTTP_INSTRUMENTATION_KEY) or context.get_value(
            _SUPPRESS_INSTRUMENTATION_KEY
        ):
            return None
        return None if self.options.excludes_url(sent.url) else Outgoing(self, sent)

    def _labels(self, method: str, scheme: str, host: str, port: int | None) -> dict[str, Any]:
        port = _DEFAULT_PORTS.get(scheme) if port is None else port
        known = {
            "http.request.method": method if method in METHODS else "_OTHER",
            "server.address": host,
            "server.port": port,
            "service.peer.name": self._peers.name(host, port),
        }
        return {name: value for name, value in known.items() if value is not None}


class Outgoing:
    """One request from its start to the headers of its answer."""

    def __init__(self, client: HttpClient, sent: Sent) -> None:
        """Start the span below the current one."""
        self._client = client
        self._labels = client.labels(sent.method, sent.scheme, sent.host, sent.port)
        self._method = self._labels["http.request.method"]
        self._span = client.tracer.start_span(
            "HTTP" if self._method == "_OTHER" else self._method,
            kind=SpanKind.CLIENT,
            attributes=self._span_attributes(sent),
            record_exception=False,
        )
        self._context = trace.set_span_in_context(self._span)
        self._token: Any = None
        self._ended = False
        self._started = time.perf_counter()

    def __enter__(self) -> None:
        """Make the span current, and keep the layers below from observing the request again."""
        below = context.set_value(_SUPPRESS_HTTP_INSTRUMENTATION_KEY, True, self._context)
        self._token = context.attach(below)

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Make the caller's span current again; an exception ends the request, and passes through unchanged."""
        context.detach(self._token)
        if error is not None:
            self.failed(error)

    @guarded("instrument.http.inject")
    def inject(self, headers: MutableMapping[str, str]) -> None:
        """Let the trace travel with the request."""
        propagate.inject(headers, self._context)

    @guarded("instrument.http.answered")
    def answered(self, status: int, headers: Mapping[str, str], protocol_version: str | None) -> None:
        """End with an answer, whose headers are found whatever the case of a name."""
        last: dict[str, Any] = {"http.response.status_code": status}
        if protocol_version is not None:
            last["network.protocol.version"] = protocol_version
        if status >= _CLIENT_ERROR:
            last["error.type"] = str(status)
        self._end(last, self._client.options.captured_answer(headers))
        observe_quota(self._labels["service.peer.name"], status, headers)

    @guarded("instrument.http.failed")
    def failed(self, error: BaseException) -> None:
        """End without an answer. What is no `Exception`, such as a task's cancellation, is no error of the peer's."""
        self._end({"error.type": type_of(error)} if isinstance(error, Exception) else {})

    def _end(self, last: dict[str, Any], captured: dict[str, list[str]] | None = None) -> None:
        if self._ended:
            return
        self._ended = True
        labels = {**self._labels, **last}
        self._client.duration.record(time.perf_counter() - self._started, labels, self._context)
        span = self._span
        span.set_attributes({**last, **(captured or {})})
        if "error.type" in last:
            # The exception itself is told by the one whom it reaches.
            span.set_status(Status(StatusCode.ERROR))
        span.end()

    def _span_attributes(self, sent: Sent) -> dict[str, Any]:
        captured = self._client.options.captured_sending(sent.headers)
        attributes = {**self._labels, "url.full": safe_url(sent.url), **captured}
        if self._method == "_OTHER":
            attributes["http.request.method_original"] = sent.method
        return attributes
