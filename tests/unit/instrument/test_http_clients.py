"""Outgoing HTTP requests: one span each, with stable conventions, and what the peers' answers say of their limits."""

from __future__ import annotations

import asyncio
import contextlib
import http.server
import threading
from typing import TYPE_CHECKING

import aiohttp
import httpx
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry import trace
from opentelemetry.instrumentation.aiohttp_client import AioHttpClientInstrumentor, create_trace_config
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.instrumentation.requests import RequestsInstrumentor

from otel_kit import instrument
from otel_kit.instrument._http_peers import Peers
from otel_kit.instrument._http_urls import safe_query, safe_url
from support.otlp import nobody, silence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.telemetry import Telemetry

    Get = Callable[..., None]

DURATION = "http.client.request.duration"
LIBRARIES = ("httpx", "requests", "aiohttp")


class Crm(http.server.ThreadingHTTPServer):
    """A service that somebody else runs: it notes what it got, and answers as its paths say."""

    def __init__(self) -> None:
        self.got: list[dict[str, str]] = []
        self.answers: dict[str, tuple[int, dict[str, str]]] = {}
        crm = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                crm.got.append({name.lower(): value for name, value in self.headers.items()})
                status, headers = crm.answers.get(self.path, (200, {}))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def crm() -> Iterator[Crm]:
    """Run the service."""
    with Crm() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def by_httpx(url: str, headers: dict[str, str] | None = None) -> None:
    httpx.get(url, headers=headers, follow_redirects=True)


def by_async_httpx(url: str, headers: dict[str, str] | None = None) -> None:
    async def get() -> None:
        async with httpx.AsyncClient(follow_redirects=True) as client:
            await client.get(url, headers=headers)

    asyncio.run(get())


def by_requests(url: str, headers: dict[str, str] | None = None) -> None:
    requests.get(url, headers=headers, timeout=10)


def by_aiohttp(url: str, headers: dict[str, str] | None = None) -> None:
    async def get() -> None:
        async with aiohttp.ClientSession() as session, session.get(url, headers=headers):
            pass

    asyncio.run(get())


@pytest.fixture(params=[by_httpx, by_async_httpx, by_requests, by_aiohttp])
def get(request: pytest.FixtureRequest) -> Get:
    """Send a GET by each of the libraries."""
    return request.param


def test_a_request_is_one_client_span_that_travels(
    telemetry: Telemetry, install: Callable[..., None], crm: Crm, get: Get
) -> None:
    install(*LIBRARIES)
    get(f"{crm.url}/contacts/4711?token=x")
    (span,) = telemetry.spans()
    assert (span.name, span.kind, span.status.is_unset) == ("GET", trace.SpanKind.CLIENT, True)
    assert dict(span.attributes) == {
        "http.request.method": "GET",
        "server.address": "127.0.0.1",
        "server.port": crm.server_port,
        "service.peer.name": "127.0.0.1",
        "url.full": f"{crm.url}/contacts/4711?token=x",
        "http.response.status_code": 200,
        "network.protocol.version": "1.1",
    }
    assert trace.format_span_id(span.context.span_id) in crm.got[0]["traceparent"]


def test_the_duration_has_the_peer_and_no_path(
    telemetry: Telemetry, install: Callable[..., None], crm: Crm, get: Get
) -> None:
    install(*LIBRARIES, peers={f"127.0.0.1:{crm.server_port}": "crm"})
    for number in range(3):
        get(f"{crm.url}/contacts/{number}")
    point = telemetry.point(DURATION)
    assert (point.count, point.bounds[0], point.bounds[-1]) == (3, 0.005, 10)
    assert dict(point.attributes) == {
        "http.request.method": "GET",
        "server.address": "127.0.0.1",
        "server.port": crm.server_port,
        "service.peer.name": "crm",
        "http.response.status_code": 200,
        "network.protocol.version": "1.1",
    }


def test_the_peer_s_no_is_an_error_of_the_call(
    telemetry: Telemetry, install: Callable[..., None], crm: Crm, get: Get
) -> None:
    install(*LIBRARIES)
    crm.answers["/"] = (503, {})
    get(f"{crm.url}/")
    (span,) = telemetry.spans()
    assert span.status.status_code is trace.StatusCode.ERROR
    assert telemetry.point(DURATION).attributes["error.type"] == "503"


def test_a_peer_that_is_not_there_is_told_by_the_exception_s_name(
    telemetry: Telemetry, install: Callable[..., None], get: Get
) -> None:
    install(*LIBRARIES)
    with nobody() as url, pytest.raises((OSError, httpx.ConnectError)):
        get(url)
    (span,) = telemetry.spans()
    assert span.status.status_code is trace.StatusCode.ERROR
    assert list(span.events) == []  # the exception is told once, by whom it reaches
    assert "Connect" in telemetry.point(DURATION).attributes["error.type"]


