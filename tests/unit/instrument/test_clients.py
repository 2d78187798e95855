"""Outgoing requests and Redis commands: one span each, with the stable conventions."""

from __future__ import annotations

import http.server
import os
import shutil
import socket
import subprocess
import threading
from typing import TYPE_CHECKING

import httpx
import pytest
import redis
import requests
from kombu import Connection
from opentelemetry import trace

from otel_kit.instrument._celery_queues import depth_of
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from support.telemetry import Telemetry


@pytest.fixture
def crm() -> Iterator[str]:
    """A service that somebody else runs: it answers with the headers that it got."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.headers.get("traceparent", "").encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("library", [httpx, requests])
def test_a_request_is_one_client_span_that_travels(
    telemetry: Telemetry, install: Callable[..., None], crm: str, library: object
) -> None:
    install("httpx", "requests")
    answer = library.get(f"{crm}/contacts/4711?token=x")
    (span,) = telemetry.spans()
    assert (span.name, span.kind) == ("GET", trace.SpanKind.CLIENT)
    assert trace.format_span_id(span.context.span_id) in answer.text
    assert span.attributes["http.response.status_code"] == 200
    assert "http.status_code" not in span.attributes


@pytest.mark.parametrize("library", [httpx, requests])
def test_the_duration_has_stable_names_and_no_path(
    telemetry: Telemetry, install: Callable[..., None], crm: str, library: object
) -> None:
    install("httpx", "requests")
    for number in range(3):
        library.get(f"{crm}/contacts/{number}")
    point = telemetry.point("http.client.request.duration")
    assert point.count == 3
    assert {"http.request.method", "http.response.status_code", "server.address", "server.port"} <= set(
        point.attributes
    )
    assert not any("/contacts" in str(value) for value in point.attributes.values())


def test_the_environment_stays_as_it_was(telemetry: Telemetry, install: Callable[..., None]) -> None:
    before = dict(os.environ)
    install("httpx", "requests", "redis")
    assert dict(os.environ) == before


@pytest.fixture
def server(tmp_path: Path) -> Iterator[int]:
    """A real Redis on a free port."""
    program = shutil.which("redis-server")
    assert program, "these tests need redis-server on PATH"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [program, "--port", str(port), "--save", "", "--dir", str(tmp_path)], stdout=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: _answers(port), 10, "Redis")
        yield port
    finally:
        process.terminate()
        process.wait(timeout=10)


def _answers(port: int) -> bool:
    try:
        with redis.Redis(port=port) as client:
            return bool(client.ping())
    except redis.ConnectionError:
        return False


def test_a_redis_command_is_a_span_without_its_values(
    telemetry: Telemetry, install: Callable[..., None], server: int
) -> None:
    with redis.Redis(port=server) as before:
        install("redis")
        before.set("session:1", "secret")
    (span,) = telemetry.spans()
    assert (span.name, span.kind) == ("SET", trace.SpanKind.CLIENT)
    assert span.attributes["db.query.text"] == "SET ? ?"
    assert span.attributes["db.system.name"] == "redis"


def test_the_broker_s_own_commands_make_no_spans(
    telemetry: Telemetry, install: Callable[..., None], server: int
) -> None:
    """Celery pushes, polls, acknowledges and locks all the time; the service's own commands stay visible."""
    install("redis")
    with Connection(f"redis://127.0.0.1:{server}/0") as connection:
        queue = connection.SimpleQueue("orders")
        queue.put({"id": 1})
        message = queue.get(timeout=5)
        message.ack()
        queue.put({"id": 2})
        assert depth_of(connection.default_channel, "orders") == 1
        assert depth_of(connection.default_channel, "nobody_s") == 0
        queue.close()
    assert telemetry.spans() == []
    with redis.Redis(port=server) as client:
        client.pipeline().set("a", 1).get("a").execute()
    assert [span.name for span in telemetry.spans()] == ["SET GET"]
