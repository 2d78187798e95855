"""Checks that a service writes itself: what counts as healthy, time limits, kept results, probe storms."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time

import pytest

from otel_kit import ConfigurationError, health
from otel_kit.exceptions import OtelKitError

SECRET = "postgresql://kit:s3cret@db.internal:5432/orders"


def raises(error):
    """Return a check that fails so."""

    def probe():
        raise error

    return probe


def sole(report):
    """Return what the only check says."""
    (result,) = report.results
    return result.outcome.status, result.outcome.reason


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, ("healthy", "")),
        (True, ("healthy", "")),
        (0, ("healthy", "")),
        (False, ("unhealthy", "the check says no")),
        (health.degraded("80 % full"), ("degraded", "80 % full")),
        (health.unhealthy("empty"), ("unhealthy", "empty")),
    ],
)
def test_what_a_check_returns_is_its_status(checks, answer, expected):
    """Synchronous and not."""

    async def probe():
        return answer

    checks.add("one", lambda: answer)
    assert sole(checks.report()) == expected
    assert sole(asyncio.run(checks.report_async())) == expected
    checks.add("one", probe)
    assert sole(checks.report()) == expected
    checks.add("one", probe)
    assert sole(asyncio.run(checks.report_async())) == expected


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ConnectionRefusedError(SECRET), "connection refused"),
        (TimeoutError(SECRET), "timed out"),
        (OtelKitError(SECRET), "OtelKitError"),
        (FileNotFoundError(2, SECRET), "no such file"),
    ],
)
def test_what_a_check_raises_is_told_without_its_message(checks, caplog, error, reason):
    """Messages hold addresses and passwords: neither answer nor log has them."""
    checks.add("one", raises(error))
    with caplog.at_level(logging.DEBUG):
        report = checks.report()
    assert sole(report) == ("unhealthy", reason)
    assert "s3cret" not in str(report.as_data()) + caplog.text


def test_the_cause_is_told_where_a_library_wraps_it(checks):
    """As SQLAlchemy and others do."""

    def probe():
        try:
            raise ConnectionRefusedError
        except OSError as error:
            raise RuntimeError("wrapped") from error

    checks.add("one", probe)
    assert sole(checks.report())[1] == "connection refused"


def test_a_check_that_hangs_holds_nobody_up(checks):
    """Beyond its time limit; no second run begins while the first one hangs."""
    release, runs = threading.Event(), []

    def probe():
        runs.append(1)
        release.wait(20)

    checks.add("stuck", probe, timeout=0.1, keep=0)
    checks.add("quick", lambda: None)
    began = time.perf_counter()
    for _ in range(3):
        report = checks.report()
        assert [one.outcome.status for one in report.results] == ["unhealthy", "healthy"]
    assert report.results[0].outcome.reason == "no answer within 0.1 s"
    assert time.perf_counter() - began < 1
    assert len(runs) == 1
    release.set()


def test_checks_that_hang_share_their_time(checks):
    """They run at once."""
    release = threading.Event()
    for number in range(5):
        checks.add(f"stuck {number}", lambda: release.wait(20) and None, timeout=0.2)
    began = time.perf_counter()
    checks.report()
    assert time.perf_counter() - began < 0.6
    release.set()


def test_an_asynchronous_check_that_hangs_is_cancelled(checks):
    """The event loop goes on meanwhile."""
    cancelled = []

    async def probe():
        try:
            await asyncio.sleep(20)
        except asyncio.CancelledError:
            cancelled.append(1)
            raise

    checks.add("stuck", probe, timeout=0.1)

    async def ask():
        report = await checks.report_async()
        await asyncio.sleep(0)
        return report

    assert sole(asyncio.run(ask())) == ("unhealthy", "no answer within 0.1 s")
    assert cancelled == [1]


def test_a_storm_of_probes_is_one_run(checks, clock):
    """From threads and tasks at once; after `keep` seconds there is another one."""
    runs = []
    lock = threading.Event()

    def probe():
        runs.append(1)
        lock.wait(0.05)

    checks.add("one", probe, keep=5)
    threads = [threading.Thread(target=checks.report) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    async def storm():
        await asyncio.gather(*(checks.report_async() for _ in range(100)))

    asyncio.run(storm())
    assert len(runs) == 1
    clock.now += 5.1
    checks.report()
    assert len(runs) == 2


def test_a_caller_that_goes_away_leaves_no_check_behind(checks):
    """A client that disconnects cancels its request; the next one gets an answer."""

    async def probe():
        await asyncio.sleep(0.05)

    checks.add("one", probe)

    async def ask():
        task = asyncio.ensure_future(checks.report_async())
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await checks.report_async()

    assert sole(asyncio.run(ask())) == ("healthy", "")


def test_results_are_metrics(checks, telemetry):
    """Status and duration of each run, and the score of each whole report."""
    checks.add("orders", lambda: None, category="database")
    checks.add("mail", lambda: False, category="external")
    checks.report()
    status = telemetry.metrics["kit.health.status"]
    assert status.value(check="orders", category="database") == 1
    assert status.value(check="mail") == 0
    assert telemetry.metrics["kit.health.check.duration"].count(check="orders") == 1
    assert telemetry.metrics["kit.health.score"].value() == 67


def test_a_change_of_status_is_logged_once(checks, clock, caplog):
    """When it breaks and when it works again."""
    answers = [True, False, False, True]
    checks.add("orders", lambda: answers.pop(0), keep=1)
    with caplog.at_level(logging.INFO, logger="otel_kit.health"):
        for _ in range(4):
            checks.report()
            clock.now += 2
    assert [record.getMessage() for record in caplog.records] == [
        "health check orders is unhealthy: the check says no",
        "health check orders is healthy",
    ]


def test_only_critical_checks_decide_about_readiness(checks):
    """Others make it degraded."""
    checks.add("cache", lambda: False, category="cache")
    report = checks.report()
    assert (report.ready, report.status) == (True, "degraded")
    checks.add("orders", lambda: False, category="database", critical=True)
    report = checks.report()
    assert (report.ready, report.status) == (False, "unhealthy")


def test_readiness_asks_only_the_critical_checks(checks):
    """A slow check that decides nothing costs nothing."""
    asked = []
    checks.add("cache", lambda: asked.append("cache"))
    checks.add("orders", lambda: asked.append("orders"), critical=True)
    assert checks.readiness().ready
    assert asked == ["orders"]


def test_a_process_that_is_about_to_end_is_not_ready(checks):
    """Whatever its checks say; nothing is asked any more."""
    asked = []
    checks.add("orders", lambda: asked.append(1), critical=True)
    checks.stopping()
    assert not checks.readiness().ready
    assert not asyncio.run(checks.readiness_async()).ready
    assert asked == []


def test_a_forked_child_runs_its_own_checks(checks):
    """Though the parent's were running at the fork."""
    release = threading.Event()
    checks.add("one", lambda: release.wait(5) and None)
    threading.Thread(target=checks.report, daemon=True).start()
    child = os.fork()
    if not child:
        release.set()
        os._exit(0 if sole(checks.report()) == ("healthy", "") else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    release.set()


def test_the_decorator_registers_and_returns_the_function(checks):
    """Which can still be called."""

    @checks.check("payments", category="external", critical=True)
    def payments():
        return health.degraded("slow")

    assert payments() == health.degraded("slow")
    assert sole(checks.report()) == ("degraded", "slow")


def test_an_unknown_category_is_refused(checks):
    """With those that there are."""
    with pytest.raises(ConfigurationError, match="choose one of application, database"):
        checks.add("one", lambda: None, category="databse")
