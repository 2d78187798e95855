"""One call gives the span, the duration and the error."""

from __future__ import annotations

import asyncio
import threading

import pytest
from opentelemetry import trace
from opentelemetry.trace import StatusCode

from otel_kit import signals

DURATION = "kit.inference.duration"
JOB = "kit.job.duration"


def test_a_block_gives_span_duration_and_what_was_set_inside(telemetry):
    with signals.ml.inference(model="churn", version="3", task="classification") as call:
        call.confidence = 0.93

    (span,) = telemetry.spans()
    assert span.name == "inference churn"
    assert span.attributes["kit.inference.confidence"] == 0.93
    assert telemetry.point(DURATION).count == 1
    assert telemetry.point("kit.inference.confidence").value == 0.93
    assert call.confidence == 0.93


def test_span_and_metrics_carry_what_each_of_them_lists(telemetry):
    with signals.ml.inference(model="churn", version="3", task="classification") as call:
        call.confidence = 0.5

    (span,) = telemetry.spans()
    assert set(span.attributes) == {
        "kit.model.name",
        "kit.model.version",
        "kit.inference.task",
        "kit.inference.confidence",
    }
    assert set(telemetry.point(DURATION).attributes) == {
        "kit.model.name",
        "kit.model.version",
        "kit.inference.task",
    }
    assert set(telemetry.point("kit.inference.active").attributes) == {"kit.model.name"}


def test_the_duration_is_in_seconds_from_start_to_stop(telemetry):
    call = signals.ml.inference(model="churn")
    moments = iter([10.0, 12.5])
    call._plan = _with_clock(call._plan, lambda: next(moments))
    call.start().stop()

    assert telemetry.point(DURATION).value == 2.5


def test_what_runs_now_counts_as_active_until_it_ends(telemetry):
    first, second = signals.ml.inference(model="a").start(), signals.ml.inference(model="a").start()
    assert telemetry.point("kit.inference.active").value == 2
    first.stop()
    second.fail("timeout")
    assert telemetry.point("kit.inference.active").value == 0


def test_an_exception_passes_through_unchanged_and_names_its_class(telemetry):
    error = LookupError("no such row")

    def broken():
        raise error

    with pytest.raises(LookupError) as caught, signals.jobs.run(name="enrich"):
        broken()

    assert caught.value is error
    assert [entry.name for entry in caught.traceback][-1] == "broken"
    assert telemetry.point(JOB).attributes == {
        "kit.job.name": "enrich",
        "kit.job.result": "failure",
        "error.type": "LookupError",
    }
    (span,) = telemetry.spans()
    assert span.status.status_code is StatusCode.ERROR
    assert span.events[0].attributes["exception.message"] == "no such row"


def test_a_class_that_is_not_built_in_is_named_with_its_module(telemetry):
    with pytest.raises(threading.BrokenBarrierError), signals.jobs.run(name="enrich"):
        raise threading.BrokenBarrierError

    assert telemetry.point(JOB).attributes["error.type"] == "threading.BrokenBarrierError"


def test_a_failure_can_be_named_without_an_exception(telemetry):
    with signals.ml.inference(model="churn") as call:
        call.fail("declined")

    assert telemetry.point(DURATION).attributes["error.type"] == "declined"
    assert telemetry.point(DURATION).count == 1


def test_a_job_that_ends_well_has_the_result_success(telemetry):
    with signals.jobs.run(name="enrich"):
        pass

    assert telemetry.point(JOB).attributes == {"kit.job.name": "enrich", "kit.job.result": "success"}
    assert telemetry.spans()[0].attributes["kit.job.result"] == "success"


def test_a_result_that_was_set_stays(telemetry):
    with signals.jobs.run(name="enrich") as run:
        run.result = "cancelled"

    assert telemetry.point(JOB).attributes["kit.job.result"] == "cancelled"


