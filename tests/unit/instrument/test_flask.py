"""Flask: what a request leaves behind."""

from __future__ import annotations

from io import BytesIO
from operator import methodcaller
from typing import TYPE_CHECKING, Any

import pytest
from flask import Blueprint, Flask, Response, abort, request, send_file
from opentelemetry import trace
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.test import EnvironBuilder
from werkzeug.wsgi import FileWrapper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from support.telemetry import Telemetry

CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
FILES = {"wsgi.file_wrapper": FileWrapper}
DURATION = "http.server.request.duration"


def portal() -> Flask:
    """An application with one of each kind of answer."""
    app = Flask("portal")
    accounts = Blueprint("accounts", "portal", url_prefix="/accounts")

    @accounts.get("/<int:number>")
    def account(number: int) -> str:
        return str(number)

    @app.post("/checkout")
    def checkout() -> tuple[str, int]:
        return "paid", 201

    @app.get("/broken")
    def broken() -> str:
        msg = "no such table"
        raise LookupError(msg)

    @app.get("/missing")
    def missing() -> str:
        abort(404)

    @app.get("/stream")
    def stream() -> Response:
        def chunks() -> Iterator[str]:
            for _ in range(3):
                yield trace.format_span_id(trace.get_current_span().get_span_context().span_id)

        return Response(chunks())

    app.register_blueprint(accounts)
    return app


