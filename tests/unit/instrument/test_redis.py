"""Redis: a command is one span, with the stable conventions."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING

import pytest
import redis
from kombu import Connection
from opentelemetry import trace

from otel_kit.instrument._celery_queues import depth_of
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from support.telemetry import Telemetry


def test_the_environment_stays_as_it_was(telemetry: Telemetry, install: Callable[..., None]) -> None:
    before = dict(os.environ)
    install("redis")
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
