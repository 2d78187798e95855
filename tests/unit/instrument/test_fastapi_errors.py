"""FastAPI and Starlette: an exception is told once, whoever answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from opentelemetry import trace
from starlette.responses import PlainTextResponse, StreamingResponse

from support.asgi import DURATION, call, shop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import pytest

    from support.telemetry import Telemetry


def test_an_unhandled_exception_is_recorded_once(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi", "starlette")
    (response,) = call(shop(), ("GET", "/broken"))
    (span,) = telemetry.spans()
    assert response.status_code == 500
    assert [event.attributes["exception.type"] for event in span.events] == ["LookupError"]
    assert span.status.status_code is trace.StatusCode.ERROR
    attributes = telemetry.point(DURATION).attributes
    assert (attributes["error.type"], attributes["http.response.status_code"]) == ("LookupError", 500)


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
