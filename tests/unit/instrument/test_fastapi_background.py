"""FastAPI's background tasks: they run beside their request, and are told beside it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from fastapi import BackgroundTasks, FastAPI
from opentelemetry import trace

from support.asgi import DURATION, call

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.telemetry import Telemetry


def test_background_tasks_are_not_the_client_s_wait(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    app = FastAPI()
    begun: list[tuple[float, int, int]] = []

    @app.get("/")
    async def index(tasks: BackgroundTasks) -> None:
        tasks.add_task(work)

    async def work() -> None:
        current = trace.get_current_span().get_span_context().span_id
        begun.append((time.perf_counter(), time.time_ns(), current))

    called = time.perf_counter()
    call(app, ("GET", "/"))
    (span,), ((clock, now, current),) = telemetry.spans(), begun
    assert telemetry.point(DURATION).value <= clock - called
    assert span.end_time <= now
    assert current == span.context.span_id


def test_a_request_is_reported_while_its_background_task_runs(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    app = FastAPI()
    reported: list[tuple[int, float]] = []

    @app.get("/")
    async def index(tasks: BackgroundTasks) -> None:
        tasks.add_task(look)

    def look() -> None:
        reported.append((len(telemetry.spans()), telemetry.point("http.server.active_requests").value))

    call(app, ("GET", "/"))
    assert reported == [(1, 0)]


def test_a_background_task_that_fails_is_no_failed_request(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    """The user got their answer; the fault has a span of its own below the request's."""
    install("fastapi", "starlette")
    app = FastAPI()

    @app.get("/")
    async def index(tasks: BackgroundTasks) -> None:
        tasks.add_task(fail)

    async def fail() -> None:
        msg = "no such table"
        raise LookupError(msg)

    call(app, ("GET", "/"))
    request, afterwards = telemetry.spans()
    assert (request.name, request.status.is_unset, list(request.events)) == ("GET /", True, [])
    assert "error.type" not in telemetry.point(DURATION).attributes
    assert (afterwards.name, afterwards.parent.span_id) == ("GET / afterwards", request.context.span_id)
    assert [event.attributes["exception.type"] for event in afterwards.events] == ["LookupError"]
