"""Checks run, and what they find is told, though nobody probes: metrics are collected, and that is enough."""

from __future__ import annotations

import asyncio
import threading

from fastapi import FastAPI

from otel_kit import health
from support.waiting import wait_for


def statuses(telemetry):
    """Collect metrics, and return what they say of each check."""
    series = telemetry.metrics["kit.health.status"].series
    return {one.attributes["kit.health.check"]: one.value for one in series}


def wait_for_statuses(telemetry, *names):
    """Collect metrics until they know these checks."""
    return wait_for(lambda: found if (found := statuses(telemetry)).keys() >= set(names) else {}, 5, names)


def test_a_collection_runs_what_is_due_and_the_next_one_at_the_latest_tells_it(checks, telemetry):
    """With the score of all of them."""
    checks.add("orders", lambda: None, category="database")
    checks.add("mail", lambda: health.degraded("slow"), category="external")
    assert wait_for_statuses(telemetry, "orders", "mail") == {"orders": 1, "mail": 0.5}
    assert telemetry.metrics["kit.health.score"].value() == 83


def test_a_result_that_serves_is_told_again_and_nothing_runs(checks, clock, telemetry):
    """Collections cost one run in `keep` seconds."""
    runs = []
    checks.add("orders", lambda: runs.append(1), keep=60)
    wait_for_statuses(telemetry, "orders")
    for _ in range(10):
        assert statuses(telemetry) == {"orders": 1}
    assert len(runs) == 1
    clock.now += 61
    statuses(telemetry)
    wait_for(lambda: len(runs) == 2, 5, "the second run")


def test_a_check_that_hangs_is_told_to_have_taken_too_long(checks, telemetry):
    """Though nobody waits for it."""
    release = threading.Event()
    checks.add("stuck", lambda: release.wait(20) and None, timeout=0.05)
    assert wait_for_statuses(telemetry, "stuck") == {"stuck": 0}
    release.set()


def test_an_asynchronous_check_runs_in_the_loop_of_its_application(checks, telemetry):
    """Where its pool belongs; a loop of its own would be the wrong one."""
    app, loops = FastAPI(), []

    async def probe():
        loops.append(asyncio.get_running_loop())

    async def serve():
        async with app.router.lifespan_context(app):
            await asyncio.to_thread(wait_for_statuses, telemetry, "pool")
        assert loops == [asyncio.get_running_loop()]

    checks.add("pool", probe)
    health.mount(app, registry=checks)
    assert statuses(telemetry) == {}
    asyncio.run(serve())
    assert statuses(telemetry) == {"pool": 1}


def test_an_asynchronous_check_whose_loop_nobody_knows_waits_for_a_probe(checks, clock, telemetry):
    """One that comes in a thread, as Flask's do, says that there is no loop to wait for."""
    runs = []

    async def probe():
        runs.append(1)

    checks.add("pool", probe)
    statuses(telemetry)
    assert runs == []
    checks.report()
    clock.now += 6
    statuses(telemetry)
    wait_for(lambda: len(runs) == 2, 5, "the run without a probe")


def test_nothing_is_begun_while_the_process_is_about_to_end(checks, telemetry):
    """The last collection is no time for new threads."""
    runs = []
    checks.add("orders", lambda: runs.append(1))
    checks.stopping()
    statuses(telemetry)
    assert runs == []
    assert statuses(telemetry) == {}


def test_a_change_of_status_is_an_event(checks, clock, telemetry):
    """With what it was before."""
    answers = [True, False, True]
    checks.add("orders", lambda: answers.pop(0), category="database", keep=1)
    for _ in range(3):
        checks.report()
        clock.now += 2
    events = telemetry.logs.named("kit.health.changed")
    assert [
        (one.attributes["kit.health.previous_state"], one.attributes["kit.health.state"]) for one in events
    ] == [
        ("healthy", "unhealthy"),
        ("unhealthy", "healthy"),
    ]
    assert events[0].body == "health check orders is unhealthy: the check says no"