def test_a_request_is_one_span_named_by_its_route(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("flask")
    portal().test_client().post("/checkout?plan=pro", headers={"User-Agent": "test"})
    (span,) = telemetry.spans()
    assert (span.name, span.kind, span.status.is_unset) == ("POST /checkout", trace.SpanKind.SERVER, True)
    assert dict(span.attributes) == {
        "http.request.method": "POST",
        "url.scheme": "http",
        "url.path": "/checkout",
        "url.query": "plan=pro",
        "server.address": "localhost",
        "server.port": 80,
        "client.address": "127.0.0.1",
        "user_agent.original": "test",
        "http.response.status_code": 201,
        "http.route": "/checkout",
        "network.protocol.version": "1.1",
    }


def test_an_application_created_before_is_observed_once(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    app = portal()
    app.wsgi_app = ProxyFix(app.wsgi_app)
    app.test_client().post("/checkout")
    install("flask")
    app.test_client().post("/checkout")
    assert [span.name for span in telemetry.spans()] == ["POST /checkout"]
    assert telemetry.point(DURATION).count == 1


@pytest.mark.parametrize(
    ("path", "route"), [("/accounts/7", "/accounts/<int:number>"), ("/missing", "/missing"), ("/x/7", None)]
)
def test_ids_and_unknown_paths_never_become_labels(
    telemetry: Telemetry, install: Callable[..., None], path: str, route: str | None
) -> None:
    install("flask")
    portal().test_client().get(path)
    (span,) = telemetry.spans()
    assert telemetry.point(DURATION).attributes.get("http.route") == route
    assert span.name == (f"GET {route}" if route else "GET")


@pytest.mark.parametrize("testing", [False, True])
def test_an_unhandled_exception_is_recorded_once(
    telemetry: Telemetry, install: Callable[..., None], testing: bool
) -> None:
    """Whether Flask answers with a 500 or, as in its tests, lets the exception through."""
    install("flask")
    app = portal()
    app.testing = testing
    app.logger.disabled = True
    if testing:
        with pytest.raises(LookupError):
            app.test_client().get("/broken")
    else:
        app.test_client().get("/broken")
    (span,) = telemetry.spans()
    assert [event.attributes["exception.type"] for event in span.events] == ["LookupError"]
    assert telemetry.point(DURATION).attributes["error.type"] == "LookupError"


def test_a_stream_is_measured_to_its_end_and_made_inside_the_span(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("flask")
    body = portal().test_client().get("/stream").text
    (span,) = telemetry.spans()
    assert body == trace.format_span_id(span.context.span_id) * 3
    assert telemetry.point("http.server.response.body.size").value == len(body)
    assert not trace.get_current_span().get_span_context().is_valid


def test_a_view_that_answers_before_the_route_is_still_a_request(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("flask")
    app = portal()
    app.before_request(lambda: ("sign in first", 401) if request.path == "/checkout" else None)
    app.test_client().post("/checkout")
    attributes = telemetry.point(DURATION).attributes
    assert (attributes["http.response.status_code"], attributes["http.route"]) == (401, "/checkout")


def files(folder: Path) -> Flask:
    """Return an application that sends a file of two bytes."""
    (folder / "price.txt").write_text("12")
    app = Flask("files")
    app.get("/price")(lambda: send_file(folder / "price.txt"))
    return app


def test_a_file_is_handed_to_the_server_as_it_is(
    telemetry: Telemetry, install: Callable[..., None], tmp_path: Path
) -> None:
    install("flask")
    app = files(tmp_path)
    with app.test_client().get("/price") as response:
        assert response.text == "12"
    assert [span.name for span in telemetry.spans()] == ["GET /price"]


def test_a_file_that_the_server_sends_itself_has_the_size_that_it_declares(
    telemetry: Telemetry, install: Callable[..., None], tmp_path: Path
) -> None:
    install("flask")
    app = files(tmp_path)
    body = app(EnvironBuilder("/price", environ_overrides=FILES).get_environ(), lambda *_: None)
    assert isinstance(body, FileWrapper)
    body.close()
    assert telemetry.point("http.server.response.body.size").value == 2


READERS: dict[str, Callable[[Any], bytes]] = {
    "whole": methodcaller("read"),
    "in parts": lambda stream: b"".join(iter(lambda: stream.read(64), b"")),
    "line by line": b"".join,
    "as lines": lambda stream: b"".join(stream.readlines()),
}


@pytest.mark.parametrize("way", READERS)
def test_a_body_that_declares_no_length_is_sized_as_it_is_read(
    telemetry: Telemetry, install: Callable[..., None], way: str
) -> None:
    install("flask")
    app = Flask("upload")
    app.post("/upload")(lambda: str(len(READERS[way](request.environ["wsgi.input"]))))
    body = BytesIO(b"line\n" * 60)
    response = app.test_client().post("/upload", environ_overrides={**CHUNKED, "wsgi.input": body})
    assert response.text == "300"
    assert telemetry.point("http.server.request.body.size").value == 300


def test_a_body_that_nobody_reads_has_no_size(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("flask")
    portal().test_client().post("/checkout", environ_overrides=CHUNKED)
    assert telemetry.points("http.server.request.body.size") == []


def test_the_answer_to_a_head_has_no_body(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("flask")
    portal().test_client().head("/accounts/7")
    assert telemetry.point("http.server.response.body.size").value == 0


def test_a_path_is_text_again(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("flask")
    portal().test_client().get("/gr\u00fc\u00dfe")
    portal().test_client().get("/", environ_overrides={"PATH_INFO": "/\xff"})
    assert [span.attributes["url.path"] for span in telemetry.spans()] == ["/gr\u00fc\u00dfe", "/\ufffd"]


def test_excluded_urls_leave_no_telemetry(
    telemetry: Telemetry, install: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_PYTHON_FLASK_EXCLUDED_URLS", "checkout")
    install("flask")
    portal().test_client().post("/checkout")
    assert telemetry.spans() == []
    assert telemetry.points(DURATION) == []


def test_the_active_requests_return_to_zero(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("flask")
    client = portal().test_client()
    client.get("/missing")
    client.get("/stream").close()
    assert telemetry.point("http.server.active_requests").value == 0


def test_malformed_input_does_not_disturb_the_answer(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("flask")
    environ = {
        "CONTENT_LENGTH": "12x",
        "SERVER_PORT": "",
        "HTTP_TRACEPARENT": "00-\xff",
        "HTTP_BAGGAGE": ";;=,=",
    }
    response = portal().test_client().post("/checkout", environ_overrides=environ)
    assert response.status_code == 201
    assert len(telemetry.spans()) == 1


def test_an_application_below_a_prefix_reports_the_whole_route(
    telemetry: Telemetry, install: Callable[..., None]
) -> None:
    install("flask")
    outer = Flask("outer")
    outer.wsgi_app = DispatcherMiddleware(outer.wsgi_app, {"/shop": portal()})
    outer.test_client().get("/shop/accounts/7")
    assert [span.name for span in telemetry.spans()] == ["GET /shop/accounts/<int:number>"]
