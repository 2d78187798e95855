"""A real Celery worker on a real Redis: every way in which a task can end is told once, by whoever is left to tell it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import pytest

from support import otlp
from support.databases import redis
from support.waiting import wait_for
from support.workers import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TASKS = """
import pathlib
import time
import otel_kit

otel_kit.init("worker")  # before Celery is imported: it is found when it comes

from celery import Celery
from celery.exceptions import SoftTimeLimitExceeded

app = Celery("tasks", broker="BROKER")
app.conf.update(
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
)

@app.task
def enrich():
    pass

@app.task(bind=True, max_retries=2)
def sync(self):
    if self.request.retries < 2:
        raise self.retry(exc=ConnectionError("the CRM is away"), countdown=0)

@app.task
def nap(seconds=60):
    time.sleep(seconds)

@app.task
def wait_for_file(path):
    while not pathlib.Path(path).exists():
        time.sleep(0.01)

@app.task(soft_time_limit=0.5)
def patient():
    time.sleep(60)

@app.task(soft_time_limit=0.5)
def tidy():
    try:
        time.sleep(60)
    except SoftTimeLimitExceeded:
        return "tidied up"

@app.task(time_limit=1)
def stubborn():
    time.sleep(60)
"""
_COMMAND = ["celery", "-A", "tasks", "worker", "--concurrency", "4", "-l", "warning", "--without-mingle"]
SUCCESS, FAILURE, RETRY, CANCELLED = "success", "failure", "retry", "cancelled"


class Service:
    """Who sends tasks, the collector, and the worker behind them."""

    def __init__(self, folder: Path, collector: otlp.Collector) -> None:
        self.folder = folder
        self.collector = collector

    def do(self, source: str) -> str:
        """Run some lines of a service that has the tasks at hand; return what they print."""
        done = subprocess.run(
            [sys.executable, "-c", "import tasks\n" + textwrap.dedent(source)],
            cwd=self.folder,
            env=otlp.environment(self.collector.endpoint, OTEL_KIT_INSTRUMENT="celery"),
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.strip()

    def runs(self, task: str) -> list[Any]:
        """Return the spans of a task's runs, in the order in which they began."""
        found = [span for _, span in self.collector.spans() if span.name == f"run/tasks.{task}"]
        return sorted(found, key=lambda span: span.start_time_unix_nano)

    def wait_for_runs(self, task: str, number: int) -> list[dict[str, Any]]:
        """Return the attributes of a task's runs, once there are so many."""
        found = wait_for(
            lambda: runs if len(runs := self.runs(task)) >= number else [], 30, f"{number} runs of {task}"
        )
        return [otlp.attributes(span.attributes) for span in found]

    def total(self, metric: str, **labels: str) -> float:
        """Return the sum of a metric over all processes, or how often it was recorded."""
        last = {}
        for resource, attributes, point in self.collector.points(metric):
            if labels.items() <= {key.rpartition(".")[2]: value for key, value in attributes.items()}.items():
                series = (resource["service.instance.id"], *sorted(attributes.items()))
                last[series] = point.count if hasattr(point, "count") else point.as_int or point.as_double
        return sum(last.values())


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One worker for all tests of this file, as its start and end take seconds; how it ends is looked at."""
    folder = tmp_path_factory.mktemp("celery")
    with contextlib.ExitStack() as stack:
        broker = stack.enter_context(redis())
        (folder / "tasks.py").write_text(_TASKS.replace("BROKER", broker))
        collector = stack.enter_context(otlp.collector())
        worker = stack.enter_context(
            running(_COMMAND, folder, collector.endpoint, OTEL_KIT_INSTRUMENT="celery,redis")
        )
        yield Service(folder, collector)
        worker.terminate()
        errors = worker.communicate(timeout=30)[1]
        assert worker.returncode == 0, errors
        assert "otel_kit" not in errors, errors


def test_ten_tasks_in_ten_processes_are_ten_spans_and_ten_counts(service: Service) -> None:
    service.do("for _ in range(10): tasks.enrich.delay()")
    service.wait_for_runs("enrich", 10)
    wait_for(lambda: service.total("kit.job.duration", name="enrich") >= 10, 20, "ten counts")
    assert service.total("kit.job.duration", name="enrich", result=SUCCESS) == 10
    assert service.total("kit.queue.wait.duration", name="celery") >= 10
    assert len(service.runs("enrich")) == 10
    sent = {span.span_id for _, span in service.collector.spans() if span.name == "apply_async/tasks.enrich"}
    assert {span.parent_span_id for span in service.runs("enrich")} == sent
    processes = {
        resource["process.pid"]: resource["service.instance.id"]
        for resource, span in service.collector.spans()
        if span.name == "run/tasks.enrich"
    }
    assert len(processes) == len(set(processes.values())) == 10


def test_each_retry_counts_with_its_cause(service: Service) -> None:
    service.do("tasks.sync.delay()")
    runs = service.wait_for_runs("sync", 3)
    assert [run["kit.job.result"] for run in runs] == [RETRY, RETRY, SUCCESS]
    assert len({span.trace_id for span in service.runs("sync")}) == 1
    wait_for(lambda: service.total("kit.job.retries", name="sync") == 2, 10, "two retries")
    assert service.total("kit.job.retries", name="sync", type="ConnectionError") == 2


@pytest.mark.parametrize(
    ("task", "result", "error"),
    [
        ("patient", FAILURE, "billiard.exceptions.SoftTimeLimitExceeded"),
        ("tidy", SUCCESS, None),
        ("stubborn", FAILURE, "billiard.exceptions.TimeLimitExceeded"),
    ],
)
def test_a_time_limit_ends_a_run_that_is_told_once(
    service: Service, task: str, result: str, error: str | None
) -> None:
    service.do(f"tasks.{task}.delay()")
    (run,) = service.wait_for_runs(task, 1)
    assert (run["kit.job.result"], run.get("error.type")) == (result, error)
    wait_for(lambda: service.total("kit.job.duration", name=task) == 1, 10, "its count")
    (span,) = service.runs(task)
    assert 0.4e9 < span.end_time_unix_nano - span.start_time_unix_nano < 10e9


def test_a_run_that_is_revoked_while_it_runs_is_told_once(service: Service) -> None:
    sent = service.do("print(tasks.nap.delay().id)")
    service.do(
        f"""
        import time
        inspect = tasks.app.control.inspect(timeout=1)
        while not any(task["id"] == "{sent}" and task["time_start"] for found in (inspect.active() or {{}}).values() for task in found):
            time.sleep(0.1)
        tasks.app.control.revoke("{sent}", terminate=True)
        """
    )
    (run,) = service.wait_for_runs("nap", 1)
    assert (run["kit.job.result"], run["messaging.message.id"]) == (CANCELLED, sent)
    wait_for(lambda: service.total("kit.job.revoked", name="nap") >= 1, 10, "its count")
    assert service.total("kit.job.revoked", name="nap", revocation="terminated") == 1
    assert service.total("kit.job.duration", name="nap", result=CANCELLED) == 1
    assert len(service.runs("nap")) == 1


def test_tasks_that_never_run_are_counted_as_called_off(service: Service) -> None:
    service.do(
        """
        revoked = tasks.enrich.apply_async(countdown=2)
        tasks.app.control.revoke(revoked.id)
        tasks.tidy.apply_async(expires=-1)
        """
    )
    wait_for(lambda: service.total("kit.job.revoked", revocation="revoked") >= 1, 20, "the revoked one")
    wait_for(lambda: service.total("kit.job.revoked", revocation="expired") >= 1, 20, "the expired one")
    assert service.total("kit.job.revoked", name="enrich", revocation="revoked") == 1
    assert service.total("kit.job.revoked", name="tidy", revocation="expired") == 1
    assert len(service.runs("tidy")) == 1


def test_what_is_active_comes_back_to_nothing(service: Service, tmp_path: Path) -> None:
    end = tmp_path / "end"
    service.do(f"tasks.wait_for_file.delay({str(end)!r})")
    try:
        wait_for(lambda: service.total("kit.job.active", name="wait_for_file") == 1, 20, "the run")
    finally:
        end.touch()
    wait_for(lambda: service.total("kit.job.active", name="wait_for_file") == 0, 20, "its end")


def test_the_broker_s_own_commands_are_no_spans(service: Service) -> None:
    service.do("tasks.enrich.delay()")
    kinds = {span.name.partition("/")[0] for _, span in service.collector.spans()}
    assert kinds == {"apply_async", "run"}
