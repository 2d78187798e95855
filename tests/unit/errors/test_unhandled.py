"""What nobody handles is told without a call: in requests, jobs, threads and event loops."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading

import celery
import flask
import httpx
import pytest
import uvloop
from fastapi import BackgroundTasks, FastAPI, WebSocket
from fastapi.responses import StreamingResponse

import otel_kit
from otel_kit import signals
from otel_kit.tenants import Tenant, resolve

COUNT, CAPTURED = "kit.error.count", "kit.error.captured"


def fail(error: BaseException) -> None:
    raise error


def attributes(telemetry):
    """Return the attributes of the only error that was told."""
    return telemetry.logs.one(CAPTURED).attributes


def get(app, *paths, **headers):
    """Send requests to an application, one after another; what it raises stays in it."""

    async def send():
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as client:
            return [(await client.get(path, headers=headers)).status_code for path in paths]

    return asyncio.run(send())


@pytest.fixture
def fastapi_app(install):
    """An application whose routes fail in all the ways there are."""
    install("fastapi", "starlette")
    app = FastAPI()

    @app.get("/leads/{lead}")
    def lead(lead: str):
        signals.errors.feature_flag("new_leads", "on")
        fail(TimeoutError(lead))

    @app.get("/noted/{lead}")
    async def noted(lead: str):
        try:
            fail(KeyError(lead))
        except KeyError:
            signals.errors.capture()
            raise

    @app.get("/background")
    def background(tasks: BackgroundTasks):
        tasks.add_task(fail, ValueError())

    @app.get("/stream")
    def stream():
        def chunks():
            yield b"1"
            fail(ValueError())

        return StreamingResponse(chunks())

    @app.get("/job")
    def job():
        with signals.jobs.run(name="enrich"):
            fail(ValueError())

    @app.websocket("/ws")
    async def socket(websocket: WebSocket):
        await websocket.accept()
        fail(ValueError("broken"))

    return app


def test_an_error_in_a_fastapi_request_is_told_with_its_route_flags_and_trace(fastapi_app, telemetry):
    assert get(fastapi_app, *(f"/leads/{number}" for number in range(3))) == [500] * 3

    told = telemetry.logs.one(CAPTURED)
    span = telemetry.spans[0]
    assert told.attributes["http.route"] == "/leads/{lead}"
    assert told.attributes["http.request.method"] == "GET"
    assert told.attributes["kit.error.source"] == "request"
    assert told.attributes["kit.error.handled"] is False
    assert list(told.attributes["kit.error.feature_flags"]) == ["new_leads=on"]
    assert (told.trace_id, told.span_id) == (span.trace_id, span.span_id)
    assert span.attributes["kit.error.category"] == "timeout"
    assert span.events == ("exception",)
    assert telemetry.metrics[COUNT].value() == 3


def test_a_request_that_tells_of_its_error_and_lets_it_go_counts_it_once(fastapi_app, telemetry):
    get(fastapi_app, "/noted/4711")

    assert telemetry.metrics[COUNT].value() == 1
    assert attributes(telemetry)["http.route"] == "/noted/{lead}"
    assert attributes(telemetry)["kit.error.handled"] is True


@pytest.mark.parametrize("path", ["/background", "/stream", "/job"])
def test_an_error_behind_or_in_an_answer_or_a_job_counts_once(fastapi_app, telemetry, path):
    get(fastapi_app, path)

    assert telemetry.metrics[COUNT].value() == 1
    assert attributes(telemetry)["http.route"] == path
    assert attributes(telemetry).get("kit.job.name") == ("enrich" if path == "/job" else None)


def test_an_error_in_a_websocket_is_told(fastapi_app, telemetry):
    scope = {"type": "websocket", "path": "/ws", "headers": [], "query_string": b"", "subprotocols": []}

    async def receive():
        return {"type": "websocket.connect"}

    async def send(_message):
        """Take what is sent."""

    with pytest.raises(ValueError, match="broken"):
        asyncio.run(fastapi_app(scope, receive, send))

    assert attributes(telemetry)["http.route"] == "/ws"
    assert telemetry.metrics[COUNT].value() == 1


def test_the_tenant_of_a_fastapi_request_goes_with_its_error(fastapi_app, telemetry):
    resolve(fastapi_app, lambda request: Tenant(request.headers["x-tenant"], "gold"))
    get(fastapi_app, "/leads/1", **{"x-tenant": "t-1"})

    assert attributes(telemetry)["kit.tenant.id"] == "t-1"
    assert attributes(telemetry)["kit.tenant.tier"] == "gold"


@pytest.fixture
def flask_app(install):
    """A Flask application that fails."""
    install("flask")
    app = flask.Flask("portal")

    @app.get("/orders/<int:order>")
    def order(order):
        with otel_kit.tenant("t-2", tier="free"):
            fail(TimeoutError(order))

    @app.get("/handled")
    def handled():
        fail(LookupError())

    @app.errorhandler(LookupError)
    def found_nothing(_error):
        return "nothing", 404

    @app.get("/stream")
    def stream():
        def chunks():
            yield b"1"
            fail(ValueError("broken"))

        return flask.Response(chunks())

    return app


def test_an_error_in_a_flask_request_is_told_with_route_and_tenant(flask_app, telemetry):
    assert flask_app.test_client().get("/orders/7").status_code == 500

    told = attributes(telemetry)
    assert told["http.route"] == "/orders/<int:order>"
    assert (told["kit.tenant.id"], told["kit.tenant.tier"]) == ("t-2", "free")
    assert telemetry.metrics[COUNT].value(category="timeout") == 1


def test_what_an_error_handler_answers_is_handled(flask_app, telemetry):
    assert flask_app.test_client().get("/handled").status_code == 404
    assert COUNT not in telemetry.metrics


def test_an_error_in_a_streamed_answer_is_told(flask_app, telemetry):
    with pytest.raises(ValueError, match="broken"):
        assert flask_app.test_client().get("/stream").data
    assert attributes(telemetry)["http.route"] == "/stream"
    assert telemetry.metrics[COUNT].value() == 1


class Expected(Exception):  # noqa: N818
    """One that a task declares in `throws`."""


def test_an_error_in_a_task_is_told_and_a_retry_or_an_expected_one_is_not(install, telemetry):
    install("celery")
    app = celery.Celery("worker", broker="memory://", backend="cache+memory://")
    app.conf.task_always_eager = True

    @app.task(name="shop.enrich")
    def enrich():
        fail(ValueError("bad row"))

    @app.task(name="shop.expected", throws=(Expected,))
    def expected():
        fail(Expected())

    @app.task(name="shop.again", bind=True, max_retries=1)
    def again(self):
        if self.request.retries == 0:
            raise self.retry(exc=KeyError("once"), countdown=0)

    for task in (enrich, expected, again):
        task.delay()

    told = attributes(telemetry)
    assert told["kit.job.name"] == "enrich"
    assert told["kit.error.source"] == "job"
    assert telemetry.metrics[COUNT].value() == 1


def test_an_error_that_ends_a_thread_is_told_after_the_hosts_own_hook(install, telemetry, monkeypatch):
    seen = []
    monkeypatch.setattr(threading, "excepthook", lambda args: seen.append(args.exc_value))
    hook = threading.excepthook
    install("errors")
    thread = threading.Thread(target=fail, args=[ValueError()], name="scoring")
    thread.start()
    thread.join()

    assert attributes(telemetry)["thread.name"] == "scoring"
    assert attributes(telemetry)["kit.error.source"] == "thread"
    assert len(seen) == 1
    otel_kit.instrument.uninstall()
    assert threading.excepthook is hook


def test_a_hook_that_was_put_over_ours_stays(install, monkeypatch):
    monkeypatch.setattr(
        sys, "excepthook", sys.excepthook
    )  # comes back after the test, whatever is there then
    install("errors")
    ours = sys.excepthook

    def theirs(*arguments):
        ours(*arguments)

    monkeypatch.setattr(sys, "excepthook", theirs)
    otel_kit.instrument.uninstall()
    assert sys.excepthook is theirs


LOOPS = {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}


@pytest.fixture(params=LOOPS)
def run(request):
    """How to run a coroutine to its end on a new loop."""
    loop = LOOPS[request.param]()
    yield lambda main: loop.run_until_complete(main(loop))
    loop.close()


def test_an_error_in_a_callback_is_told_and_the_hosts_handler_is_called(install, telemetry, run):
    install("errors")
    seen = []

    async def main(loop):
        loop.set_exception_handler(lambda _loop, about: seen.append(about["exception"]))
        with otel_kit.tenant("t-3"):
            loop.call_soon(fail, ValueError())
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    run(main)
    assert attributes(telemetry)["kit.error.source"] == "task"
    assert len(seen) == 1


def test_a_task_that_nobody_awaits_is_told_without_what_happens_to_be_current(install, telemetry, run):
    install("errors")
    seen = []

    async def lost():
        await asyncio.sleep(0)
        fail(ValueError())

    async def main(loop):
        loop.set_exception_handler(lambda _loop, about: seen.append(about["exception"]))
        task = loop.create_task(lost(), name="refresh")
        await asyncio.wait([task])
        with otel_kit.tenant("t-4"), signals.jobs.run(name="other"):
            del task
            gc.collect()
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    run(main)
    told = attributes(telemetry)
    assert told["kit.asyncio.task"] == "refresh"
    assert not {"kit.tenant.id", "kit.job.name"} & set(told)
    assert len(seen) == 1


def test_a_task_that_is_cancelled_has_no_error(install, telemetry, run):
    install("errors")

    async def main(loop):
        task = loop.create_task(asyncio.sleep(60))
        await asyncio.sleep(0)
        task.cancel()

    run(main)
    assert COUNT not in telemetry.metrics
