"""FastAPI and Starlette: what a request leaves behind."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from a2wsgi import WSGIMiddleware
from fastapi import (
    APIRouter,
    BackgroundTasks,
    FastAPI,
    HTTPException,
    Request,
    Response,
)
from flask import Flask
from opentelemetry import trace
from starlette.applications import Starlette
from starlette.responses import FileResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Mount, Route

from otel_kit import instrument
from support.web import uvicorn_serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from support.telemetry import Telemetry

DURATION = "http.server.request.duration"


def call(app: Any, *requests: tuple[str, str], **options: Any) -> list[httpx.Response]:
    """Send requests to the application, one after another."""

    async def send() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as client:
            return [await client.request(method, path, **options) for method, path in requests]

    return asyncio.run(send())


def shop() -> FastAPI:
    """An application with one of each kind of answer."""
    app = FastAPI()
    router = APIRouter(prefix="/v1")

    @router.get("/items/{item}")
    def item(item: str) -> dict[str, str]:
        return {"item": item}

    @app.post("/leads", status_code=201)
    async def leads() -> dict[str, bool]:
        return {"ok": True}

    @app.get("/broken")
    async def broken() -> None:
        msg = "no such table"
        raise LookupError(msg)

    @app.get("/missing")
    async def missing() -> None:
        raise HTTPException(404)

    @app.get("/stream")
    async def stream() -> StreamingResponse:
        async def chunks() -> AsyncIterator[bytes]:
            for _ in range(3):
                yield b"abcd"

        return StreamingResponse(chunks())

    @app.get("/empty", status_code=204)
    async def empty() -> Response:
        return Response(status_code=204)

    app.include_router(router, prefix="/api")
    return app


async def hello(request: Request) -> PlainTextResponse:
    """Greet."""
    return PlainTextResponse("hello")


def test_a_request_is_one_span_named_by_its_route(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    call(shop(), ("POST", "/leads?source=web"))
    (span,) = telemetry.spans()
    assert span.name == "POST /leads"
    assert span.kind is trace.SpanKind.SERVER
    assert span.status.is_unset
    assert dict(span.attributes) == {
        "http.request.method": "POST",
        "url.scheme": "http",
        "url.path": "/leads",
        "url.query": "source=web",
        "server.address": "shop.test",
        "server.port": 80,
        "client.address": "127.0.0.1",
        "user_agent.original": f"python-httpx/{httpx.__version__}",
        "http.response.status_code": 201,
        "http.route": "/leads",
        "network.protocol.version": "1.1",
    }


def test_the_duration_carries_the_route_and_the_conventions_buckets(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    call(shop(), ("POST", "/leads"), ("POST", "/leads"))
    (point,) = telemetry.points(DURATION)
    assert point.count == 2
    assert point.bounds[0] == 0.005
    assert point.bounds[-1] == 10
    assert dict(point.attributes) == {
        "http.request.method": "POST",
        "url.scheme": "http",
        "http.response.status_code": 201,
        "http.route": "/leads",
        "network.protocol.version": "1.1",
    }


def test_an_application_created_before_is_observed_too(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    app = shop()
    app.middleware_stack = app.build_middleware_stack()  # it has started, as one whose lifespan calls init()
    install("fastapi", "starlette")
    call(app, ("POST", "/leads"))
    assert [span.name for span in telemetry.spans()] == ["POST /leads"]
    assert telemetry.point(DURATION).count == 1


def test_a_caller_s_trace_goes_on(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    headers = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
    call(shop(), ("POST", "/leads"), headers=headers)
    (span,) = telemetry.spans()
    assert span.context.trace_id == 0x0AF7651916CD43DD8448EB211C80319C
    assert span.parent.span_id == 0xB7AD6B7169203331


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/api/v1/items/4711", "/api/v1/items/{item}"),
        ("/missing", "/missing"),
        ("/nowhere/4711", None),
    ],
)
def test_ids_and_unknown_paths_never_become_labels(
    telemetry: Telemetry, install: Callable[..., None], path: str, route: str | None
) -> None:
    install("fastapi")
    call(shop(), ("GET", path))
    (span,) = telemetry.spans()
    assert telemetry.point(DURATION).attributes.get("http.route") == route
    assert span.name == (f"GET {route}" if route else "GET")


def test_a_thousand_unknown_paths_are_one_series(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    call(shop(), *[("GET", f"/{number}") for number in range(50)])
    assert telemetry.point(DURATION).count == 50


def test_an_unhandled_exception_is_recorded_once(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi", "starlette")
    (response,) = call(shop(), ("GET", "/broken"))
    (span,) = telemetry.spans()
    assert response.status_code == 500
    assert [event.attributes["exception.type"] for event in span.events] == ["LookupError"]
    assert span.status.status_code is trace.StatusCode.ERROR
    attributes = telemetry.point(DURATION).attributes
    assert (attributes["error.type"], attributes["http.response.status_code"]) == ("LookupError", 500)


def test_the_active_requests_return_to_zero(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    call(shop(), ("GET", "/broken"), ("POST", "/leads"))
    assert [point.value for point in telemetry.points("http.server.active_requests")] == [0, 0]


def test_each_answer_has_its_own_size(telemetry: Telemetry, install: Callable[..., None]) -> None:
    """An answer without a declared length never inherits the length of the one before."""
    install("fastapi")
    call(shop(), ("POST", "/leads"), ("GET", "/stream"), ("GET", "/empty"))
    sizes = {p.attributes["http.route"]: p.value for p in telemetry.points("http.server.response.body.size")}
    assert sizes == {"/leads": len(b'{"ok":true}'), "/stream": 12, "/empty": 0}


def test_request_bodies_are_sized(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    call(shop(), ("POST", "/leads"), content=b"x" * 300)
    assert telemetry.point("http.server.request.body.size").value == 300


def test_a_body_that_declares_no_length_is_sized_as_it_is_read(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    app = FastAPI()

    @app.post("/upload")
    async def upload(request: Request) -> int:
        return len(await request.body())

    @app.post("/ignored")
    async def ignored() -> None:
        """Read nothing."""

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * 100

    call(app, ("POST", "/upload"), content=chunks())
    call(app, ("POST", "/ignored"), content=chunks())
    point = telemetry.point("http.server.request.body.size")
    assert (point.attributes["http.route"], point.value) == ("/upload", 300)


def test_a_plain_starlette_route_of_a_fastapi_application_has_its_template(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    """As `otel_kit.health.mount` adds them: alerts leave health checks out by their route."""
    install("fastapi", "starlette")
    app = shop()
    app.router.routes.append(Route("/health/{part}", hello))
    call(app, ("GET", "/health/ready"))
    assert telemetry.point("http.server.request.duration").attributes["http.route"] == "/health/{part}"


def test_the_answer_to_a_head_has_no_body(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("starlette")
    call(Starlette(routes=[Route("/", hello, methods=["GET"])]), ("HEAD", "/"))
    assert telemetry.point("http.server.response.body.size").value == 0


def test_a_file_that_the_server_sends_itself_has_the_size_that_it_declares(
    telemetry: Telemetry, install: Callable[..., None], tmp_path: Path
) -> None:
    install("starlette")
    (tmp_path / "price.txt").write_text("12")

    async def price(request: Request) -> FileResponse:
        return FileResponse(tmp_path / "price.txt")

    sent = []

    async def with_pathsend(scope: Any, receive: Any, send: Any) -> None:
        async def keep(message: Any) -> None:
            sent.append(message["type"])
            if message["type"] == "http.response.start":
                await send(message)

        scope["extensions"] = {"http.response.pathsend": {}}
        await Starlette(routes=[Route("/", price)])(scope, receive, keep)
        await send({"type": "http.response.body"})

    call(with_pathsend, ("GET", "/"))
    assert sent == ["http.response.start", "http.response.pathsend"]
    assert telemetry.point("http.server.response.body.size").value == 2


def test_background_tasks_are_not_the_client_s_wait(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    app = FastAPI()
    durations = []

    @app.get("/")
    async def index(tasks: BackgroundTasks) -> None:
        tasks.add_task(work)

    async def work() -> None:
        durations.append(trace.get_current_span().get_span_context().span_id)
        await asyncio.sleep(0.3)

    call(app, ("GET", "/"))
    (span,) = telemetry.spans()
    assert telemetry.point(DURATION).value < 0.2
    assert (span.end_time - span.start_time) / 1e9 < 0.2
    assert durations == [span.context.span_id]


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


def test_an_exception_that_the_application_answers_itself_is_recorded_once(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi", "starlette")
    app = shop()
    app.exception_handler(Exception)(lambda *_: PlainTextResponse("sorry", 503))
    (response,) = call(app, ("GET", "/broken"))
    (span,) = telemetry.spans()
    assert (response.status_code, response.text) == (503, "sorry")
    assert [event.attributes["exception.type"] for event in span.events] == ["LookupError"]
    assert telemetry.point(DURATION).attributes["http.response.status_code"] == 503


def test_a_stream_that_breaks_is_a_failed_request(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi", "starlette")
    app = FastAPI()

    @app.get("/")
    async def index() -> StreamingResponse:
        async def chunks() -> AsyncIterator[bytes]:
            yield b"abcd"
            msg = "no such table"
            raise LookupError(msg)

        return StreamingResponse(chunks())

    call(app, ("GET", "/"))
    (span,) = telemetry.spans()
    assert span.status.status_code is trace.StatusCode.ERROR
    assert telemetry.point("http.server.response.body.size").value == 4


@pytest.mark.parametrize(
    ("convertor", "values"),
    [
        ("int", ["7", "007"]),
        ("uuid", ["550E8400-E29B-41D4-A716-446655440000", "550e8400e29b41d4a716446655440000"]),
    ],
)
def test_ids_in_a_mount_s_path_never_become_labels(
    telemetry: Telemetry, install: Callable[..., None], convertor: str, values: list[str]
) -> None:
    install("starlette")
    app = Starlette(routes=[Mount(f"/shops/{{shop:{convertor}}}", routes=[Route("/", hello)])])
    call(app, *[("GET", f"/shops/{value}/") for value in values])
    assert telemetry.point(DURATION).attributes["http.route"] == "/shops/{shop}/"


def test_a_flask_application_inside_is_one_request_with_its_route(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi", "starlette", "flask")
    portal = Flask("portal")
    portal.logger.disabled = True
    portal.add_url_rule("/accounts/<int:number>", "account", lambda number: f"{number}")
    portal.add_url_rule("/broken", "broken", lambda: 1 / 0)
    app = shop()
    app.mount("/portal", WSGIMiddleware(portal))
    call(app, ("GET", "/portal/accounts/7"), ("GET", "/portal/broken"), ("GET", "/portal/nowhere/7"))
    first, second, third = telemetry.spans()
    names = ["GET /portal/accounts/<int:number>", "GET /portal/broken", "GET /portal/{path}"]
    assert [span.name for span in (first, second, third)] == names
    assert [event.attributes["exception.type"] for event in second.events] == ["ZeroDivisionError"]


def test_a_request_to_another_application_in_the_same_process_is_one_of_its_own(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    inner, outer = shop(), FastAPI()

    @outer.get("/")
    async def index() -> int:
        transport = httpx.ASGITransport(inner)
        async with httpx.AsyncClient(transport=transport, base_url="http://inner.test") as client:
            return (await client.post("/leads")).status_code

    call(outer, ("GET", "/"))
    assert [span.name for span in telemetry.spans()] == ["POST /leads", "GET /"]


def test_a_mounted_application_is_part_of_the_outer_request(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi", "starlette")
    outer = FastAPI()
    outer.mount("/shop", shop())
    call(outer, ("GET", "/shop/api/v1/items/1"), ("GET", "/shop/nowhere"))
    assert [span.name for span in telemetry.spans()] == ["GET /shop/api/v1/items/{item}", "GET /shop/{path}"]


def test_starlette_is_observed_the_same_way(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("starlette")

    people = Mount("/{tenant}/people", routes=[Route("/{name}", hello)])
    call(Starlette(routes=[people]), ("GET", "/t-42/people/ada"), ("GET", "/t-42/people/ada/x"), ("GET", "/"))
    names = ["GET /{tenant}/people/{name}", "GET /{tenant}/people/{path}", "GET"]
    assert [span.name for span in telemetry.spans()] == names


def test_an_invented_method_is_one_series(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    call(shop(), ("BREW", "/leads"), ("STEEP", "/leads"))
    assert telemetry.point(DURATION).attributes["http.request.method"] == "_OTHER"
    assert [span.attributes["http.request.method_original"] for span in telemetry.spans()] == [
        "BREW",
        "STEEP",
    ]


def test_excluded_urls_leave_no_telemetry(
    telemetry: Telemetry, install: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_PYTHON_EXCLUDED_URLS", "leads$, metrics")
    install("fastapi")
    call(shop(), ("POST", "/leads"), ("GET", "/missing"))
    assert [span.name for span in telemetry.spans()] == ["GET /missing"]
    assert telemetry.point(DURATION).count == 1


def test_headers_are_captured_where_asked_for(
    telemetry: Telemetry, install: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST", "X-Shop-.*")
    monkeypatch.setenv("OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_RESPONSE", "content-type")
    monkeypatch.setenv("OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SANITIZE_FIELDS", ".*token")
    install("fastapi")
    call(shop(), ("POST", "/leads"), headers={"X-Shop-Id": "7", "X-Shop-Token": "secret", "X-Other": "no"})
    (span,) = telemetry.spans()
    captured = {key: value for key, value in span.attributes.items() if ".header." in key}
    assert captured == {
        "http.request.header.x-shop-id": ("7",),
        "http.request.header.x-shop-token": ("[REDACTED]",),
        "http.response.header.content-type": ("application/json",),
    }


def test_malformed_headers_do_not_disturb_the_answer(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    headers = {
        "traceparent": "00-zz",
        "baggage": ";;=,=",
        "host": "[::1",
        "content-length": "0",
        "x": b"\xff",
    }
    (response,) = call(shop(), ("POST", "/leads"), headers=headers)
    assert response.status_code == 201
    assert len(telemetry.spans()) == 1


def test_real_servers_are_no_different(telemetry: Telemetry, install: Callable[..., None]) -> None:
    """Requests at the same time, over uvicorn, each with its own size and its own trace."""
    install("fastapi", "starlette")

    async def many(url: str) -> None:
        async with httpx.AsyncClient(base_url=url) as client:
            await asyncio.gather(*[client.get(path) for path in ["/stream", "/missing"] * 20])

    with uvicorn_serving(shop()) as url:
        asyncio.run(many(url))
    sizes = {p.attributes["http.route"]: p for p in telemetry.points("http.server.response.body.size")}
    assert (sizes["/stream"].value, sizes["/stream"].count) == (20 * 12, 20)
    assert sizes["/missing"].value == 20 * len(b'{"detail":"Not Found"}')
    assert len({span.context.trace_id for span in telemetry.spans()}) == 40
    assert {point.value for point in telemetry.points("http.server.active_requests")} == {0}


class UnspeakableError(Exception):
    """An exception that cannot even say what it is."""

    def __str__(self) -> str:
        """Fail."""
        msg = "no words"
        raise RuntimeError(msg)


def test_an_exception_that_cannot_be_printed_costs_its_event_only(
    telemetry: Telemetry, install: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OTEL_KIT_STRICT")
    install("fastapi")
    app = FastAPI()

    @app.get("/")
    async def index() -> None:
        raise UnspeakableError

    call(app, ("GET", "/"))
    (span,) = telemetry.spans()
    assert span.status.status_code is trace.StatusCode.ERROR
    assert telemetry.point(DURATION).attributes["error.type"].endswith("UnspeakableError")


def test_nothing_is_left_after_uninstall(telemetry: Telemetry, install: Callable[..., None]) -> None:
    before = FastAPI.__call__
    install("fastapi")
    instrument.uninstall()
    assert FastAPI.__call__ is before
