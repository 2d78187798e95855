"""FastAPI and Starlette: a request is named by its route, also inside other applications, and never by its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from a2wsgi import WSGIMiddleware
from fastapi import FastAPI
from flask import Flask
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from support.asgi import DURATION, call, hello, shop

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.telemetry import Telemetry


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


def test_an_invented_method_is_one_series(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    call(shop(), ("BREW", "/leads"), ("STEEP", "/leads"))
    assert telemetry.point(DURATION).attributes["http.request.method"] == "_OTHER"
    assert [span.attributes["http.request.method_original"] for span in telemetry.spans()] == [
        "BREW",
        "STEEP",
    ]


def test_a_plain_starlette_route_of_a_fastapi_application_has_its_template(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    """As `otel_kit.health.mount` adds them: alerts leave health checks out by their route."""
    install("fastapi", "starlette")
    app = shop()
    app.router.routes.append(Route("/health/{part}", hello))
    call(app, ("GET", "/health/ready"))
    assert telemetry.point("http.server.request.duration").attributes["http.route"] == "/health/{part}"


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


def test_a_mounted_application_is_part_of_the_outer_request(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("fastapi", "starlette")
    outer = FastAPI()
    outer.mount("/shop", shop())
    call(outer, ("GET", "/shop/api/v1/items/1"), ("GET", "/shop/nowhere"))
    assert [span.name for span in telemetry.spans()] == ["GET /shop/api/v1/items/{item}", "GET /shop/{path}"]


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


def test_starlette_is_observed_the_same_way(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("starlette")

    people = Mount("/{tenant}/people", routes=[Route("/{name}", hello)])
    call(Starlette(routes=[people]), ("GET", "/t-42/people/ada"), ("GET", "/t-42/people/ada/x"), ("GET", "/"))
    names = ["GET /{tenant}/people/{name}", "GET /{tenant}/people/{path}", "GET"]
    assert [span.name for span in telemetry.spans()] == names
