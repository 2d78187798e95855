"""Collectors in the roles of collector/config, as processes of their own, and OTLP to send to them."""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from otel_kit.ops._paths import bundle
from otel_kit.ops.stack.ports import free_ports
from support import otlp
from support.programs import program
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "NO_BACKENDS",
    "Backend",
    "Running",
    "counted",
    "log_of",
    "password_of",
    "running",
    "send",
    "spans_of",
    "sum_of",
]

_PORTS = (
    "OTEL_KIT_OTLP_GRPC_PORT",
    "OTEL_KIT_OTLP_HTTP_PORT",
    "OTEL_KIT_HEALTH_PORT",
    "OTEL_KIT_TELEMETRY_PORT",
    "OTEL_KIT_SAMPLING_PORT",
    "OTEL_KIT_BEARER_GRPC_PORT",
    "OTEL_KIT_BEARER_HTTP_PORT",
    "OTEL_KIT_BASIC_GRPC_PORT",
    "OTEL_KIT_BASIC_HTTP_PORT",
    "OTEL_KIT_JOBS_PORT",
    "OTEL_KIT_JOBS_PAGE_PORT",
    "OTEL_KIT_REMOTE_WRITE_PORT",
)
_RIGHT = "$6$otelkittests$oM6yn73rzZmCMiRQSM9kinnQKvtyiswrqzKnPHsI5/fA/WrCk.StttVltj5CtJDGnn94NrP5e4MoLk1Sur7yq."  # openssl passwd -6 right
_NOWHERE = "http://127.0.0.1:9"  # what is taken waits in the queue
NO_BACKENDS = {
    "OTEL_KIT_PROMETHEUS_URL": _NOWHERE,
    "OTEL_KIT_TEMPO_URL": _NOWHERE,
    "OTEL_KIT_TEMPO_HOLD": "0s",
    "OTEL_KIT_LOKI_URL": _NOWHERE,
}


@dataclass
class Running:
    """A collector: `files` of collector/config without `.yaml`, and the environment that they read."""

    folder: Path
    files: Sequence[str]
    environment: Mapping[str, str]
    name: str = "collector"
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it, and wait until it is ready."""
        paths = [bundle("collector", "config", f"{name}.yaml") for name in self.files]
        command = [str(program(self.name)), *(f"--config={path}" for path in paths)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=dict(self.environment), stderr=log)
        wait_for(self._is_ready, 30, f"{self.folder.name} to be ready")

    def kill(self) -> None:
        """End it as a crash would."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """End it in its own way, and by force if that takes too long."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    def port(self, name: str) -> str:
        """Return the port that a variable such as OTEL_KIT_OTLP_HTTP_PORT names."""
        return self.environment[name]

    @property
    def http(self) -> str:
        """Where it takes OTLP over HTTP, without the scheme."""
        return f"localhost:{self.port('OTEL_KIT_OTLP_HTTP_PORT')}"

    @property
    def grpc(self) -> str:
        """Where it takes OTLP over gRPC."""
        return f"localhost:{self.port('OTEL_KIT_OTLP_GRPC_PORT')}"

    def log(self) -> str:
        """Return what it has logged."""
        return (self.folder / "log").read_text()

    def counted(self, metric: str, *labels: str) -> float:
        """Return the sum of one of its own metrics over the series that have labels such as `code="400"`."""
        return counted(f"127.0.0.1:{self.port('OTEL_KIT_TELEMETRY_PORT')}", metric, *labels)

    def _is_ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log()
        with contextlib.suppress(httpx.HTTPError):
            port = self.port("OTEL_KIT_HEALTH_PORT")
            return httpx.get(f"http://127.0.0.1:{port}", trust_env=False).is_success
        return False


