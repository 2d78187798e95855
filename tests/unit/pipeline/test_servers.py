"""Servers and task queues that end their processes in ways of their own lose nothing of what their workers did."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from support import otlp
from support.waiting import wait_for
from support.workers import ONLY_AT_THE_END, end, free_port, get, running

_WEB = """
import logging, otel_kit
from opentelemetry import metrics
otel_kit.init("web")
counter = metrics.get_meter("m").create_counter("hits")

async def app(scope, receive, send):
    if scope["type"] == "http":
        counter.add(1)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"hello"})
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


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_of_uvicorn(workers, tmp_path):
    (tmp_path / "web.py").write_text(_WEB)
    port = free_port()
    command = ["uvicorn", "web:app", "--port", str(port), "--workers", str(workers), "--log-level", "warning"]
    with (
        otlp.collector() as collector,
        running(command, tmp_path, collector.endpoint, **ONLY_AT_THE_END) as process,
    ):
        wait_for(lambda: get(port), 20, "uvicorn")
        assert all(get(port) for _ in range(20))
        end(process)
        assert sum(collector.last_values("hits").values()) == 21


def test_recycled_prefork_workers_of_celery(tmp_path):
    (tmp_path / "control").mkdir()
    (tmp_path / "tasks.py").write_text(textwrap.dedent(_TASKS).replace("FOLDER", str(tmp_path)))
    command = ["celery", "-A", "tasks", "worker", "-c", "2", "--max-tasks-per-child", "1", "-l", "warning"]
    names = sorted(f"task-{number}" for number in range(4))
    with (
        otlp.collector() as collector,
        running(command, tmp_path, collector.endpoint, **ONLY_AT_THE_END) as process,
    ):
        enqueue = "import tasks\nfor number in range(4): tasks.work.delay(number)"
        subprocess.run(
            [sys.executable, "-c", enqueue],
            cwd=tmp_path,
            check=True,
            env=otlp.environment("http://127.0.0.1:9"),
        )
        wait_for(lambda: sum(collector.last_values("done").values()) == 4, 40, "the tasks")
        end(process)
        assert sorted(collector.span_names()) == names
        assert sorted(body for body in collector.bodies() if body.startswith("task ")) == [
            f"task {n}" for n in range(4)
        ]
        assert sum(collector.last_values("done").values()) == 4
        assert len({resource["service.instance.id"] for resource, _ in collector.spans()}) == 4
