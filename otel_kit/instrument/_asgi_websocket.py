"""A websocket: that it is open, each message, how long each was handled, and what went wrong."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.instrument._asgi_message import answer_of
from otel_kit.signals import realtime
from otel_kit.signals._lifecycle import type_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from otel_kit.instrument._http_server import Exchange

    Message = dict[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

__all__ = ["Connection"]

_NO_ROUTE = "unknown"
_INTERNAL_ERROR = 1011  # RFC 6455, 7.4.1: the server met a condition that it did not expect


class Connection:
    """Watches one connection from its opening handshake to its end.

    It is open from the message that accepts it. A message is handled from its arrival until the application asks for
    the next one.
    """

    def __init__(
        self,
        exchange: Exchange,
        route: Callable[[], str | None],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """`route` is asked when the connection is accepted."""
        self._exchange = exchange
        self._route = route
        self._clock = clock
        self._endpoint = _NO_ROUTE
        self._is_open = False
        self._failed = False
        self._handling_since: float | None = None

    def around(self, receive: Receive, send: Send) -> tuple[Receive, Send]:
        """Return the two ends, watched."""

        async def receiving() -> Message:
            self._handled()
            message = await receive()
            self._received(message)
            return message

        async def sending(message: Message) -> None:
            answer_of(self._exchange.answer, message)
            await send(message)
            self._sent(message)

        return receiving, sending

    def fail(self, error: Exception) -> None:
        """Note what ended the connection; a peer that went away is no error."""
        if type(error).__name__ != "WebSocketDisconnect":
            self._exchange.fail(error)
            self._count_error(type_of(error))

    def close(self) -> None:
        """End what is still open, whoever ended the connection."""
        self._handled()
        self._set_open(False)

    @guarded("instrument.websocket.received")
    def _received(self, message: Message) -> None:
        if message["type"] == "websocket.receive":
            self._handling_since = self._clock()
            realtime.websocket_messages(endpoint=self._endpoint, direction="receive")
        elif message["type"] == "websocket.disconnect":
            self._set_open(False)

    @guarded("instrument.websocket.sent")
    def _sent(self, message: Message) -> None:
        kind = message["type"]
        if kind == "websocket.send":
            realtime.websocket_messages(endpoint=self._endpoint, direction="transmit")
        elif kind == "websocket.accept":
            self._endpoint = self._route() or _NO_ROUTE
            self._exchange.answer.status = 101
            self._set_open(True)
        elif kind == "websocket.close":
            if message.get("code") == _INTERNAL_ERROR:
                self._count_error(str(_INTERNAL_ERROR))
            self._set_open(False)

    @guarded("instrument.websocket.handled")
    def _handled(self) -> None:
        since, self._handling_since = self._handling_since, None
        if since is not None:
            realtime.websocket_message_duration(self._clock() - since, endpoint=self._endpoint)

    @guarded("instrument.websocket.open")
    def _set_open(self, is_open: bool) -> None:
        if is_open != self._is_open:
            self._is_open = is_open
            realtime.websocket_connections(1 if is_open else -1, endpoint=self._endpoint)

    @guarded("instrument.websocket.error")
    def _count_error(self, error_type: str) -> None:
        if self._failed:  # an application may close the connection for what it raises afterwards
            return
        self._failed = True
        realtime.websocket_errors(endpoint=self._endpoint, error_type=error_type)
