"""Servers and task queues that end their processes in ways of their own lose nothing of what their workers did."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import textwrap
import urllib.error
import urllib.request

import pytest

from support import otlp
from support.waiting import wait_for

_WEB = """
import logging, otel_kit
from opentelemetry import metrics
otel_kit.init("web")
counter = metrics.get_meter("m").create_counter("hits")

async def app(scope, receive, send):
    if scope["type"] == "http":
        counter.add(1)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})
"""
_TASKS = """
import logging, otel_kit
from celery import Celery
from opentelemetry import metrics, trace
otel_kit.init("worker")
folders = {"data_folder_in": "FOLDER", "data_folder_out": "FOLDER", "control_folder": "FOLDER/control"}
app = Celery("tasks", broker="filesystem://", broker_transport_options=folders)
counter = metrics.get_meter("m").create_counter("done")

@app.task
def work(number):
    with trace.get_tracer("t").start_as_current_span(f"task-{number}"):
        logging.getLogger("shop").warning("task %d", number)
    counter.add(1)
"""
# Only what is sent at the end counts.
_PATIENT = dict.fromkeys(
    ["OTEL_BSP_SCHEDULE_DELAY", "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"], "60000"
)


@contextlib.contextmanager
def _running(command, folder, endpoint):
    environ = otlp.environment(endpoint, **_PATIENT)
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _end(process):
    """Ask it to end as a supervisor does; return what it said."""
    process.send_signal(signal.SIGTERM)
    errors = process.communicate(timeout=30)[1]
    assert "Traceback" not in errors, errors
    assert "otel_kit" not in errors, errors


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_of_uvicorn(workers, tmp_path):
    (tmp_path / "web.py").write_text(_WEB)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def hit():
        with (
            contextlib.suppress(urllib.error.URLError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer,
        ):
            return answer.status == 200

    command = ["uvicorn", "web:app", "--port", str(port), "--workers", str(workers), "--log-level", "warning"]
    with otlp.collector() as collector, _running(command, tmp_path, collector.endpoint) as process:
        wait_for(hit, 20, "uvicorn")
        assert all(hit() for _ in range(20))
        _end(process)
        assert sum(collector.last_values("hits").values()) == 21


def test_recycled_prefork_workers_of_celery(tmp_path):
    (tmp_path / "control").mkdir()
    (tmp_path / "tasks.py").write_text(textwrap.dedent(_TASKS).replace("FOLDER", str(tmp_path)))
    command = ["celery", "-A", "tasks", "worker", "-c", "2", "--max-tasks-per-child", "1", "-l", "warning"]
    names = sorted(f"task-{number}" for number in range(4))
    with otlp.collector() as collector, _running(command, tmp_path, collector.endpoint) as process:
        enqueue = "import tasks\nfor number in range(4): tasks.work.delay(number)"
        subprocess.run(
            [sys.executable, "-c", enqueue],
            cwd=tmp_path,
            check=True,
            env=otlp.environment("http://127.0.0.1:9"),
        )
        wait_for(lambda: sum(collector.last_values("done").values()) == 4, 40, "the tasks")
        _end(process)
        assert sorted(collector.span_names()) == names
        assert sorted(body for body in collector.bodies() if body.startswith("task ")) == [
            f"task {n}" for n in range(4)
        ]
        assert sum(collector.last_values("done").values()) == 4
        assert len({resource["service.instance.id"] for resource, _ in collector.spans()}) == 4
