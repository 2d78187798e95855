"""What an audit entry costs, on disk before the call returns, beside a log record of OpenTelemetry that is not."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor, InMemoryLogRecordExporter

from otel_kit.pipeline._core import _LogsEntrance
from otel_kit.pipeline.audit import AUDIT_EVENT, AuditDesk, AuditLog
from otel_kit.pipeline.audit._files import Files
from otel_kit.pipeline.redaction import Redactor

if TYPE_CHECKING:
    from opentelemetry._logs import Logger

TITLE = "One audit entry, written to disk (microseconds, median of 5 rounds)"
_CALLS = 2_000
_ATTRIBUTES = {
    "kit.audit.action": "user.deleted",
    "kit.audit.target": "user:4711",
    "kit.audit.outcome": "success",
}


def rows() -> list[tuple[str, str]]:
    """Measure a record through OpenTelemetry's batch processor, and an entry through ours."""
    with tempfile.TemporaryDirectory() as folder:
        plain = LoggerProvider(shutdown_on_exit=False)
        plain.add_log_record_processor(BatchLogRecordProcessor(InMemoryLogRecordExporter()))  # type: ignore[no-untyped-call]
        ours = LoggerProvider(shutdown_on_exit=False)
        log = AuditLog(Files(Path(folder, "audit")), limit=64 * 1024 * 1024)
        desk = AuditDesk(log, lambda _: None, redact=Redactor().redact_attributes)
        ours.add_log_record_processor(_LogsEntrance(desk.put))
        rivals = {
            "OpenTelemetry, log record into the queue": plain.get_logger("benchmark"),
            "otel_kit, audit entry on disk": ours.get_logger("benchmark"),
        }
        rounds = [{name: _round(logger) for name, logger in rivals.items()} for _ in range(5)]
        plain.shutdown()
    figures = {name: statistics.median(one[name] for one in rounds) for name in rivals}
    base = figures["OpenTelemetry, log record into the queue"]
    return [
        (name, f"{value:7.1f}   {value / base:5.2f} times OpenTelemetry") for name, value in figures.items()
    ]


def _round(logger: Logger) -> float:
    began = time.perf_counter()
    for _ in range(_CALLS):
        logger.emit(
            LogRecord(
                severity_number=SeverityNumber.INFO,
                attributes=_ATTRIBUTES,
                event_name=AUDIT_EVENT,
                context=None,
            )
        )
    return (time.perf_counter() - began) / _CALLS * 1e6