def test_each_redirect_is_a_request_of_its_own(
    telemetry: Telemetry, install: Callable[..., None], crm: Crm, get: Get
) -> None:
    install(*LIBRARIES)
    crm.answers["/old"] = (302, {"Location": "/new"})
    get(f"{crm.url}/old")
    first, second = telemetry.spans()
    assert [span.attributes["http.response.status_code"] for span in (first, second)] == [302, 200]
    assert second.attributes["url.full"] == f"{crm.url}/new"
    seen = [headers["traceparent"].split("-")[2] for headers in crm.got]
    assert seen == [trace.format_span_id(span.context.span_id) for span in (first, second)]


def test_a_peer_s_limits_are_read_from_its_answers(
    telemetry: Telemetry, install: Callable[..., None], crm: Crm, get: Get
) -> None:
    install(*LIBRARIES, peers={"127.0.0.1": "crm"})
    crm.answers["/"] = (200, {"X-RateLimit-Limit": "100", "X-RateLimit-Remaining": "20"})
    get(f"{crm.url}/")
    limit = telemetry.point("kit.api.quota.limit")
    assert (limit.value, dict(limit.attributes)) == (100, {"service.peer.name": "crm"})
    assert telemetry.point("kit.api.quota.usage").value == 80
    assert telemetry.point("kit.api.quota.utilization").value == 0.8
    assert telemetry.points("kit.api.rate_limited") == []


@pytest.mark.parametrize(
    ("answer", "counted"),
    [
        ((429, {"Retry-After": "30"}), (1, 30)),
        ((429, {}), (1, None)),
        ((429, {"Retry-After": "soon"}), (1, None)),
        ((503, {"retry-after": "5"}), (1, 5)),
        ((503, {}), (0, None)),
        ((200, {"Retry-After": "30"}), (0, None)),
    ],
)
def test_being_turned_away_is_counted(
    telemetry: Telemetry,
    install: Callable[..., None],
    crm: Crm,
    answer: tuple[int, dict[str, str]],
    counted: tuple[int, float | None],
) -> None:
    install(*LIBRARIES)
    limited, wait = counted
    crm.answers["/"] = answer
    for one in (by_httpx, by_async_httpx, by_requests, by_aiohttp):
        one(f"{crm.url}/")
    assert [point.value for point in telemetry.points("kit.api.rate_limited")] == [4 * limited] * limited
    waits = [point.value for point in telemetry.points("kit.api.backoff.duration")]
    assert waits == ([] if wait is None else [4 * wait])


def test_headers_that_make_no_sense_do_not_disturb_the_call(
    telemetry: Telemetry, install: Callable[..., None], crm: Crm, get: Get
) -> None:
    install(*LIBRARIES)
    crm.answers["/"] = (429, {"X-RateLimit-Limit": "many", "RateLimit": ';;"', "Retry-After": "\xe4" * 9})
    get(f"{crm.url}/")
    assert len(telemetry.spans()) == 1
    assert telemetry.points("kit.api.quota.limit") == []


@pytest.mark.parametrize(
    ("variable", "observed"), [("OTEL_PYTHON_EXCLUDED_URLS", 0), ("OTEL_PYTHON_HTTPX_EXCLUDED_URLS", 2)]
)
def test_excluded_urls_leave_no_telemetry(
    telemetry: Telemetry, crm: Crm, request: pytest.FixtureRequest, variable: str, observed: int
) -> None:
    request.getfixturevalue("monkeypatch").setenv(variable, "/ping$")
    request.getfixturevalue("install")(*LIBRARIES)
    for one in (by_httpx, by_requests, by_aiohttp):
        one(f"{crm.url}/ping")
    assert len(telemetry.spans()) == len(telemetry.points(DURATION)) == observed


def test_headers_are_captured_where_asked_for(
    telemetry: Telemetry, install: Callable[..., None], monkeypatch: pytest.MonkeyPatch, crm: Crm, get: Get
) -> None:
    monkeypatch.setenv("OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_CLIENT_REQUEST", "x-crm-.*")
    monkeypatch.setenv("OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_CLIENT_RESPONSE", "x-request-id")
    monkeypatch.setenv("OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SANITIZE_FIELDS", ".*key")
    install(*LIBRARIES)
    crm.answers["/"] = (200, {"X-Request-Id": "r-1"})
    get(f"{crm.url}/", {"X-Crm-Id": "7", "X-Crm-Key": "secret"})
    (span,) = telemetry.spans()
    assert {key: value for key, value in span.attributes.items() if ".header." in key} == {
        "http.request.header.x-crm-id": ("7",),
        "http.request.header.x-crm-key": ("[REDACTED]",),
        "http.response.header.x-request-id": ("r-1",),
    }


