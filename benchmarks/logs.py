"""What telemetry adds to the CPU time of a log record, redaction and everything that is exported included.

As in `http`, each figure is a program of its own, and the CPU time of all its threads counts.
"""

from __future__ import annotations

from benchmarks.http import _OTEL_KIT, _compared, _measured, _peer

TITLE = "CPU that telemetry adds to one log record (microseconds, best of 5)"

_BARE = "def deliver(): pass\n"
_PLAIN = """
import logging
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.instrumentation.logging.handler import LoggingHandler
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
logs = LoggerProvider()
logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
logging.getLogger().addHandler(LoggingHandler(logger_provider=logs))
deliver = logs.force_flush
"""
_SERVICE = """
import logging, os
log = logging.getLogger("shop")
log.setLevel("INFO")
log.addHandler(logging.StreamHandler(open(os.devnull, "w")))
def work(count):
    for number in range(count):
        log.info("lead %d scored 0.73 in 12 ms", number, extra={"step": "score", "lead": number})
"""
_UNREDACTED = _OTEL_KIT.replace("instrument=[LIBRARY]", "instrument=[], redaction=False")


def rows() -> list[tuple[str, str]]:
    """Measure logging bare, with OpenTelemetry's handler and with otel_kit."""
    ways = {
        "bare": _BARE + _SERVICE,
        "OpenTelemetry": _PLAIN + _SERVICE,
        "otel_kit": _OTEL_KIT + _SERVICE,
        "otel_kit without redaction": _UNREDACTED + _SERVICE,
    }
    with _peer() as peer:
        return list(_compared("log record", _measured(ways, "logging", peer)))
