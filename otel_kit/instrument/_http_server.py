"""A request that a service answers: one server span, and the metrics that belong to it.

Names, units and attributes are OpenTelemetry's stable HTTP conventions. Frameworks hand in what they received
and what came of it (`_http_message`); nothing here knows any of them.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from opentelemetry import context, propagate, trace
from opentelemetry.trace import SpanKind, Status, StatusCode

from otel_kit._guard import guarded
from otel_kit.instrument import _scope
from otel_kit.instrument._http_message import Answer, Received, content_length, headers_getter
from otel_kit.instrument._http_options import HttpOptions
from otel_kit.instrument._span_error import record_error
from otel_kit.signals._lifecycle import type_of

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.trace import Span

__all__ = ["Exchange", "HttpServer"]

_METHODS = frozenset(
    {"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE"}
)
# The conventions' advice for http.server.request.duration, in seconds.
_DURATION = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
# Body sizes in bytes, by powers of four: the conventions advise none, and the SDK's own end at 10 kB.
_SIZES = (64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216)
_SERVER_ERROR = 500


class HttpServer:
    """Starts an `Exchange` for each request of one framework."""

    def __init__(self, framework: str, options: HttpOptions | None = None) -> None:
        """Create the instruments once. `options`: what is excluded and captured, by default from the environment."""
        self.options = options or HttpOptions.from_environment(framework)
        self.tracer = _scope.tracer(framework)
        meter = _scope.meter(framework)
        self.duration = meter.create_histogram(
            "http.server.request.duration",
            unit="s",
            description="Duration of HTTP server requests.",
            explicit_bucket_boundaries_advisory=_DURATION,
        )
        self.request_size = meter.create_histogram(
            "http.server.request.body.size",
            unit="By",
            description="Size of HTTP server request bodies.",
            explicit_bucket_boundaries_advisory=_SIZES,
        )
        self.response_size = meter.create_histogram(
            "http.server.response.body.size",
            unit="By",
            description="Size of HTTP server response bodies.",
            explicit_bucket_boundaries_advisory=_SIZES,
        )
        self.active = meter.create_up_down_counter(
            "http.server.active_requests",
            unit="{request}",
            description="Number of active HTTP server requests.",
        )

    @guarded("instrument.http.begin")
    def begin(self, received: Received) -> Exchange | None:
        """Start the request's span and make it current; `None` for what the user excluded."""
        return None if self.options.excludes(received) else Exchange(self, received)


class Exchange:
    """One request from its arrival to its answer."""

    def __init__(self, server: HttpServer, received: Received) -> None:
        """Start the span below the caller's, and make it current until `leave`."""
        self.answer = Answer()
        self._server = server
        self._received = received
        self._method = received.method if received.method in _METHODS else "_OTHER"
        self._labels = self._first_labels()
        parent = propagate.extract(received.headers, getter=headers_getter)
        self._span = server.tracer.start_span(
            self._name(None), parent, SpanKind.SERVER, self._span_attributes(), record_exception=False
        )
        self._context = trace.set_span_in_context(self._span, parent)
        self._token: object | None = context.attach(self._context)
        self._started = time.perf_counter()
        self._answered: tuple[float, int] | None = None
        self._finished = False
        if not received.is_websocket:
            server.active.add(1, self._labels)

    @property
    def context(self) -> Context:
        """The context in which the request is handled."""
        return self._context

    def answered(self) -> None:
        """Note that the whole answer was handed to the server: what runs after that is not the user's wait."""
        if self._answered is None:
            self._answered = (time.perf_counter(), time.time_ns())

    def leave(self) -> None:
        """Make the caller's span current again, in the thread or task that began the request."""
        token, self._token = self._token, None
        if token is not None:
            context.detach(token)  # type: ignore[arg-type]

    @guarded("instrument.http.finish")
    def finish(self) -> None:
        """End the span and record the metrics, once."""
        if self._finished:
            return
        self._finished = True
        self.answered()
        assert self._answered is not None  # noqa: S101 - set by the line before
        ended, ended_ns = self._answered
        labels = {**self._labels, **self._last_labels()}
        self._finish_span(self._span, labels, ended_ns)
        if not self._received.is_websocket:
            self._record(labels, max(0.0, ended - self._started))

    def _first_labels(self) -> dict[str, str]:
        if self._received.is_websocket:
            return {"url.scheme": self._received.scheme, "network.protocol.name": "websocket"}
        return {"http.request.method": self._method, "url.scheme": self._received.scheme}

    def _last_labels(self) -> dict[str, str | int]:
        answer = self.answer
        known: dict[str, str | int | None] = {
            "http.response.status_code": answer.status,
            "http.route": answer.route,
            "network.protocol.version": self._received.protocol_version,
            "error.type": _error_type(answer),
        }
        return {name: value for name, value in known.items() if value is not None}

    def _span_attributes(self) -> dict[str, Any]:
        received = self._received
        host, port = received.server or (None, None)
        agents = received.headers.get("user-agent")
        known = {
            **self._labels,
            "http.request.method_original": None if self._method != "_OTHER" else received.method,
            "url.path": received.path,
            "url.query": received.query or None,
            "server.address": host,
            "server.port": port,
            "client.address": received.client,
            "user_agent.original": agents[0] if agents else None,
            **self._server.options.captured_request(received.headers),
        }
        return {name: value for name, value in known.items() if value is not None}

    def _name(self, route: str | None) -> str:
        """Return `POST /leads`; without a route only the method, so that unknown paths share one name."""
        method = "HTTP" if self._method == "_OTHER" else self._method
        method = "WS" if self._received.is_websocket else method
        return f"{method} {route}" if route else method

    def _finish_span(self, span: Span, labels: dict[str, str | int], ended_ns: int) -> None:
        answer = self.answer
        if span.is_recording():
            span.update_name(self._name(answer.route))
            span.set_attributes(labels)
            span.set_attributes(self._server.options.captured_response(answer.headers))
            if answer.error is not None:
                record_error(span, answer.error)
            if "error.type" in labels:
                span.set_status(Status(StatusCode.ERROR))
        span.end(ended_ns)

    def _record(self, labels: dict[str, str | int], seconds: float) -> None:
        server = self._server
        server.duration.record(seconds, labels, self._context)
        server.active.add(-1, self._labels)
        received = content_length(self._received.headers)
        if received is not None:
            server.request_size.record(received, labels, self._context)
        if self.answer.size is not None:
            server.response_size.record(self.answer.size, labels, self._context)


def _error_type(answer: Answer) -> str | None:
    if answer.error is not None:
        return type_of(answer.error)
    failed = answer.status is not None and answer.status >= _SERVER_ERROR
    return str(answer.status) if failed else None
