"""Records of Python's logging become log records of OpenTelemetry, and are printed where they always were.

No handler is added: a handler on the root logger would silence Python's handler of last resort and a later
`logging.basicConfig()`, and `dictConfig` would remove it. Instead each record is looked at after its own handlers.
"""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING, Any

from opentelemetry import context, trace
from opentelemetry._logs import LogRecord, SeverityNumber

from otel_kit._guard import attempt, guarded
from otel_kit.pipeline._exceptions import UNPRINTABLE, describe
from otel_kit.pipeline._own import is_hidden
from otel_kit.pipeline._tasks import task_attributes

if TYPE_CHECKING:
    from opentelemetry._logs import Logger, LoggerProvider

# What every record has; all else was given by the caller as `extra`.
_STANDARD = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {
    "message",
    "asctime",
    "taskName",
    "trace_id",
    "span_id",
}
_SEVERITY_TEXT = {"WARNING": "WARN", "CRITICAL": "FATAL"}
# Our own loggers and the SDK's are printed and not sent: a fault in sending must not cause more to send.
_NOT_SENT = ("otel_kit", "opentelemetry")
_MARK = "_otel_kit_original"
_SIMPLE = (str, bool, int, float)


def install(provider: LoggerProvider, level: int) -> None:
    """Look at each record that reaches any logger's handlers; send those of `level` and above."""
    uninstall()
    original = logging.Logger.callHandlers
    sender = Sender(provider, level)

    @functools.wraps(original)
    def call_handlers(self: logging.Logger, record: logging.LogRecord) -> None:
        correlate(record)
        original(self, record)
        sender.send(record)

    setattr(call_handlers, _MARK, original)
    logging.Logger.callHandlers = call_handlers  # type: ignore[method-assign]


def uninstall() -> None:
    """Leave logging as it was."""
    original = getattr(logging.Logger.callHandlers, _MARK, None)
    if original is not None:
        logging.Logger.callHandlers = original  # type: ignore[method-assign]


def correlate(record: logging.LogRecord) -> None:
    """Put the current span's ids on a record, for formatters; empty texts where there is none."""
    span = trace.get_current_span().get_span_context()
    valid = span.is_valid
    fields = record.__dict__
    fields.setdefault("trace_id", trace.format_trace_id(span.trace_id) if valid else "")
    fields.setdefault("span_id", trace.format_span_id(span.span_id) if valid else "")


class Sender:
    """Turns records of logging into OpenTelemetry's, one logger of ours for each of theirs."""

    def __init__(self, provider: LoggerProvider, level: int) -> None:
        """Send records of `level` and above."""
        self._provider = provider
        self._level = level
        self._loggers: dict[str, Logger | None] = {}

    @guarded("pipeline.logs")
    def send(self, record: logging.LogRecord) -> None:
        """Send a record, unless it comes from our own work."""
        if record.levelno < self._level or is_hidden():
            return
        name = record.name
        logger = self._loggers[name] if name in self._loggers else self._logger(name)
        if logger is not None:
            logger.emit(translate(record))

    def _logger(self, name: str) -> Logger | None:
        ours = any(name == mine or name.startswith(f"{mine}.") for mine in _NOT_SENT)
        self._loggers[name] = None if ours else self._provider.get_logger(name)
        return self._loggers[name]


def translate(record: logging.LogRecord) -> LogRecord:
    """Return a record as OpenTelemetry has it: body, severity, where in the code, `extra`, exception."""
    return LogRecord(
        timestamp=int(record.created * 1e9),
        context=context.get_current(),
        severity_text=_SEVERITY_TEXT.get(record.levelname, record.levelname),
        severity_number=severity(record.levelno),
        body=_body(record),
        attributes={**_code(record), **task_attributes(), **_exception(record), **_extra(record)},
    )


@functools.cache
def severity(level: int) -> SeverityNumber:
    """Map a level of logging: DEBUG 10 → 5, INFO 20 → 9, … CRITICAL 50 → 21, in between one step each."""
    if level < logging.DEBUG:
        return SeverityNumber.TRACE
    tens, ones = divmod(min(level, logging.CRITICAL + 3), 10)
    return SeverityNumber(4 * tens + 1 + min(ones, 3))


def _body(record: logging.LogRecord) -> str:
    # Where the arguments do not fit, logging itself says so on the console.
    body = attempt(record.getMessage, otherwise=None)
    return attempt(lambda: str(record.msg), otherwise=UNPRINTABLE) if body is None else body


def _code(record: logging.LogRecord) -> dict[str, Any]:
    return {
        "code.file.path": record.pathname,
        "code.function.name": record.funcName or "",
        "code.line.number": record.lineno,
    }


def _exception(record: logging.LogRecord) -> dict[str, Any]:
    error = record.exc_info[1] if record.exc_info else None
    return {} if error is None else dict(describe(error))


def _extra(record: logging.LogRecord) -> dict[str, Any]:
    return {
        key: value if isinstance(value, _SIMPLE) else attempt(value.__str__, otherwise=UNPRINTABLE)
        for key in sorted(record.__dict__.keys() - _STANDARD)
        if (value := record.__dict__[key]) is not None
    }
