"""What start-up costs: a fresh interpreter that imports and initialises, its time and its memory."""

from __future__ import annotations

import subprocess
import sys
import time

TITLE = "Start of a fresh interpreter (milliseconds, best of 5; resident memory)"
_ROUNDS = 5
_MEMORY = "; import psutil; print(psutil.Process().memory_info().rss)"
_PROGRAMS = {
    "bare python": "pass",
    "import otel_kit": "import otel_kit",
    "otel_kit.init()": "import otel_kit; otel_kit.init('bench', endpoint='http://127.0.0.1:9')",
    "OpenTelemetry by hand (traces, metrics, logs)": (
        "from opentelemetry.sdk.trace import TracerProvider;"
        "from opentelemetry.sdk.trace.export import BatchSpanProcessor;"
        "from opentelemetry.sdk.metrics import MeterProvider;"
        "from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader;"
        "from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter;"
        "from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter;"
        "from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter;"
        "from opentelemetry.sdk._logs import LoggerProvider;"
        "from opentelemetry.sdk._logs.export import BatchLogRecordProcessor;"
        "TracerProvider(shutdown_on_exit=False).add_span_processor(BatchSpanProcessor(OTLPSpanExporter()));"
        "MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())], shutdown_on_exit=False);"
        "LoggerProvider(shutdown_on_exit=False).add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))"
    ),
}


def rows() -> list[tuple[str, str]]:
    """Measure each program's time to its end, and its memory when it is ready."""
    return [
        (name, f"{_best(source):7.0f} ms   {_memory(source):5.0f} MB") for name, source in _PROGRAMS.items()
    ]


def _best(source: str) -> float:
    # os._exit leaves out the exit, which benchmarks/exits.py measures.
    program = [sys.executable, "-c", f"import os; {source}; os._exit(0)"]

    def once() -> float:
        began = time.perf_counter()
        subprocess.run(program, check=True, stderr=subprocess.DEVNULL)
        return (time.perf_counter() - began) * 1e3

    return min(once() for _ in range(_ROUNDS))


def _memory(source: str) -> float:
    program = [sys.executable, "-c", f"import os; {source}{_MEMORY}; os.sys.stdout.flush(); os._exit(0)"]
    done = subprocess.run(program, check=True, capture_output=True, text=True)
    return int(done.stdout) / 2**20
