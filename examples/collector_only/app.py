"""A service with plain OpenTelemetry, and nothing of otel_kit: only its OTLP goes to our collector."""

from __future__ import annotations

import argparse
import json
import logging
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry import metrics, trace
from opentelemetry._logs import set_logger_provider
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.logging.handler import LoggingHandler
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

log = logging.getLogger("collector-only")
tracer = trace.get_tracer("collector-only")
captured = metrics.get_meter("collector-only").create_counter("kit.lead.captured", unit="{lead}")


def set_up_telemetry() -> None:
    """Send traces, metrics and logs to OTEL_EXPORTER_OTLP_ENDPOINT, by default 127.0.0.1:4318."""
    resource = Resource.create({"service.name": "collector-only"})
    traces = TracerProvider(resource=resource)
    traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(traces)
    reader = PeriodicExportingMetricReader(OTLPMetricExporter())
    metrics.set_meter_provider(MeterProvider([reader], resource=resource))
    logs = LoggerProvider(resource=resource)
    logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
    set_logger_provider(logs)
    logging.basicConfig(level=logging.INFO)
    logging.getLogger().addHandler(LoggingHandler(logger_provider=logs))


class Leads(BaseHTTPRequestHandler):
    """Answers POST /leads."""

    def do_POST(self) -> None:
        """Take a lead, count it and log it, in a span of the request."""
        attributes = {"http.request.method": "POST", "http.route": "/leads"}
        with tracer.start_as_current_span("POST /leads", kind=trace.SpanKind.SERVER, attributes=attributes):
            lead = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            captured.add(1, {"kit.lead.source": lead["source"]})
            log.info("lead from %s", lead["source"])
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Leave out the access log: the line of the lead says more."""


def main() -> None:
    """Serve on a free port, send the requests, and end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=5)
    requests = parser.parse_args().requests
    set_up_telemetry()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Leads)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    for _ in range(requests):
        urllib.request.urlopen(
            f"http://127.0.0.1:{server.server_port}/leads", data=b'{"source": "web"}', timeout=10
        ).close()
    server.shutdown()
    serving.join()


if __name__ == "__main__":
    main()
