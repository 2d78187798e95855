"""What nobody handles in a real server or worker is one event and one count, with where it was and in which trace."""

from __future__ import annotations

import contextlib
import subprocess
import sys

import pytest

from support import otlp
from support.databases import redis
from support.waiting import wait_for
from support.workers import end, free_port, get, running

_WEB = """
from flask import Flask
import otel_kit

app = Flask("shop")
otel_kit.init("shop")

@app.get("/")
def home():
    return "open"

@app.get("/orders/<number>")
def order(number):
    raise LookupError("no such order")
"""
_TASKS = """
import otel_kit

otel_kit.init("worker")

from celery import Celery

app = Celery("tasks", broker="BROKER")
app.conf.update(broker_connection_retry_on_startup=True)

@app.task
def enrich(lead):
    raise LookupError("no such lead")
"""
_INSTRUMENTED = {"OTEL_KIT_INSTRUMENT": "flask,celery,errors"}


def _captured(collector):
    """Return attributes and trace of each error that was told."""
    return [
        (otlp.attributes(record.attributes), record.trace_id)
        for _, record in collector.logs()
        if record.event_name == "kit.error.captured"
    ]


def _prove(collector, *, span, **expected):
    """One event, one count, in the trace of the span that it ended, which has it once."""
    ((told, trace_id),) = _captured(collector)
    assert expected.items() <= {key.replace(".", "_"): value for key, value in told.items()}.items()
    assert list(collector.last_values("kit.error.count").values()) == [1]
    (ended,) = [one for _, one in collector.spans() if one.name == span]
    assert ended.trace_id == trace_id
    assert [event.name for event in ended.events] == ["exception"]
    fingerprint = otlp.attributes(ended.attributes)["kit.error.fingerprint"]
    assert fingerprint == told["kit.error.fingerprint"]


def test_an_error_in_a_request_under_gunicorn(tmp_path):
    (tmp_path / "web.py").write_text(_WEB)
    port = free_port()
    command = [
        "gunicorn",
        "web:app",
        "--workers",
        "2",
        "--log-level",
        "critical",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    with (
        otlp.collector() as collector,
        running(command, tmp_path, collector.endpoint, **_INSTRUMENTED) as server,
    ):
        wait_for(lambda: get(port), 20, "gunicorn")
        assert get(port, "/orders/4711") == ""
        server.send_signal(15)
        server.communicate(timeout=30)  # Flask's own log of the exception, which it prints as ever
        _prove(
            collector,
            span="GET /orders/<number>",
            error_type="LookupError",
            kit_error_source="request",
            kit_error_handled=False,
            http_route="/orders/<number>",
        )


@pytest.fixture
def broker():
    with redis() as address:
        yield address


def test_an_error_in_a_task_of_a_celery_worker(broker, tmp_path):
    (tmp_path / "tasks.py").write_text(_TASKS.replace("BROKER", broker))
    command = ["celery", "-A", "tasks", "worker", "--concurrency", "2", "-l", "critical", "--without-mingle"]
    with contextlib.ExitStack() as stack:
        collector = stack.enter_context(otlp.collector())
        worker = stack.enter_context(running(command, tmp_path, collector.endpoint, **_INSTRUMENTED))
        subprocess.run(
            [sys.executable, "-c", "import tasks; tasks.enrich.delay(7)"],
            cwd=tmp_path,
            env=otlp.environment(collector.endpoint, **_INSTRUMENTED),
            check=True,
            timeout=60,
        )
        wait_for(lambda: _captured(collector), 30, "the error")
        end(worker)
        _prove(
            collector,
            span="run/tasks.enrich",
            error_type="LookupError",
            kit_error_source="job",
            kit_error_handled=False,
            kit_job_name="enrich",
        )
