"""The same for whole functions, coroutines, generators and asynchronous generators."""

from __future__ import annotations

import asyncio
import inspect

import pytest
from opentelemetry import trace

from otel_kit import signals

JOB = "kit.job.duration"


def results(telemetry):
    return {point.attributes["kit.job.result"]: point.count for point in telemetry.points(JOB)}


def test_each_call_of_a_job_is_a_run_of_its_own(telemetry):
    @signals.job("send_digest")
    def send(to):
        """Send it."""
        return f"sent to {to}"

    assert [send("a"), send(to="b")] == ["sent to a", "sent to b"]
    assert telemetry.point(JOB).count == 2
    assert (send.__name__, send.__doc__) == ("send", "Send it.")
    assert str(inspect.signature(send)) == "(to)"


def test_a_coroutine_is_timed_until_it_ends(telemetry):
    @signals.jobs.run(name="enrich")
    async def enrich():
        await asyncio.sleep(0)
        return trace.get_current_span().name

    assert inspect.iscoroutinefunction(enrich)
    assert asyncio.run(enrich()) == "job enrich"
    assert results(telemetry) == {"success": 1}


def test_an_exception_of_a_coroutine_passes_through(telemetry):
    @signals.job("enrich")
    async def enrich():
        raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"):
        asyncio.run(enrich())
    assert results(telemetry) == {"failure": 1}


def test_a_generator_gives_sends_throws_and_returns_as_before(telemetry):
    @signals.job("walk")
    def walk():
        got = yield 1
        try:
            yield got
        except KeyError:
            yield "caught"
        return "end"

    steps = walk()
    assert [next(steps), steps.send(5), steps.throw(KeyError("x"))] == [1, 5, "caught"]
    with pytest.raises(StopIteration) as stopped:
        next(steps)
    assert stopped.value.value == "end"
    assert inspect.isgeneratorfunction(walk)
    assert results(telemetry) == {"success": 1}


def test_a_generator_is_current_only_while_it_executes(telemetry):
    seen = []

    @signals.job("walk")
    def walk():
        seen.append(trace.get_current_span().name)
        yield
        seen.append(trace.get_current_span().name)

    for _ in walk():
        assert not trace.get_current_span().is_recording()
    assert seen == ["job walk", "job walk"]


def test_a_generator_that_its_consumer_leaves_ends_well(telemetry):
    closed = []

    @signals.job("walk")
    def walk():
        try:
            yield from range(9)
        finally:
            closed.append(True)

    steps = walk()
    next(steps)
    steps.close()
    assert closed == [True]
    assert results(telemetry) == {"success": 1}


def test_an_exception_of_a_generator_passes_through(telemetry):
    @signals.job("walk")
    def walk():
        yield 1
        raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"):
        list(walk())
    assert results(telemetry) == {"failure": 1}


def test_an_asynchronous_generator_gives_sends_throws_and_closes_as_before(telemetry):
    closed = []

    @signals.job("stream")
    async def stream():
        try:
            got = yield 1
            try:
                yield got
            except KeyError:
                yield "caught"
            yield 4
        finally:
            closed.append(True)

    async def consume():
        steps = stream()
        values = [await anext(steps), await steps.asend(5), await steps.athrow(KeyError("x"))]
        await steps.aclose()
        return values + [value async for value in stream()]

    assert inspect.isasyncgenfunction(stream)
    assert asyncio.run(consume()) == [1, 5, "caught", 1, None, 4]
    assert closed == [True, True]
    assert results(telemetry) == {"success": 2}


def test_an_exception_of_an_asynchronous_generator_passes_through(telemetry):
    @signals.job("stream")
    async def stream():
        yield 1
        raise ValueError("odd")

    async def consume():
        return [value async for value in stream()]

    with pytest.raises(ValueError, match="odd"):
        asyncio.run(consume())
    assert results(telemetry) == {"failure": 1}


def test_track_time_records_seconds_also_of_what_fails(telemetry):
    @signals.track_time(signals.leads.response_duration.bind(source="web"))
    def answer(fails):
        if fails:
            raise ValueError

    answer(fails=False)
    with pytest.raises(ValueError):  # noqa: PT011 any
        answer(fails=True)

    point = telemetry.point("kit.lead.response.duration")
    assert point.count == 2
    assert 0 <= point.value < 1


def test_count_errors_counts_exceptions_only(telemetry):
    @signals.count_errors(signals.security.auth_attempt.bind(method="password", result="failure"))
    def sign_in(error):
        if error:
            raise error

    sign_in(None)
    with pytest.raises(PermissionError):
        sign_in(PermissionError())
    with pytest.raises(KeyboardInterrupt):
        sign_in(KeyboardInterrupt())

    assert telemetry.point("kit.auth.attempts").value == 1
    assert telemetry.point("kit.auth.attempts").attributes["error.type"] == "PermissionError"


def test_a_counter_without_error_type_counts_errors_without_it(telemetry):
    @signals.count_errors(signals.leads.captured.bind(source="web"))
    def fail():
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 any
        fail()

    assert telemetry.point("kit.lead.captured").attributes == {"kit.lead.source": "web"}
