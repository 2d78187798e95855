"""Celery: a task is one trace from its sender to its end, and one count of how it ended."""

from __future__ import annotations

import os
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from celery import Celery, signals
from celery.contrib.testing.worker import start_worker
from celery.exceptions import Ignore
from kombu.exceptions import OperationalError
from opentelemetry import trace

from otel_kit import instrument
from support.telemetry import in_memory
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.telemetry import Telemetry

JOBS = "kit.job.duration"


class CardDeclinedError(Exception):
    """A failure that the task announces."""


@pytest.fixture(scope="module")
def everything() -> Iterator[Telemetry]:
    """Install Celery's integration once: the tests share one worker, whose end takes seconds."""
    with in_memory() as telemetry:
        instrument.install(SimpleNamespace(instrument=frozenset({"celery"}), peers={}))
        yield telemetry
        instrument.uninstall()


@pytest.fixture
def telemetry(everything: Telemetry) -> Telemetry:
    """What this test reports."""
    everything.forget()
    return everything


@pytest.fixture(scope="module")
def app(everything: Telemetry) -> Iterator[Celery]:
    """A worker in a thread of this process, with its broker in memory."""
    app = Celery("shop", broker="memory://", backend="cache+memory://")
    app.conf.broker_transport_options = {"polling_interval": 0.01}

    @app.task(name="shop.tasks.enrich", shared=False)
    def enrich(lead: str) -> str:
        return trace.format_trace_id(trace.get_current_span().get_span_context().trace_id)

    @app.task(name="shop.tasks.charge", shared=False, throws=(CardDeclinedError,))
    def charge(*, declined: bool) -> None:
        if declined:
            raise CardDeclinedError
        msg = "no such table"
        raise LookupError(msg)

    @app.task(name="shop.tasks.sync", shared=False, bind=True, max_retries=1)
    def sync(self: Any) -> str:
        if self.request.retries == 0:
            raise self.retry(exc=ConnectionError("crm is away"), countdown=0)
        return "done"

    @app.task(name="shop.tasks.skip", shared=False)
    def skip() -> None:
        raise Ignore

    @app.task(name="shop.tasks.start", shared=False)
    def start() -> None:
        enrich.delay("from a task")

    signals.setup_logging.connect(leave_logging_alone)
    with (
        mock.patch.dict(os.environ),  # the worker leaves its level of logging to its children there
        start_worker(app, perform_ping_check=False, shutdown_timeout=20),
    ):
        yield app
    signals.setup_logging.disconnect(leave_logging_alone)


def leave_logging_alone(**_: Any) -> None:
    """Take Celery's own set-up of logging away: the tests that follow have one."""


def finished_runs(telemetry: Telemetry, number: int) -> list[Any]:
    return wait_for(
        lambda: runs if len(runs := telemetry.spans("consumer")) >= number else [], 10, f"{number} runs"
    )


def run(app: Celery, name: str, **arguments: Any) -> Any:
    return app.send_task(f"shop.tasks.{name}", kwargs=arguments)


def test_sender_and_worker_are_one_trace(telemetry: Telemetry, app: Celery) -> None:
    with trace.get_tracer("test").start_as_current_span("POST /leads") as root:
        result = app.tasks["shop.tasks.enrich"].delay("ada")
    assert result.get(timeout=10) == trace.format_trace_id(root.get_span_context().trace_id)
    (consumer,) = finished_runs(telemetry, 1)
    (producer,) = telemetry.spans("producer")
    assert (producer.name, consumer.name) == ("apply_async/shop.tasks.enrich", "run/shop.tasks.enrich")
    assert producer.parent.span_id == root.get_span_context().span_id
    assert consumer.parent.span_id == producer.context.span_id
    assert dict(consumer.attributes) == {
        "messaging.system": "celery",
        "messaging.operation.name": "run",
        "messaging.operation.type": "process",
        "messaging.message.id": result.id,
        "messaging.destination.name": "celery",
        "celery.task_name": "shop.tasks.enrich",
        "kit.job.name": "enrich",
        "kit.job.result": "success",
    }
    assert producer.attributes["messaging.message.id"] == result.id
    assert producer.attributes["messaging.destination.name"] == "celery"


