"""Captures telemetry: a core with memory behind the providers of this process, for the length of a test."""

from __future__ import annotations

import contextlib
import logging
import os
from typing import TYPE_CHECKING, Any

from opentelemetry.trace import format_span_id, format_trace_id

from otel_kit import _guard, _init, _work
from otel_kit import settings as _settings
from otel_kit.pipeline import _stdlib
from otel_kit.pipeline._engine import Engine
from otel_kit.pipeline.errors import open_desk
from otel_kit.signals.pack import forget_instruments
from otel_kit.testing._clock import Clock, told_by
from otel_kit.testing._core import MemoryCore
from otel_kit.testing._metrics import Histogram, Metrics, Series
from otel_kit.testing._records import Log, Logs, Span, Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Telemetry", "capture"]

_SETTINGS = {"service_name": "test", "instrument": "none", "log_level": "DEBUG"}
# Nothing is sent, and the default metrics are the code's own.
_ENVIRONMENT = {"OTEL_METRICS_EXPORTER": "none", "OTEL_KIT_EXIT_TIMEOUT": "0.1"}


class Telemetry:
    """What was reported up to now."""

    def __init__(self, core: MemoryCore, heard: _Heard, clock: Clock) -> None:
        """Read from this core. `clock` is what its times and durations go by."""
        self._core = core
        self._heard = heard
        self.clock = clock

    @property
    def spans(self) -> Spans:
        """The spans that have ended."""
        return Spans(_span(item) for item in list(self._core.kept["traces"].items))

    @property
    def logs(self) -> Logs:
        """The log records and events."""
        return Logs(_log(item) for item in list(self._core.kept["logs"].items))

    @property
    def metrics(self) -> Metrics:
        """The metrics as they are now; those about telemetry itself, `kit.telemetry.*`, only where something was lost."""
        data = self._core.reader.get_metrics_data()
        found: dict[str, tuple[str, list[Series]]] = {}
        for resource in data.resource_metrics if data else []:
            for scope in resource.scope_metrics:
                for metric in scope.metrics:
                    series = [_series(point) for point in metric.data.data_points]
                    if metric.name.startswith("kit.telemetry.") and not any(one.value for one in series):
                        continue
                    found.setdefault(metric.name, (metric.unit or "", []))[1].extend(series)
        return Metrics(found)

    def clear(self) -> None:
        """Forget the spans and log records of up to now; metrics go on."""
        for memory in self._core.kept.values():
            memory.items.clear()

    def faults(self) -> list[str]:
        """Return the faults inside otel_kit: where, how often, and the error of the first."""
        return [
            f"{where} ({count}): {self._heard.errors.get(where, '')}"
            for where, count in _guard.faults().items()
        ]


@contextlib.contextmanager
def capture() -> Iterator[Telemetry]:
    """Capture what is reported inside the block, whatever `init()` is called with there."""
    engine = _engine()
    settings_before = _init._off, _init._settings_in_use  # noqa: SLF001 - the process has one pipeline
    rules = {name: value for name, value in os.environ.items() if name.startswith("OTEL_KIT_REDACTION")}
    settings = _settings.load(_SETTINGS, {**rules, **_ENVIRONMENT})
    core, clock = MemoryCore(settings), Clock()
    with _faults_noted() as heard, told_by(clock):
        engine.meters.hand_on()
        core_before = engine.replace(core)
        _init._off, _init._settings_in_use = False, None  # noqa: SLF001
        forget_instruments()  # a test before this one may have given the process other providers
        _stdlib.install(engine.loggers, settings.log_level)
        close_desk = open_desk(settings, clock.seconds)
        flags_before = _work.exchange_process_flags({})
        try:
            yield Telemetry(core, heard, clock)
        finally:
            _work.exchange_process_flags(flags_before)
            close_desk()
            _stdlib.uninstall()
            engine.replace(core_before)
            _init._off, _init._settings_in_use = settings_before  # noqa: SLF001


def _engine() -> Engine:
    """Return the engine of this process; the first time, make it the API's."""
    if _init._engine is None:  # noqa: SLF001
        engine = Engine()
        engine.become_global()
        _init._engine = engine  # noqa: SLF001
    return _init._engine  # noqa: SLF001


class _Heard(logging.Handler):
    """Keeps the errors of faults, which the guard logs once for each place."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: dict[str, str] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and isinstance(record.args, tuple) and record.args:
            self.errors[str(record.args[0])] = f"{type(record.exc_info[1]).__name__}: {record.exc_info[1]}"


@contextlib.contextmanager
def _faults_noted() -> Iterator[_Heard]:
    """Count faults from zero inside the block, and keep them from being raised in the code under test."""
    heard, logger = _Heard(), logging.getLogger("otel_kit")
    strict, counts = os.environ.pop(_guard.STRICT, None), _guard.exchange_counts({})
    logger.addHandler(heard)
    try:
        yield heard
    finally:
        logger.removeHandler(heard)
        _guard.exchange_counts(counts)
        if strict is not None:
            os.environ[_guard.STRICT] = strict


def _span(item: Any) -> Span:
    return Span(
        name=item.name,
        kind=item.kind.name.lower(),
        status=item.status.status_code.name.lower(),
        attributes=dict(item.attributes or {}),
        trace_id=format_trace_id(item.context.trace_id),
        span_id=format_span_id(item.context.span_id),
        parent_id=format_span_id(item.parent.span_id) if item.parent else None,
        events=tuple(event.name for event in item.events),
        start=item.start_time / 1e9,
        seconds=(item.end_time - item.start_time) / 1e9,
    )


def _log(item: Any) -> Log:
    record = item.log_record
    return Log(
        name=record.event_name or "",
        body=record.body,
        severity=record.severity_text or "",
        attributes=dict(record.attributes or {}),
        trace_id=format_trace_id(record.trace_id) if record.trace_id else None,
        span_id=format_span_id(record.span_id) if record.span_id else None,
    )


def _series(point: Any) -> Series:
    attributes = dict(point.attributes or {})
    if not hasattr(point, "bucket_counts"):
        return Series(attributes, point.value)
    bounds, counts = tuple(point.explicit_bounds), tuple(point.bucket_counts)
    histogram = Histogram(point.count, point.sum, point.min, point.max, bounds, counts)
    return Series(attributes, point.sum, histogram)
