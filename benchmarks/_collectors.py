"""What the measurements of the Collector share: the spans, a backend that forgets them, and the program under load."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import yaml
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from otel_kit.ops._paths import bundle
from otel_kit.ops.stack.build import find_binary
from otel_kit.ops.stack.ports import free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SPANS = 1000  # of a request
TRACE_SPANS = 8
_SENDERS = 2
_PORTS = {
    name: f"OTEL_KIT_{name}_PORT"
    for name in ("OTLP_HTTP", "OTLP_GRPC", "HEALTH", "TELEMETRY", "SAMPLING", "TEMPO_HTTP")
}
_STACK = "".join(
    f'  File "/srv/shop/{name}.py", line 41, in {name}\n    go()\n' for name in ("web", "pay", "db")
)
_SINK = """
import http.server, sys
class Sink(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *_):
        pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Sink).serve_forever()
"""


def bodies(count: int) -> list[bytes]:
    """Return requests of 1,000 spans each, of which no two have the same addresses and ids in their attributes."""
    chance = random.Random(7)
    return [_body(chance) for _ in range(count)]


def _body(chance: random.Random) -> bytes:
    request = ExportTraceServiceRequest()
    group = request.resource_spans.add()
    for key, value in {
        "service.name": "shop",
        "service.instance.id": "shop-1",
        "telemetry.sdk.language": "python",
    }.items():
        group.resource.attributes.add(key=key).value.string_value = value
    scope = group.scope_spans.add()
    for _ in range(SPANS // TRACE_SPANS):
        trace = chance.randbytes(16)
        for _ in range(TRACE_SPANS):
            _fill(scope.spans.add(trace_id=trace), chance)
    return request.SerializeToString()


def _fill(span: Span, chance: random.Random) -> None:
    """Make it a request of a shop: 15 attributes, four of them new each time; one in a hundred has failed."""
    now = time.time_ns()
    span.span_id, span.parent_span_id = chance.randbytes(8), chance.randbytes(8)
    span.start_time_unix_nano, span.end_time_unix_nano = now - chance.randrange(10**6, 10**8), now
    route = chance.choice(("/leads/{id}", "/offers/{id}", "/orders/{id}", "/search"))
    span.name, span.kind = f"GET {route}", Span.SPAN_KIND_SERVER
    texts = {
        "http.request.method": "GET",
        "http.route": route,
        "url.scheme": "https",
        "url.path": f"/leads/{chance.randrange(10**7)}",
        "url.query": f"page={chance.randrange(1000)}&order=newest&session={chance.randrange(10**9)}",
        "server.address": "shop.example",
        "client.address": "127.0.0.1",
        "user_agent.original": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
        "network.protocol.version": "1.1",
        "kit.channel": "organic",
        "shop.lead": f"lead-{chance.randrange(10**7)}",
        "shop.note": f"offer {chance.randrange(10**6)} was shown to the visitor in 12 ms",
        "thread.name": "worker-3",
    }
    for key, value in texts.items():
        span.attributes.add(key=key).value.string_value = value
    failed = chance.randrange(100) == 0
    span.attributes.add(key="http.response.status_code").value.int_value = 500 if failed else 200
    span.attributes.add(key="server.port").value.int_value = 8080
    if failed:
        span.status.code = Status.STATUS_CODE_ERROR
        event = span.events.add(name="exception", time_unix_nano=now)
        text = f"lead {chance.randrange(10**7)} is gone"
        for key, value in {
            "exception.type": "LookupError",
            "exception.message": text,
            "exception.stacktrace": f"Traceback (most recent call last):\n{_STACK}LookupError: {text}\n",
        }.items():
            event.attributes.add(key=key).value.string_value = value


@contextlib.contextmanager
def sink() -> Iterator[str]:
    """Run a backend that takes everything and keeps nothing, as a process of its own; return its address."""
    (port,) = free_ports(1)
    with subprocess.Popen([sys.executable, "-c", _SINK, str(port)]) as process:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@dataclass(frozen=True)
class Collector:
    """A collector that runs."""

    process: psutil.Process
    ports: dict[str, str]
    queue: Path

    def cpu(self) -> float:
        """Return the processor seconds that it has had."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        """Return its resident memory in MiB."""
        return float(self.process.memory_info().rss) / 2**20

    def counted(self, metric: str, label: str = "") -> float:
        """Return the sum of one of its own metrics over the series whose labels have the text."""
        page = httpx.get(f"http://127.0.0.1:{self.ports['TELEMETRY']}/metrics", trust_env=False).text
        found = re.findall(rf"^{metric}(?:_total)?\{{(.*)\}} (\S+)$", page, re.MULTILINE)
        return sum(float(value) for labels, value in found if label in labels)

    def send(self, messages: Sequence[bytes]) -> None:
        """Send all, over two connections; each must be accepted."""
        failures: list[str] = []
        threads = [
            threading.Thread(target=self._send, args=(messages[number::_SENDERS], failures))
            for number in range(_SENDERS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise SystemExit(f"benchmarks: the collector did not accept everything: {failures[0]}")

    def _send(self, messages: Sequence[bytes], failures: list[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", int(self.ports["OTLP_HTTP"]), timeout=60)
        with contextlib.closing(connection):
            for message in messages:
                connection.request("POST", "/v1/traces", message, {"Content-Type": "application/x-protobuf"})
                answer = connection.getresponse()
                text = answer.read()
                if answer.status != http.client.OK:
                    failures.append(f"{answer.status} {text[:200]!r}")
                    return


def gateway() -> dict[str, Any]:
    """Return what a gateway adds to base and local, less its certificates, which are beside the point."""
    config: dict[str, Any] = yaml.safe_load(
        bundle("collector", "config", "gateway.yaml").read_text(encoding="utf-8")
    )
    del config["receivers"]["otlp"]
    return config


@contextlib.contextmanager
def running(files: Sequence[str], overlay: dict[str, Any], **environment: str) -> Iterator[Collector]:
    """Run the collector on one processor, with files of collector/config and what is merged on top of them."""
    binary = find_binary("collector")
    if binary is None:
        raise SystemExit("benchmarks: the collector is not built\n  → otel-kit stack build collector")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "overlay.yaml").write_text(yaml.safe_dump(overlay), encoding="utf-8")
        paths = [*(bundle("collector", "config", f"{file}.yaml") for file in files), folder / "overlay.yaml"]
        ports = dict(zip(_PORTS, map(str, free_ports(len(_PORTS))), strict=True))
        variables = {
            "PATH": os.environ["PATH"],
            "GOMAXPROCS": "1",
            "OTEL_KIT_SCHEMA": str(bundle("semconv", "resolved.json")),
            "OTEL_KIT_QUEUE": str(folder / "queue"),
            **{_PORTS[key]: port for key, port in ports.items()},
            **environment,
        }
        log = folder / "log"
        with (
            log.open("w") as output,
            subprocess.Popen(
                [str(binary), *(f"--config={path}" for path in paths)], env=variables, stderr=output
            ) as process,
        ):
            try:
                _wait(process, ports["HEALTH"], log)
                yield Collector(psutil.Process(process.pid), ports, folder / "queue")
            finally:
                process.kill()


def _wait(process: subprocess.Popen[bytes], port: str, log: Path) -> None:
    for _ in itertools.repeat(None, 300):
        if process.poll() is not None:
            break
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"http://127.0.0.1:{port}", trust_env=False).is_success:
                return
        time.sleep(0.1)
    raise SystemExit(
        f"benchmarks: the collector did not become ready\n{log.read_text(encoding='utf-8')[-2000:]}"
    )