def test_a_cancelled_task_is_no_error(telemetry):
    async def work():
        async with signals.jobs.run(name="enrich"):
            await asyncio.Event().wait()

    async def main():
        task = asyncio.create_task(work())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())

    assert telemetry.point(JOB).attributes == {"kit.job.name": "enrich", "kit.job.result": "cancelled"}
    assert telemetry.spans()[0].status.status_code is StatusCode.UNSET


def test_inside_a_block_the_span_is_the_current_one(telemetry):
    with signals.jobs.run(name="outer"):
        outer = trace.get_current_span()
        with signals.ml.inference(model="inner"):
            pass
        assert trace.get_current_span() is outer
    assert not trace.get_current_span().is_recording()

    inner, outer = telemetry.spans()
    assert inner.parent.span_id == outer.context.span_id


def test_started_by_hand_it_may_end_in_another_thread(telemetry):
    call = signals.jobs.run(name="enrich").start()
    assert not trace.get_current_span().is_recording()
    thread = threading.Thread(target=call.stop)
    thread.start()
    thread.join()

    assert telemetry.point(JOB).count == 1


def test_bound_once_it_gives_a_new_run_each_time(telemetry):
    churn = signals.ml.inference.bind(model="churn", version="3")
    for confidence in (0.2, 0.4):
        with churn() as call:
            call.confidence = confidence

    assert telemetry.point(DURATION).count == 2
    assert [span.attributes["kit.inference.confidence"] for span in telemetry.spans()] == [0.2, 0.4]


def test_what_is_set_after_the_end_is_a_fault_and_changes_nothing(telemetry, faults):
    with signals.ml.inference(model="churn") as call:
        pass
    call.confidence = 0.5

    assert telemetry.points("kit.inference.confidence") == []
    assert faults() == {"signals: kit.inference.duration": 1}


@pytest.mark.parametrize(
    "misuse",
    [
        lambda: signals.jobs.run(name="x").stop(),
        lambda: signals.jobs.run(name="x").start().start().stop(),
        lambda: [call := signals.jobs.run(name="x").start(), call.stop(), call.stop()],
        lambda: [call := signals.jobs.run(name="x").start(), call.stop(), call.fail("late")],
    ],
    ids=["ended before its start", "started twice", "ended twice", "failed after its end"],
)
def test_a_run_used_in_the_wrong_order_is_a_fault_and_no_exception(telemetry, faults, misuse):
    misuse()

    assert faults() == {"signals: kit.job.duration": 1}
    assert len(telemetry.spans()) <= 1


COUNTED = [
    (lambda: signals.ml.training(model="churn"), "kit.training.runs", "kit.operation.result"),
    (lambda: signals.integrations.sync(sync="crm"), "kit.sync.runs", "kit.operation.result"),
    (lambda: signals.agents.task(agent="scout"), "kit.agent.tasks", "kit.agent.result"),
]


@pytest.mark.parametrize(("begin", "runs", "result"), COUNTED)
def test_a_run_that_ended_is_counted_by_how_it_ended(telemetry, begin, runs, result):
    for _ in range(2):
        with begin():
            pass
    begin().start().fail("timeout")
    begin().start()

    assert {point.attributes[result]: point.value for point in telemetry.points(runs)} == {
        "success": 2,
        "failure": 1,
    }


def test_a_run_that_is_measured_and_told_of_is_counted_once(telemetry):
    with signals.ml.training(model="churn"):
        signals.ml.training_finished("inside", model="churn", result="success")
    signals.ml.training_finished("afterwards", model="churn", result="success")

    assert telemetry.point("kit.training.runs").value == 1


def test_a_value_that_is_no_number_is_left_out(telemetry, faults):
    with signals.ml.inference(model="churn") as call:
        call.confidence = "high"

    assert telemetry.points("kit.inference.confidence") == []
    assert telemetry.point(DURATION).count == 1
    assert faults() == {"signals: kit.inference.confidence": 1}


def _with_clock(plan, clock):
    from dataclasses import replace

    return replace(plan, clock=clock)
