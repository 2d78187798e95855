"""How long a service takes to exit while its collector refuses, answers 503, or hangs."""

from __future__ import annotations

import contextlib
import http.server
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "Exit with a span, a count and a log record left to send (seconds after the last line of main)"
_LIMIT_SECONDS = 60.0
_WORK = """
import logging, sys, time
from opentelemetry import metrics, trace
trace.get_tracer("bench").start_span("last").end()
metrics.get_meter("bench").create_counter("last").add(1)
logging.getLogger("bench").warning("last")
print(time.time(), flush=True)
"""
_OTEL_KIT = "import otel_kit; otel_kit.init('bench')\n"
_PLAIN = """
from opentelemetry import metrics, trace
from opentelemetry._logs import set_logger_provider
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
traces = TracerProvider()
traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(traces)
metrics.set_meter_provider(MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())]))
logs = LoggerProvider()
logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
logs.get_logger("bench").emit(body="last")
"""


def rows() -> list[tuple[str, str]]:
    """Measure each collector's behaviour for otel_kit and for the plain SDK."""
    found = []
    for behaviour in (_refuses, _answers_503, _hangs):
        for name, start in (("otel_kit", _OTEL_KIT), ("OpenTelemetry", _PLAIN)):
            with behaviour() as endpoint:
                found.append((f"{behaviour.__name__.strip('_')}: {name}", _exit_seconds(start, endpoint)))
    return found


def _exit_seconds(start: str, endpoint: str) -> str:
    environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": endpoint, "PATH": ""}
    program = subprocess.Popen(
        [sys.executable, "-c", start + _WORK],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        output, _ = program.communicate(timeout=_LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        program.kill()
        program.communicate()
        return f"> {_LIMIT_SECONDS:.0f}"
    return f"{time.time() - float(output.split()[-1]):6.2f}"


@contextlib.contextmanager
def _refuses() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        yield f"http://127.0.0.1:{probe.getsockname()[1]}"


class _Busy(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.send_response(503)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def _answers_503() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Busy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def _hangs() -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)  # accepts and never answers
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
