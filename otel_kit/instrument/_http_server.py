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
from otel_kit._work import Work, within
from otel_kit.instrument import _http_metrics, _scope
from otel_kit.instrument._http_message import METHODS, Answer, Received, content_length, headers_getter
from otel_kit.instrument._http_options import HttpOptions
from otel_kit.instrument._http_urls import safe_query
from otel_kit.instrument._span_error import record_error
from otel_kit.signals._capture import report
from otel_kit.signals._lifecycle import type_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from opentelemetry.context import Context
    from opentelemetry.trace import Span

__all__ = ["Exchange", "HttpServer", "current_exchange"]

_EXCHANGE = context.create_key("otel_kit-http-exchange")
_SERVER_ERROR = 500


def current_exchange() -> Exchange | None:
    """Return the request that is being handled here, in this thread or task."""
    found = context.get_value(_EXCHANGE)
    return found if isinstance(found, Exchange) else None


class HttpServer:
    """Starts an `Exchange` for each request of one framework."""

    def __init__(self, framework: str, options: HttpOptions | None = None) -> None:
        """Create the instruments once. `options`: what is excluded and captured, by default from the environment."""
        self.options = options or HttpOptions.from_environment(framework)
        self.tracer = _scope.tracer(framework)
        meter = _scope.meter(framework)
        self.duration = _http_metrics.SERVER_DURATION.of(meter)
        self.request_size = _http_metrics.SERVER_REQUEST_SIZE.of(meter)
        self.response_size = _http_metrics.SERVER_RESPONSE_SIZE.of(meter)
        self.active = _http_metrics.active_requests(meter)

    @guarded("instrument.http.begin")
    def begin(self, received: Received) -> Exchange | None:
        """Start the request's span and make it current; `None` for what the user excluded."""
        return None if self.options.excludes(received) else Exchange(self, received)


class Exchange:
    """One request from its arrival to its answer."""

    def __init__(self, server: HttpServer, received: Received) -> None:
        """Start the span below the caller's, and make it current until `leave`."""
        self.answer = Answer()
        self.received = received
        self.find_route: Callable[[], str | None] = lambda: None
        self._server = server
        self._method = received.method if received.method in METHODS else "_OTHER"
        self._labels = self._first_labels()
        parent = propagate.extract(received.headers, getter=headers_getter)
        self._span = server.tracer.start_span(
            self._name(None), parent, SpanKind.SERVER, self._span_attributes(), record_exception=False
        )
        inside = within(Work(self._about, parent), trace.set_span_in_context(self._span, parent))
        self._context = context.set_value(_EXCHANGE, self, inside)
        self._token: object | None = context.attach(self._context)
        self._started = time.perf_counter()
        self._answered: tuple[float, int] | None = None
        self._finished = False
        self._active = () if received.is_websocket else server.active.began(self._labels)

    @property
    def context(self) -> Context:
        """The context in which the request is handled."""
        return self._context

    def answered(self) -> None:
        """Note that the whole answer was handed to the server: what runs after that is not the user's wait."""
        if self._answered is None:
            self._answered = (time.perf_counter(), time.time_ns())

    def fail(self, error: Exception) -> None:
        """Note what was raised. After the end it is the fault of what runs behind the answer, with a span of its own."""
        if self._finished:
            self._report_afterwards(error)
        else:
            self.answer.error = error

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
        last = self._last_labels()
        if self.answer.error is not None:
            report(self.answer.error, source="request", where=self._context)
        self._finish_span(self._span, last, ended_ns)
        if not self.received.is_websocket:
            self._server.active.ended(self._active)
            self._record({**self._labels, **last}, max(0.0, ended - self._started))

    def _about(self) -> dict[str, str | None]:
        """Return what an error in this request is told with."""
        return {"http.request.method": self._method, "http.route": self.answer.route or self.find_route()}

    def _first_labels(self) -> dict[str, str]:
        if self.received.is_websocket:
            return {"url.scheme": self.received.scheme, "network.protocol.name": "websocket"}
        return {"http.request.method": self._method, "url.scheme": self.received.scheme}

    def _last_labels(self) -> dict[str, str | int]:
        answer = self.answer
        known: dict[str, str | int | None] = {
            "http.response.status_code": answer.status,
            "http.route": answer.route,
            "network.protocol.version": self.received.protocol_version,
            "error.type": _error_type(answer),
        }
        return {name: value for name, value in known.items() if value is not None}

    def _span_attributes(self) -> dict[str, Any]:
        received = self.received
        host, port = received.server or (None, None)
        agents = received.headers.get("user-agent")
        known = {
            **self._labels,
            "http.request.method_original": None if self._method != "_OTHER" else received.method,
            "url.path": received.path,
            "url.query": safe_query(received.query) or None,
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
        method = "WS" if self.received.is_websocket else method
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

    @guarded("instrument.http.afterwards")
    def _report_afterwards(self, error: Exception) -> None:
        assert self._answered is not None  # noqa: S101 - it has ended
        span = self._server.tracer.start_span(
            f"{self._name(self.answer.route)} afterwards",
            self._context,
            attributes={"error.type": type_of(error)},
            start_time=self._answered[1],
        )
        record_error(span, error)
        report(error, source="request", where=trace.set_span_in_context(span, self._context))
        span.set_status(Status(StatusCode.ERROR))
        span.end()

    def _record(self, labels: dict[str, str | int], seconds: float) -> None:
        server = self._server
        server.duration.record(seconds, labels, self._context)
        declared = content_length(self.received.headers)
        received = self.answer.received if declared is None else declared
        if received is not None:
            server.request_size.record(received, labels, self._context)
        # What answers a HEAD has the headers of a body, and no body.
        size = 0 if self._method == "HEAD" else self.answer.size
        if size is not None:
            server.response_size.record(size, labels, self._context)


def _error_type(answer: Answer) -> str | None:
    if answer.error is not None:
        return type_of(answer.error)
    failed = answer.status is not None and answer.status >= _SERVER_ERROR
    return str(answer.status) if failed else None