def test_clients_that_exist_already_are_observed(
    telemetry: Telemetry, install: Callable[..., None], crm: Crm
) -> None:
    async def both() -> None:
        async with aiohttp.ClientSession() as session:
            install(*LIBRARIES)
            async with session.get(crm.url), session.get(crm.url):
                pass

    with httpx.Client() as client, requests.Session() as session:
        asyncio.run(both())
        client.get(crm.url)
        session.get(crm.url)
    assert len(telemetry.spans()) == 4


def test_a_cancelled_call_has_neither_answer_nor_error(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install(*LIBRARIES)

    async def give_up(url: str) -> None:
        async with httpx.AsyncClient() as client, aiohttp.ClientSession() as session:
            for call in (client.get(url), session.get(url)):
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(call, 0.1)

    with silence() as url:
        asyncio.run(give_up(url))
    assert [span.status.is_unset for span in telemetry.spans()] == [True, True]
    for point in telemetry.points(DURATION):
        assert not {"error.type", "http.response.status_code"} & set(point.attributes)


@pytest.fixture(params=["before", "after"])
def upstream_s_turn(request: pytest.FixtureRequest, install: Callable[..., None]) -> Iterator[None]:
    """The service uses OpenTelemetry's own instrumentations, set up before ours or after."""
    theirs = (HTTPXClientInstrumentor(), RequestsInstrumentor(), AioHttpClientInstrumentor())
    if request.param == "after":
        install(*LIBRARIES)
    for one in theirs:
        one.instrument()
    if request.param == "before":
        install(*LIBRARIES)
    yield
    if request.param == "before":
        instrument.uninstall()  # newest first: each takes off the outermost wrapper
    for one in theirs:
        one.uninstrument()


@pytest.mark.usefixtures("upstream_s_turn")
def test_a_request_that_opentelemetry_s_own_instrumentation_observes_is_left_to_it(
    telemetry: Telemetry, crm: Crm, get: Get
) -> None:
    get(crm.url)
    (span,) = telemetry.spans()
    assert span.instrumentation_scope.name.startswith("opentelemetry.instrumentation.")


def test_a_client_that_opentelemetry_s_own_instrumentation_observes_is_left_to_it(
    telemetry: Telemetry, install: Callable[..., None], crm: Crm
) -> None:
    install(*LIBRARIES)

    async def by_session() -> None:
        async with (
            aiohttp.ClientSession(trace_configs=[create_trace_config()]) as session,
            session.get(crm.url),
        ):
            pass

    with httpx.Client() as client:
        HTTPXClientInstrumentor.instrument_client(client)
        client.get(crm.url)
    asyncio.run(by_session())
    assert [span.instrumentation_scope.name.partition(".")[0] for span in telemetry.spans()] == [
        "opentelemetry"
    ] * 2


def test_the_caller_s_span_is_current_again(
    telemetry: Telemetry, install: Callable[..., None], crm: Crm, get: Get
) -> None:
    install(*LIBRARIES)
    with trace.get_tracer("test").start_as_current_span("caller") as caller:
        get(crm.url)
        assert trace.get_current_span() is caller
    call, _ = telemetry.spans()
    assert call.parent.span_id == caller.get_span_context().span_id


@pytest.mark.parametrize(
    ("host", "port", "name"),
    [
        ("api.stripe.com", 443, "payments"),
        ("API.Stripe.com", 443, "payments"),
        ("eu.crm.internal", 80, "crm"),
        ("test.eu.crm.internal", 80, "european-crm"),
        ("10.0.0.7", 8080, "ledger"),
        ("10.0.0.7", 9090, "10.0.0.7"),
        ("crm.internal", 80, "crm.internal"),
    ],
)
def test_the_most_exact_name_of_a_peer_counts(host: str, port: int, name: str) -> None:
    peers = Peers(
        {
            "api.stripe.com": "payments",
            "*.crm.internal": "crm",
            "*.eu.crm.internal": "european-crm",
            "10.0.0.7:8080": "ledger",
        }
    )
    assert peers.name(host, port) == name


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://ada:secret@shop.test/a?b=c", "https://REDACTED:REDACTED@shop.test/a?b=c"),
        ("https://token@shop.test", "https://REDACTED:REDACTED@shop.test"),
        ("https://shop.test/@ada?mail=a@b", "https://shop.test/@ada?mail=a@b"),
        ("https://s3.test/f?X-Amz-Signature=1a2b&x=1", "https://s3.test/f?X-Amz-Signature=REDACTED&x=1"),
        ("https://blob.test/f?a=1&sig=1%2B#top", "https://blob.test/f?a=1&sig=REDACTED#top"),
        ("https://shop.test/?design=1", "https://shop.test/?design=1"),
    ],
)
def test_a_url_on_a_span_opens_nothing(url: str, safe: str) -> None:
    assert safe_url(url) == safe


@given(st.text())
def test_any_text_is_a_url_or_query(text: str) -> None:
    assert isinstance(safe_url(text), str)
    assert "sig=abc" not in safe_query(f"{text}&sig=abc")