@contextlib.contextmanager
def running(
    folder: Path, files: Sequence[str], *, name: str = "collector", **environment: str
) -> Iterator[Running]:
    """Run a collector on free ports inside the block."""
    folder.mkdir()
    ports = dict(zip(_PORTS, map(str, free_ports(len(_PORTS))), strict=True))
    own = {
        "PATH": os.environ["PATH"],
        "OTEL_KIT_SCHEMA": str(bundle("semconv", "resolved.json")),
        "OTEL_KIT_QUEUE": str(folder / "queue"),
        "OTEL_KIT_LOG_ENCODING": "console",
        "OTEL_KIT_INSTANCE": folder.name,
    }
    collector = Running(folder, files, {**own, **ports, **environment}, name)
    try:
        collector.start()
        yield collector
    finally:
        collector.stop()


def counted(address: str, metric: str, *labels: str) -> float:
    """Return the sum of a metric that a collector tells of itself, over the series that have all these labels."""
    page = httpx.get(f"http://{address}/metrics", trust_env=False).text
    lines = [line for line in page.splitlines() if line.split("{")[0].split(" ")[0] == metric]
    found = [line for line in lines if all(label in line for label in labels)]
    return sum(float(line.rsplit(" ", 1)[1]) for line in found)


def password_of(name: str) -> str:
    """Return the line of a file of passwords for somebody whose password is `right`."""
    return f"{name}:{_RIGHT}\n"


def send(collector: Running, signal: str, message: dict[str, Any]) -> None:
    """Send as a service beside a collector does; it must say yes."""
    answer = httpx.post(f"http://{collector.http}/v1/{signal}", json=message, trust_env=False)
    assert answer.status_code == httpx.codes.OK, answer.text


class Backend(otlp.Collector):
    """A backend of all three signals at once, at whatever path it is sent to; `tenants` has who each request was for."""

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__()
        self.tenants: list[tuple[str, str | None]] = []

    def take(self, path: str, headers: dict[str, str], body: bytes, peer: int) -> int:
        """Remember the tenant, and decode the rest as every collector."""
        lowered = {key.lower(): value for key, value in headers.items()}
        signal = "/v1/" + path.rsplit("/", 1)[1]
        status = super().take(signal, lowered, body, peer)
        if status == httpx.codes.OK:
            self.tenants.append((signal, lowered.get("x-scope-orgid")))
        return status


def spans_of(
    service: str, *, error: bool = False, seconds: float = 0.01, trace_id: str = ""
) -> dict[str, Any]:
    """Return an OTLP request, as JSON, with a trace of one span that ended now."""
    end = time.time_ns()
    span = {
        "traceId": trace_id or secrets.token_hex(16),
        "spanId": secrets.token_hex(8),
        "name": "work",
        "kind": 2,
        "startTimeUnixNano": str(end - int(seconds * 1e9)),
        "endTimeUnixNano": str(end),
        "status": {"code": 2 if error else 0},
    }
    return {"resourceSpans": [{"resource": _resource(service), "scopeSpans": [{"spans": [span]}]}]}


def log_of(service: str, body: str) -> dict[str, Any]:
    """Return an OTLP request, as JSON, with one log record of now."""
    record = {"timeUnixNano": str(time.time_ns()), "severityNumber": 9, "body": {"stringValue": body}}
    return {"resourceLogs": [{"resource": _resource(service), "scopeLogs": [{"logRecords": [record]}]}]}


def sum_of(service: str, name: str, value: int, *, delta: bool = False) -> dict[str, Any]:
    """Return an OTLP request, as JSON, with one point of a counter."""
    now = time.time_ns()
    point = {"startTimeUnixNano": str(now - 10**9), "timeUnixNano": str(now), "asInt": str(value)}
    total = {"dataPoints": [point], "aggregationTemporality": 1 if delta else 2, "isMonotonic": True}
    metric = {"name": name, "sum": total}
    return {"resourceMetrics": [{"resource": _resource(service), "scopeMetrics": [{"metrics": [metric]}]}]}


def _resource(service: str) -> dict[str, Any]:
    values = {"service.name": service, "service.instance.id": f"{service}-1"}
    return {"attributes": [{"key": key, "value": {"stringValue": value}} for key, value in values.items()]}
