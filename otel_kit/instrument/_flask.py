"""Flask: every request of every application, whether it was created before or after `init()`.

The class's `__call__` is wrapped, outside whatever the service put around `wsgi_app`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.instrument._http_message import Received, number
from otel_kit.instrument._http_server import HttpServer, current_exchange
from otel_kit.instrument._patch import replace
from otel_kit.instrument._wsgi_body import Body
from otel_kit.instrument._wsgi_input import CountedInput
from otel_kit.signals._capture import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from otel_kit.instrument._http_message import Answer
    from otel_kit.instrument._http_server import Exchange

    Environ = dict[str, Any]

__all__ = ["start"]

# In the environ of a request that is observed: its exchange, or None where it is excluded.
_SEEN = "otel_kit.http"


def start() -> Callable[[], None]:
    """Instrument Flask applications."""
    from flask import Flask, got_request_exception

    server = HttpServer("flask")
    undo = replace(Flask, "__call__", lambda original: _observed(original, server))
    got_request_exception.connect(_remember_exception)

    def stop() -> None:
        got_request_exception.disconnect(_remember_exception)
        undo()

    return stop


def _observed(original: Callable[..., Iterable[bytes]], server: HttpServer) -> Callable[..., Iterable[bytes]]:
    def __call__(self: Any, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:  # noqa: N807
        exchange = _begin(server, self, environ)
        if exchange is not None:
            return _observe(exchange, original, self, environ, start_response)
        return original(self, environ, _telling_route(environ, start_response))

    return __call__


def _begin(server: HttpServer, application: Any, environ: Environ) -> Exchange | None:
    """Start the exchange of a request that nobody observes yet."""
    if _SEEN in environ or getattr(application, "_is_instrumented_by_opentelemetry", False):
        return None
    received = _received(environ)
    outer = current_exchange()
    if received is not None and outer is not None and received.is_part_of(outer.received):
        environ[_SEEN] = (
            outer  # the application is mounted in one of another framework: the route is ours to tell
        )
        return None
    exchange = server.begin(received) if received is not None else None
    environ[_SEEN] = exchange
    if exchange is not None and exchange.received.has_unsized_body():
        environ["wsgi.input"] = CountedInput(environ["wsgi.input"], exchange.answer)
    return exchange


def _telling_route(environ: Environ, start_response: Callable[..., Any]) -> Callable[..., Any]:
    """Tell the route to the request that another application began."""
    outer = environ.get(_SEEN)
    if outer is None:
        return start_response

    def starting(*arguments: Any) -> Any:
        outer.answer.route = _route(environ)
        return start_response(*arguments)

    return starting


def _observe(
    exchange: Exchange,
    handle: Callable[..., Iterable[bytes]],
    application: Any,
    environ: Environ,
    start_response: Callable[..., Any],
) -> Iterable[bytes]:
    answer = exchange.answer
    exchange.find_route = lambda: _route(environ)

    def starting(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        _note(answer, status, headers)
        answer.route = _route(environ)  # now: Flask forgets the request before it returns
        return start_response(status, headers, *rest)

    try:
        body = handle(application, environ, starting)
    except Exception as error:
        exchange.fail(error)
        exchange.finish()
        raise
    finally:
        exchange.leave()
    file_wrapper = environ.get("wsgi.file_wrapper")
    if isinstance(file_wrapper, type) and isinstance(body, file_wrapper):
        answer.size = answer.declared_size()
        exchange.finish()  # the server sends the file itself, as fast as it can: leave it alone
        return body
    return Body(body, exchange)


def _remember_exception(_sender: Any, exception: Exception, **_: Any) -> None:
    """Note what Flask answers with a 500, or lets through."""
    from flask import request

    exchange = request.environ.get(_SEEN)
    if exchange is not None:
        exchange.fail(exception)
        exchange.answer.route = _route(request.environ)
        report(exception, source="request")  # here, where the tenant and what else is current is still known


@guarded("instrument.flask.received")
def _received(environ: Environ) -> Received:
    protocol = environ.get("SERVER_PROTOCOL", "")
    host = environ.get("SERVER_NAME")
    return Received(
        method=environ.get("REQUEST_METHOD", ""),
        scheme=environ.get("wsgi.url_scheme", "http"),
        path=_text(environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")),
        query=environ.get("QUERY_STRING", ""),
        headers=_headers(environ),
        protocol_version=protocol.removeprefix("HTTP/") or None,
        server=(host, number(str(environ.get("SERVER_PORT", "")))) if host else None,
        client=environ.get("REMOTE_ADDR"),
    )


def _text(path: str) -> str:
    """Undo WSGI's way to hand on UTF-8: as the bytes' Latin-1."""
    return path if path.isascii() else path.encode("latin-1", "replace").decode("utf-8", "replace")


def _headers(environ: Environ) -> dict[str, list[str]]:
    headers = {
        name[5:].lower().replace("_", "-"): [value]
        for name, value in environ.items()
        if name.startswith("HTTP_") and isinstance(value, str)
    }
    length = environ.get("CONTENT_LENGTH")
    return {**headers, "content-length": [length]} if length else headers


@guarded("instrument.flask.answer")
def _note(answer: Answer, status: str, headers: list[tuple[str, str]]) -> None:
    answer.status = int(status[:3])
    answer.headers = {}
    for name, value in headers:
        answer.headers.setdefault(name.lower(), []).append(value)


@guarded("instrument.flask.route")
def _route(environ: Environ) -> str | None:
    """Return the rule that matched, below the application's root; `None` for an unknown path."""
    request = environ.get("werkzeug.request")
    rule = getattr(request, "url_rule", None)
    return f"{environ.get('SCRIPT_NAME', '').rstrip('/')}{rule.rule}" if rule is not None else None
