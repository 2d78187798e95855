"""What ASGI's scope and messages tell of a request and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.instrument._http_message import Received, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from otel_kit.instrument._http_message import Answer

    Scope = dict[str, Any]
    Message = dict[str, Any]

__all__ = ["answer_of", "is_last", "received", "size_of"]

_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


@guarded("instrument.asgi.received")
def received(scope: Scope) -> Received:
    """Return what arrived."""
    headers = _headers(scope.get("headers", ()))
    client = scope.get("client")
    is_websocket = scope["type"] == "websocket"
    return Received(
        method=scope.get("method", ""),
        scheme=scope.get("scheme") or ("ws" if is_websocket else "http"),
        path=scope.get("path", ""),
        query=scope.get("query_string", b"").decode("latin-1"),
        headers=headers,
        protocol_version=scope.get("http_version"),
        server=_server(headers.get("host"), scope),
        client=client[0] if client else None,
        is_websocket=is_websocket,
    )


@guarded("instrument.asgi.body")
def size_of(answer: Answer, message: Message) -> None:
    """Add up a request's body of unknown size; it counts when it was read to its end."""
    if message["type"] != "http.request":
        return
    answer.unfinished += len(message.get("body") or b"")
    if not message.get("more_body"):
        answer.received = answer.unfinished


@guarded("instrument.asgi.answer")
def answer_of(answer: Answer, message: Message) -> None:
    """Note what a message says of the answer."""
    kind = message["type"]
    if kind == "http.response.body":
        answer.size = (answer.size or 0) + len(message.get("body") or b"")
    elif kind == "http.response.start":
        answer.status = message["status"]
        answer.headers = _headers(message.get("headers") or ())
    elif kind == "http.response.pathsend":  # the server sends the file itself
        answer.size = answer.declared_size()
    elif kind == "websocket.http.response.start":
        answer.status = message["status"]


def is_last(message: Message) -> bool:
    """Tell whether the answer is complete with this message."""
    kind = message["type"]
    return (kind == "http.response.body" and not message.get("more_body")) or kind == "http.response.pathsend"


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, list[str]]:
    headers: dict[str, list[str]] = {}
    for name, value in raw:
        headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return headers


def _server(host: list[str] | None, scope: Scope) -> tuple[str, int | None] | None:
    """Return the address and port that the client asked for, else those of the socket."""
    if host:
        name, _, digits = host[0].rpartition(":")
        port = number(digits)
        if name and port is not None:
            return name.strip("[]"), port
        return host[0].strip("[]"), _DEFAULT_PORTS.get(scope.get("scheme", "http"))
    server = scope.get("server")
    return (server[0], server[1]) if server else None
