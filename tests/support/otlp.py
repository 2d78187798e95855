"""A collector for tests: a real HTTP server on loopback that decodes OTLP and does what the test tells it to."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import json
import os
import socket
import ssl
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Done = subprocess.CompletedProcess[str]

_REQUESTS = {
    "/v1/traces": ExportTraceServiceRequest,
    "/v1/metrics": ExportMetricsServiceRequest,
    "/v1/logs": ExportLogsServiceRequest,
}


class Collector:
    """What arrived, request by request; `answers` holds statuses for the next requests, then 200 again."""

    def __init__(self, port: int = 0, certificate: tuple[Path, Path] | None = None) -> None:
        self.requests: list[tuple[str, dict[str, str], Any]] = []
        self.answers: list[int] = []
        self.always: int = 200
        self.body = b""
        self.retry_after = ""
        self.close_after_answer = False
        self.peers: set[int] = set()
        self.instances_by_peer: dict[int, set[str]] = {}
        collector = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self._answer(collector.take(self.path, dict(self.headers), body, self.client_address[1]))

            def _answer(self, status: int) -> None:
                content = collector.body if status == 200 else b""
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                if collector.retry_after:
                    self.send_header("Retry-After", collector.retry_after)
                self.end_headers()
                self.wfile.write(content)
                self.close_connection = collector.close_after_answer

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.endpoint = f"http{'s' if certificate else ''}://127.0.0.1:{self.server.server_port}"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
            self.server.handle_error = lambda *_: None  # a client that does not trust us is what tests want

    def take(self, path: str, headers: dict[str, str], body: bytes, peer: int) -> int:
        """Decode one request, and decide on the answer."""
        status = self.answers.pop(0) if self.answers else self.always
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        message = _REQUESTS[path]()
        message.ParseFromString(body)
        self.peers.add(peer)
        self.instances_by_peer.setdefault(peer, set()).update(_instances(message))
        if status == 200:
            self.requests.append((path, headers, message))
        return status

    def _messages(self, path: str) -> list[Any]:
        return [message for got, _, message in self.requests if got == path]

    def spans(self) -> list[tuple[dict[str, Any], Any]]:
        """Return each span with the attributes of its resource."""
        return [
            (attributes(group.resource.attributes), span)
            for message in self._messages("/v1/traces")
            for group in message.resource_spans
            for scope in group.scope_spans
            for span in scope.spans
        ]

    def span_names(self) -> list[str]:
        """Return the names of all spans, in the order of their arrival."""
        return [span.name for _, span in self.spans()]

    def logs(self) -> list[tuple[dict[str, Any], Any]]:
        """Return each log record with the attributes of its resource."""
        return [
            (attributes(group.resource.attributes), record)
            for message in self._messages("/v1/logs")
            for group in message.resource_logs
            for scope in group.scope_logs
            for record in scope.log_records
        ]

    def bodies(self) -> list[str]:
        """Return the bodies of all log records."""
        return [record.body.string_value for _, record in self.logs()]

    def points(self, name: str) -> list[tuple[dict[str, Any], dict[str, Any], Any]]:
        """Return each point of a metric that ever arrived: resource, attributes, point."""
        return [
            (attributes(group.resource.attributes), attributes(point.attributes), point)
            for message in self._messages("/v1/metrics")
            for group in message.resource_metrics
            for scope in group.scope_metrics
            for metric in scope.metrics
            if metric.name == name
            for point in getattr(metric, metric.WhichOneof("data")).data_points
        ]

    def last_values(self, name: str) -> dict[str, float]:
        """Return the last value of a sum or gauge for each service instance."""
        return {
            resource["service.instance.id"]: point.as_int or point.as_double
            for resource, _, point in self.points(name)
        }


def _instances(message: Any) -> set[str]:
    """Return which processes a request comes from."""
    groups = next(iter(message.ListFields()), (None, ()))[1]
    return {attributes(group.resource.attributes)["service.instance.id"] for group in groups}


def attributes(pairs: Any) -> dict[str, Any]:
    """Turn OTLP's attributes into a dictionary."""
    return {pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in pairs}


@contextlib.contextmanager
def collector(port: int = 0, certificate: tuple[Path, Path] | None = None) -> Iterator[Collector]:
    """Run a collector for the block; `certificate` and its key are files."""
    found = Collector(port, certificate)
    with serving(found.server):
        yield found


@contextlib.contextmanager
def serving(server: http.server.HTTPServer) -> Iterator[None]:
    """Let a server answer inside the block, and end it behind it."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def nobody() -> Iterator[str]:
    """Give the address of a port on which nobody listens: connections are refused."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{probe.getsockname()[1]}"


@contextlib.contextmanager
def silence() -> Iterator[str]:
    """Give the address of a server that accepts and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def environment(endpoint: str, **more: str) -> dict[str, str]:
    """Return an environment for a program that sends to this collector: quick, strict, without this one's settings."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    return {
        **clean,
        "OTEL_EXPORTER_OTLP_ENDPOINT": endpoint,
        "OTEL_BSP_SCHEDULE_DELAY": "50",
        "OTEL_BLRP_SCHEDULE_DELAY": "50",
        "OTEL_METRIC_EXPORT_INTERVAL": "100",
        "OTEL_KIT_INSTRUMENT": "none",
        "OTEL_KIT_STRICT": "1",
        **more,
    }


def run(source: str | Path, endpoint: str, *, launcher: Sequence[str] = (), **more: str) -> Done:
    """Run a program, a text or a file, to its end in a fresh interpreter; fail if it fails or prints a traceback."""
    program = [str(source)] if isinstance(source, Path) else ["-c", textwrap.dedent(source)]
    done = subprocess.run(
        [*launcher, sys.executable, *program],
        env=environment(endpoint, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done


@contextlib.contextmanager
def running(source: str, endpoint: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program beside the block, with its input and output as pipes."""
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(source)],
        env=environment(endpoint, **more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with program:
        try:
            yield program
        finally:
            if sys.exc_info()[0] is not None:
                program.kill()


def last_json(done: Done) -> Any:
    """Return what the program printed on its last line."""
    return json.loads(done.stdout.splitlines()[-1])


def partial_success(*, rejected: int) -> bytes:
    """Return the body of an answer that rejects some spans of a request."""
    response = ExportTraceServiceResponse()
    response.partial_success.rejected_spans = rejected
    return response.SerializeToString()


@contextlib.contextmanager
def busy() -> Iterator[str]:
    """Give the address of a collector that always answers 503."""
    with collector() as found:
        found.always = 503
        yield found.endpoint
