"""`otel-kit health URL`."""

from __future__ import annotations

import json
import threading

import pytest
from flask import Flask
from werkzeug.serving import make_server

from otel_kit import health
from otel_kit.health import Registry
from support.otlp import nobody


@pytest.fixture
def checks():
    """The checks of a service."""
    return Registry()


@pytest.fixture
def service(checks):
    """The address of a service with its endpoints."""
    app = Flask("app")
    health.mount(app, registry=checks)
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_each_check_is_a_line(run, service, checks):
    """And the whole is the first one."""
    checks.add("orders", lambda: None, category="database", critical=True)
    checks.add("mail", lambda: health.degraded("slow"), category="external")
    answer = run("health", service)
    lines = answer.out.splitlines()
    assert answer.status == 0
    assert lines[0] == "! degraded, ready, score 83"
    assert lines[1].startswith("  ✔ orders  database (critical)  ")
    assert lines[2].startswith("  ! mail    external  ")
    assert lines[2].endswith(" ms  slow")


def test_a_service_that_is_not_ready_is_exit_status_1(run, service, checks):
    """With the same lines."""
    checks.add("orders", lambda: False, critical=True)
    answer = run("health", f"{service}/health")
    assert answer.status == 1
    assert "✘ unhealthy, not ready, score 0" in answer.out


def test_json_is_the_services_answer(run, service, checks):
    """As it came."""
    checks.add("orders", lambda: None)
    assert json.loads(run("health", service, "--json").out)["checks"]["orders"]["status"] == "healthy"


def test_nobody_there_is_an_error_with_a_hint(run):
    """Exit status 1, no traceback."""
    with nobody() as address:
        answer = run("health", address)
    assert answer.status == 1
    assert "connection refused" in answer.err
    assert "is the service running" in answer.err


def test_another_answer_than_ours_is_an_error_with_a_hint(run, service):
    """Such as a page of a framework."""
    answer = run("health", f"{service}/elsewhere")
    assert answer.status == 1
    assert "health.mount(app)" in answer.err
