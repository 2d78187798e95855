"""The API's TracerProvider, over an engine that can be replaced."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from opentelemetry import trace
from opentelemetry.trace import NoOpTracerProvider, SpanKind
from opentelemetry.util._decorator import _agnosticcontextmanager

from otel_kit.pipeline._spans import Within, are_simple, as_ours, with_attributes
from otel_kit.pipeline._tasks import task_attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from opentelemetry.context import Context
    from opentelemetry.util import types


class TracerProvider(trace.TracerProvider):
    """Hands out tracers that move along when the engine is replaced."""

    def __init__(self, flush: Callable[[float], bool]) -> None:
        """Begin without an engine."""
        self._engine: trace.TracerProvider = NoOpTracerProvider()
        self._tracers: dict[Any, Tracer] = {}
        self._lock = threading.RLock()
        self._flush = flush

    def get_tracer(
        self,
        instrumenting_module_name: str,
        instrumenting_library_version: str | None = None,
        schema_url: str | None = None,
        attributes: Any = None,
    ) -> Tracer:
        """Return the tracer of an instrumentation scope."""
        scope = (instrumenting_module_name, instrumenting_library_version, schema_url)
        key = (*scope, tuple(sorted((attributes or {}).items())))
        with self._lock:
            if key not in self._tracers:
                self._tracers[key] = Tracer(self._engine, (*scope, attributes))
            return self._tracers[key]

    def force_flush(self, timeout_millis: float = 5_000) -> bool:
        """Deliver everything up to now, of all signals; return whether that was done in time."""
        return self._flush(timeout_millis / 1000)

    def use(self, engine: trace.TracerProvider) -> None:
        """Let all tracers start their spans in this engine. A lock that a thread lost in a fork holds is left behind."""
        self._lock = threading.RLock()
        self._engine = engine
        for tracer in list(self._tracers.values()):
            tracer.use(engine)


class Tracer(trace.Tracer):
    """Starts spans in the engine of now."""

    def __init__(self, engine: trace.TracerProvider, scope: tuple[Any, ...]) -> None:
        """Take the engine's tracer of the same scope."""
        self._scope = scope
        self.use(engine)

    def use(self, engine: trace.TracerProvider) -> None:
        """Move to another engine."""
        self._inner = engine.get_tracer(*self._scope)

    def start_span(  # noqa: PLR0917 - the API's own signature
        self,
        name: str,
        context: Context | None = None,
        kind: SpanKind = SpanKind.INTERNAL,
        attributes: types.Attributes = None,
        links: Sequence[trace.Link] | None = (),
        start_time: int | None = None,
        record_exception: bool = True,
        set_status_on_exception: bool = True,
    ) -> trace.Span:
        """Start a span, as the API has it."""
        rest = (links, start_time, record_exception, set_status_on_exception)
        start = self._inner.start_span
        if are_simple(attributes):
            span = as_ours(start(name, context, kind, attributes, *rest))
        else:
            span = as_ours(
                with_attributes(lambda given: start(name, context, kind, given, *rest), attributes)
            )
        if task := task_attributes():
            span.set_attributes(task)
        return span

    @_agnosticcontextmanager
    def start_as_current_span(  # noqa: PLR0917
        self,
        name: str,
        context: Context | None = None,
        kind: SpanKind = SpanKind.INTERNAL,
        attributes: types.Attributes = None,
        links: Sequence[trace.Link] | None = (),
        start_time: int | None = None,
        record_exception: bool = True,
        set_status_on_exception: bool = True,
        end_on_exit: bool = True,
    ) -> Iterator[trace.Span]:
        """Start a span and make it the current one, as the API has it; also a decorator."""
        span = self.start_span(name, context, kind, attributes, links, start_time)
        with Within(span, record=record_exception, status=set_status_on_exception, end=end_on_exit):
            yield span