def test_a_task_sent_by_its_name_alone_ends_its_span(telemetry: Telemetry, app: Celery) -> None:
    """As a web service does that has the worker's code not at hand."""
    stranger = Celery("web", broker="memory://")
    stranger.send_task("shop.tasks.enrich", ["ada"])
    assert [span.name for span in telemetry.spans("producer")] == ["apply_async/shop.tasks.enrich"]
    assert not trace.get_current_span().get_span_context().is_valid
    finished_runs(telemetry, 1)  # of this test, and not of the next one


def test_a_broker_that_is_away_ends_the_span_with_the_error(telemetry: Telemetry) -> None:
    app = Celery("web", broker="redis://127.0.0.1:1/0")
    app.conf.broker_transport_options = {"max_retries": 0, "interval_start": 0}
    with pytest.raises(OperationalError):
        app.send_task("shop.tasks.enrich", retry=False)
    (span,) = telemetry.spans("producer")
    assert span.status.status_code is trace.StatusCode.ERROR
    assert not trace.get_current_span().get_span_context().is_valid


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("enrich", {"lead": "ada"}, {"kit.job.result": "success"}),
        ("charge", {"declined": False}, {"kit.job.result": "failure", "error.type": "LookupError"}),
        ("skip", {}, {"kit.job.result": "cancelled"}),
    ],
)
def test_a_job_counts_by_how_it_ended(
    telemetry: Telemetry, app: Celery, name: str, arguments: dict[str, Any], expected: dict[str, str]
) -> None:
    run(app, name, **arguments)
    finished_runs(telemetry, 1)
    point = telemetry.point(JOBS)
    assert dict(point.attributes) == {"kit.job.name": name, **expected}
    assert (point.count, point.bounds[-1]) == (1, 3600.5)


def test_a_run_tells_how_long_it_waited_and_when_it_last_went_well(telemetry: Telemetry, app: Celery) -> None:
    before = time.time()
    run(app, "enrich", lead="ada")
    finished_runs(telemetry, 1)
    wait = telemetry.point("kit.queue.wait.duration")
    assert dict(wait.attributes) == {"kit.queue.name": "celery"}
    assert 0 <= wait.value < 10
    told = telemetry.point("kit.job.last_success", kit_job_name="enrich").value
    assert before - 1 <= told <= time.time()  # at most once a second


def test_a_failure_is_recorded_once_on_the_span(telemetry: Telemetry, app: Celery) -> None:
    run(app, "charge", declined=False)
    (span,) = finished_runs(telemetry, 1)
    assert span.status.status_code is trace.StatusCode.ERROR
    assert [event.attributes["exception.message"] for event in span.events] == ["no such table"]


def test_an_announced_exception_is_a_failed_job_but_no_error_of_the_span(
    telemetry: Telemetry, app: Celery
) -> None:
    run(app, "charge", declined=True)
    (span,) = finished_runs(telemetry, 1)
    assert span.status.is_unset
    assert telemetry.point(JOBS).attributes["kit.job.result"] == "failure"


def test_a_retry_counts_with_its_cause_and_stays_in_the_trace(telemetry: Telemetry, app: Celery) -> None:
    run(app, "sync")
    first, second = finished_runs(telemetry, 2)
    assert first.context.trace_id == second.context.trace_id
    assert [span.attributes["kit.job.result"] for span in (first, second)] == ["retry", "success"]
    assert telemetry.point(JOBS, kit_job_result="retry").attributes["error.type"] == "ConnectionError"
    assert dict(telemetry.point("kit.job.retries").attributes) == {
        "kit.job.name": "sync",
        "error.type": "ConnectionError",
    }


def test_a_task_that_a_task_sends_is_its_child(telemetry: Telemetry, app: Celery) -> None:
    run(app, "start")
    runs = {span.name: span for span in finished_runs(telemetry, 2)}
    outer, inner = runs["run/shop.tasks.start"], runs["run/shop.tasks.enrich"]
    sent = next(span for span in telemetry.spans("producer") if span.context.span_id == inner.parent.span_id)
    assert sent.parent.span_id == outer.context.span_id


def test_an_eager_task_is_a_run_like_any_other(telemetry: Telemetry, app: Celery) -> None:
    app.tasks["shop.tasks.enrich"].apply(["ada"])
    assert telemetry.point(JOBS).count == 1
    assert [span.name for span in telemetry.spans()] == ["run/shop.tasks.enrich"]
