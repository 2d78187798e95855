"""What telemetry adds to the CPU time of an HTTP request, answered or sent, all that is exported included.

Each figure is a program of its own, that sends to a collector which takes everything. A program answers (or sends) its
requests one after another, then delivers what is left; the CPU time of all its threads counts.
"""

from __future__ import annotations

import contextlib
import http.server
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "CPU that telemetry adds to one HTTP request (microseconds, best of 5)"
_ROUNDS = 5
# Fewer than the queues of either hold, so that nothing is dropped that would have had its price.
_WARM_UP, _REQUESTS = 200, 1500

_BARE = "def deliver(): pass\n"
_OTEL_KIT = """
import otel_kit
otel_kit.init("bench", instrument=[LIBRARY])
deliver = otel_kit.force_flush
"""
_PLAIN = """
from opentelemetry import metrics, trace
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
traces = TracerProvider()
traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(traces)
meters = MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())])
metrics.set_meter_provider(meters)
def deliver():
    traces.force_flush()
    meters.force_flush()
"""
_MEASURE = f"""
import time
work({_WARM_UP})
deliver()
began = time.process_time()
work({_REQUESTS})
deliver()
print((time.process_time() - began) / {_REQUESTS} * 1e6, flush=True)
import os; os._exit(0)
"""

_FASTAPI = """
import asyncio
from fastapi import FastAPI
app = FastAPI(**OPTIONS)
@app.get("/leads/{lead}")
async def lead(lead: str):
    return {"lead": lead}
headers = [(b"host", b"shop.test"), (b"user-agent", b"bench"), (b"accept", b"*/*")]
async def receive():
    return {"type": "http.request", "body": b"", "more_body": False}
async def send(message):
    pass
async def many(count):
    for number in range(count):
        await app({
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": "/leads/4711", "raw_path": b"/leads/4711", "query_string": b"", "root_path": "",
            "headers": headers, "client": ("10.0.0.1", 5000), "server": ("10.0.0.2", 80),
        }, receive, send)
def work(count):
    asyncio.run(many(count))
"""
_FLASK = """
from flask import Flask
from werkzeug.test import EnvironBuilder
app = Flask("bench")
@app.get("/leads/<lead>")
def lead(lead):
    return {"lead": lead}
environ = EnvironBuilder("/leads/4711", headers={"user-agent": "bench", "accept": "*/*"}).get_environ()
def work(count):
    for number in range(count):
        body = app(dict(environ), lambda *_: None)
        b"".join(body)
        body.close()
"""
_HTTPX = """
import httpx
client = httpx.Client()
def work(count):
    for number in range(count):
        client.get(URL)
"""
_REQUESTS_LIBRARY = """
import requests
client = requests.Session()
def work(count):
    for number in range(count):
        client.get(URL)
"""
_AIOHTTP = """
import aiohttp, asyncio
async def many(count):
    async with aiohttp.ClientSession() as client:
        for number in range(count):
            async with client.get(URL) as answer:
                await answer.read()
def work(count):
    asyncio.run(many(count))
"""
_QUIET = 'OPTIONS = {"telemetry": {"tracing": False, "metrics": False, "logs": False}}\n'
_LOUD = "OPTIONS = {}\n"


def _instrument(module: str, instrumentor: str, call: str) -> str:
    return f"\nfrom opentelemetry.instrumentation.{module} import {instrumentor}\n{instrumentor}().{call}\n"


# library: what the service is, and what plain OpenTelemetry adds to it
_LIBRARIES = {
    "fastapi": (_QUIET + _FASTAPI, _instrument("fastapi", "FastAPIInstrumentor", "instrument_app(app)")),
    "flask": (_FLASK, _instrument("flask", "FlaskInstrumentor", "instrument_app(app)")),
    "httpx": (_HTTPX, _instrument("httpx", "HTTPXClientInstrumentor", "instrument()")),
    "requests": (_REQUESTS_LIBRARY, _instrument("requests", "RequestsInstrumentor", "instrument()")),
    "aiohttp": (_AIOHTTP, _instrument("aiohttp_client", "AioHttpClientInstrumentor", "instrument()")),
}


def rows() -> list[tuple[str, str]]:
    """Measure each library bare, with plain OpenTelemetry and with otel_kit."""
    found: list[tuple[str, str]] = []
    with _peer() as peer:
        for library, (service, instrumented) in _LIBRARIES.items():
            ways = {
                "bare": _BARE + service,
                "OpenTelemetry": _PLAIN + service + instrumented,
                "otel_kit": _OTEL_KIT + service,
            }
            if library == "fastapi":
                ways["FastAPI's own telemetry"] = _PLAIN + _LOUD + _FASTAPI
            found += _compared(library, _measured(ways, library, peer))
    return found


def _compared(library: str, costs: dict[str, float]) -> Iterator[tuple[str, str]]:
    bare = costs.pop("bare")
    yield f"{library}, bare", f"{bare:7.0f}"
    for way, cost in costs.items():
        ratio = (cost - bare) / (costs["OpenTelemetry"] - bare)
        yield f"{library}, {way}", f"{cost - bare:+7.0f}   {ratio:5.2f} times OpenTelemetry"


def _measured(ways: dict[str, str], library: str, peer: str) -> dict[str, float]:
    """Run the programs in turn, so that what else the machine does falls on all of them; keep the best of each."""
    rounds = [{way: _once(source, library, peer) for way, source in ways.items()} for _ in range(_ROUNDS)]
    return {way: min(each[way] for each in rounds) for way in ways}


def _once(source: str, library: str, peer: str) -> float:
    program = f"LIBRARY = {library!r}\nURL = '{peer}/leads/4711'\n{source}{_MEASURE}"
    environment = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": peer,
        "OTEL_SEMCONV_STABILITY_OPT_IN": "http",
        "PATH": "",
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


class _Obliging(http.server.BaseHTTPRequestHandler):
    """The peer of the clients, and a collector that takes everything."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - http.server names it

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def _peer() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Obliging)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
