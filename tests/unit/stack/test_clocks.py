"""Clocks are compared by what servers answer."""

from __future__ import annotations

import json
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from otel_kit.ops.stack import DEFAULT_PORTS, Endpoints
from otel_kit.ops.stack._clocks import ahead, newest_sample_ahead
from support.standins import private_ports

READY = {"prometheus": "/-/ready", "alertmanager": "/-/ready", "loki": "/ready", "tempo": "/ready"}


@pytest.fixture
def serve():
    """Start servers that know one path, and whose clock and samples are off by some seconds."""
    servers = []

    def start(path, off, body=""):
        class Handler(BaseHTTPRequestHandler):
            def date_time_string(self, *_):
                return formatdate(time.time() + off, usegmt=True)

            def do_GET(self):
                self.send_response(200 if self.path.startswith(path) else 404)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_):
                pass

        servers.append(HTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, args=(0.01,)).start()
        return servers[-1].server_port

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_each_server_is_asked_at_its_own_readiness_and_a_silent_one_is_left_out(serve):
    ports = {**private_ports(), **{name: serve(path, 90) for name, path in READY.items() if name != "tempo"}}
    found = ahead(Endpoints.of(ports))

    assert set(found) == {"prometheus", "alertmanager", "loki"}
    assert all(88 <= seconds <= 91 for seconds in found.values())


def test_a_date_that_is_none_is_left_out(serve, monkeypatch):
    monkeypatch.setattr(f"{__name__}.formatdate", lambda *_, **__: "yesterday")

    assert ahead(Endpoints.of({**DEFAULT_PORTS, **private_ports(), "loki": serve("/ready", 0)})) == {}


def test_the_newest_sample_is_compared_with_the_clock_here(serve):
    body = json.dumps({"data": {"result": [{"value": [0, str(time.time() + 600)]}]}})

    assert 595 < newest_sample_ahead(f"http://127.0.0.1:{serve('/api/v1/query', 0, body)}") < 601


@pytest.mark.parametrize("body", ['{"data": {"result": []}}', "<html>", "{}"])
def test_no_sample_or_no_prometheus_is_no_answer(serve, body):
    assert newest_sample_ahead(f"http://127.0.0.1:{serve('/', 0, body)}") is None


def test_a_prometheus_that_is_away_is_no_answer():
    assert newest_sample_ahead(f"http://127.0.0.1:{private_ports()['prometheus']}") is None
