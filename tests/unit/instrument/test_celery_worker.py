"""A real Celery worker with pool processes that come and go: nothing is lost, doubled or left hanging."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from support import otlp
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHOP = """
import os
import signal
import time
from celery import Celery
import otel_kit

otel_kit.init("shop")
app = Celery("shop", broker="filesystem://")
app.conf.update(
    broker_transport_options={
        "data_folder_in": "queue", "data_folder_out": "queue", "control_folder": "control",
        "polling_interval": 0.05,
    },
    worker_max_tasks_per_child=1,
    worker_prefetch_multiplier=1,
    worker_lost_wait=0.5,
    broker_connection_retry_on_startup=True,
)

@app.task
def enrich():
    return os.getpid()

@app.task(time_limit=1)
def forever():
    time.sleep(60)

@app.task
def die():
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    app.worker_main(["worker", "--concurrency", "2", "--loglevel", "INFO"])
"""
BY_COMMAND = ["-m", "celery", "-A", "shop", "worker", "--concurrency", "2", "--loglevel", "INFO"]
BY_ITSELF = ["shop.py"]


class Shop:
    """A service that sends tasks, and the worker that runs them."""

    def __init__(self, folder: Path, collector: otlp.Collector) -> None:
        self.folder = folder
        self.collector = collector
        (folder / "shop.py").write_text(SHOP)
        (folder / "queue").mkdir()
        (folder / "control").mkdir()

    def environment(self) -> dict[str, str]:
        """Return what each of its processes gets."""
        return otlp.environment(self.collector.endpoint, OTEL_KIT_INSTRUMENT="celery", PYTHONUNBUFFERED="1")

    def send(self, task: str, times: int = 1) -> None:
        """Send tasks from a process of their own."""
        source = f"import shop\nfor _ in range({times}): shop.{task}.delay()"
        subprocess.run(
            [sys.executable, "-c", source], env=self.environment(), cwd=self.folder, check=True, timeout=60
        )

    @contextlib.contextmanager
    def worker(self, arguments: list[str]) -> Iterator[None]:
        """Run the worker beside the block and end it as a service manager does; what it printed must be calm."""
        log = self.folder / "worker.log"
        with log.open("w") as output:
            worker = subprocess.Popen(
                [sys.executable, *arguments],
                env=self.environment(),
                cwd=self.folder,
                stdout=output,
                stderr=output,
            )
            try:
                yield
            finally:
                worker.terminate()
                status = worker.wait(timeout=30)
        assert status == 0, log.read_text()
        assert "otel_kit" not in log.read_text(), log.read_text()

    def runs(self, task: str) -> list[Any]:
        """Return the spans of a task's runs."""
        return [span for _, span in self.collector.spans() if span.name == f"run/shop.{task}"]

    def counts(self) -> dict[tuple[str, str], int]:
        """Return how many runs were counted, by job and result, over all processes."""
        last = {
            (resource["service.instance.id"], labels["kit.job.name"], labels["kit.job.result"]): point.count
            for resource, labels, point in self.collector.points("kit.job.duration")
        }
        total: dict[tuple[str, str], int] = {}
        for (_, job, result), count in last.items():
            total[job, result] = total.get((job, result), 0) + count
        return total


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with otlp.collector() as collector:
        yield Shop(tmp_path, collector)


def test_ten_tasks_in_ten_processes_are_ten_spans_and_ten_counts(shop: Shop) -> None:
    with shop.worker(BY_COMMAND):
        shop.send("enrich", times=10)
        wait_for(lambda: len(shop.runs("enrich")) >= 10, 30, "ten runs")
    assert len(shop.runs("enrich")) == 10
    assert shop.counts() == {("enrich", "success"): 10}
    senders = {
        span.span_id: span for _, span in shop.collector.spans() if span.name.startswith("apply_async/")
    }
    assert {run.parent_span_id for run in shop.runs("enrich")} == set(senders)
    instances = {
        r["service.instance.id"] for r, span in shop.collector.spans() if span.name.startswith("run/")
    }
    assert len(instances) == 10


def test_a_run_that_its_process_could_not_report_is_reported_by_the_worker(shop: Shop) -> None:
    """A hard time limit and a killed process: the pool process is gone, the run is counted all the same."""
    with shop.worker(BY_ITSELF):
        shop.send("forever")
        shop.send("die")
        wait_for(lambda: shop.runs("forever") and shop.runs("die"), 40, "both runs")
    assert shop.counts() == {("forever", "failure"): 1, ("die", "failure"): 1}
    (forever,) = shop.runs("forever")
    assert 0.9e9 < forever.end_time_unix_nano - forever.start_time_unix_nano < 10e9
    types = {otlp.attributes(span.attributes)["error.type"] for span in (*shop.runs("die"), forever)}
    assert types == {"billiard.exceptions.TimeLimitExceeded", "billiard.exceptions.WorkerLostError"}


def test_the_main_process_tells_how_much_waits(shop: Shop) -> None:
    shop.send("enrich", times=3)
    with shop.worker(BY_ITSELF):
        points = wait_for(lambda: shop.collector.points("kit.queue.depth"), 30, "the queue's depth")
    assert {labels["kit.queue.name"] for _, labels, _ in points} == {"celery"}
    assert len({resource["process.pid"] for resource, _, _ in points}) == 1
