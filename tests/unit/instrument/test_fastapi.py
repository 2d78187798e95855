"""FastAPI and Starlette: what a request leaves behind."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn
from fastapi import (
    APIRouter,
    BackgroundTasks,
    FastAPI,
    HTTPException,
    Response,
    WebSocket,
    WebSocketDisconnect,
)
from opentelemetry import trace
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Mount, Route

from otel_kit import instrument
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

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

    async def hello(request: Any) -> PlainTextResponse:
        return PlainTextResponse("hello")

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


def test_a_websocket_is_one_span_from_its_opening_to_its_end(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi")
    app = FastAPI()

    @app.websocket("/rooms/{room}")
    async def room(socket: WebSocket) -> None:
        await socket.accept()
        while True:
            await socket.send_text(await socket.receive_text())

    sent: list[Any] = []
    arriving = [
        {"type": "websocket.connect"},
        *[{"type": "websocket.receive", "text": "hello"}] * 3,
        {"type": "websocket.disconnect", "code": 1001},
    ]

    async def talk() -> None:
        async def receive() -> Any:
            return arriving.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "websocket",
            "path": "/rooms/7",
            "headers": [(b"host", b"shop.test")],
            "query_string": b"",
        }
        with contextlib.suppress(WebSocketDisconnect):
            await app(scope, receive, send)

    asyncio.run(talk())
    (span,) = telemetry.spans()
    assert (span.name, span.status.is_unset, list(span.events)) == ("WS /rooms/{room}", True, [])
    assert span.attributes["network.protocol.name"] == "websocket"
    assert [message["type"] for message in sent] == ["websocket.accept", *["websocket.send"] * 3]
    assert telemetry.points(DURATION) == []


def test_real_servers_are_no_different(telemetry: Telemetry, install: Callable[..., None]) -> None:
    """Requests at the same time, over uvicorn, each with its own size and its own trace."""
    install("fastapi", "starlette")
    server = uvicorn.Server(uvicorn.Config(shop(), port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_for(lambda: server.started, 10, "uvicorn")
    port = server.servers[0].sockets[0].getsockname()[1]

    async def many() -> None:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            await asyncio.gather(*[client.get(path) for path in ["/stream", "/missing"] * 20])

    asyncio.run(many())
    server.should_exit = True
    thread.join()
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
