"""FastAPI and Starlette: what a request leaves behind."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
from fastapi import FastAPI
from opentelemetry import trace

from otel_kit import instrument
from support.asgi import DURATION, call, shop
from support.web import uvicorn_serving

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from support.telemetry import Telemetry


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


def test_the_active_requests_return_to_zero(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    call(shop(), ("GET", "/broken"), ("POST", "/leads"))
    assert [point.value for point in telemetry.points("http.server.active_requests")] == [0, 0]


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


def test_nothing_is_left_after_uninstall(telemetry: Telemetry, install: Callable[..., None]) -> None:
    before = FastAPI.__call__
    install("fastapi")
    instrument.uninstall()
    assert FastAPI.__call__ is before
