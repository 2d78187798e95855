# GENERATED from registry/realtime.yaml by `otel-kit semconv generate`; do not edit.
# ruff: noqa: A002
# fmt: off
"""What must arrive at once: websockets, streams of data, and the views that show them."""

from __future__ import annotations

from typing import Final, Literal, get_args

from opentelemetry.trace import SpanKind

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    BoundLifecycle,
    Call,
    Counter,
    Gauge,
    Histogram,
    Measure,
    Plan,
    UpDownCounter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "HandleMessageCall",
    "OperationResult",
    "RefreshCall",
    "handle_message",
    "refresh",
    "stream_event",
    "stream_lag",
    "stream_last_event",
    "websocket_connections",
    "websocket_errors",
    "websocket_message_duration",
    "websocket_messages",
]

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))


class _WebsocketConnections(UpDownCounter):
    __slots__ = ()

    def __call__(self, amount: float, /, *, endpoint: str) -> None:
        """Add to, or with a negative amount take from, `kit.websocket.connections`: websockets that are open
        now.

        Unit: {connection}.

        Args:
            endpoint: The websocket's route, as the code has it, without ids. Such as /ws/leads,
                /ws/rooms/{room}.
        """
        attributes: Attributes = {}
        if endpoint is not None:
            attributes["kit.websocket.endpoint"] = endpoint
        self.emit(amount, attributes)

    def bind(self, *, endpoint: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if endpoint is not None:
            attributes["kit.websocket.endpoint"] = endpoint
        return Bound(self, attributes)


websocket_connections = _WebsocketConnections(
    SCOPE,
    "kit.websocket.connections",
    unit="{connection}",
    description="Websockets that are open now.",
    limits={"kit.websocket.endpoint": 20},
)


class _WebsocketMessages(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        endpoint: str,
        direction: str,
        type: str | None = None,
    ) -> None:
        """Add to `kit.websocket.messages`: messages that went over websockets.

        Unit: {message}.

        Args:
            endpoint: The websocket's route, as the code has it, without ids. Such as /ws/leads,
                /ws/rooms/{room}.
            direction: Which way: `receive` or `transmit`. Such as receive, transmit.
            type: What the message is, as the application names it. Such as lead_update, ping.
        """
        attributes: Attributes = {}
        if endpoint is not None:
            attributes["kit.websocket.endpoint"] = endpoint
        if direction is not None:
            attributes["network.io.direction"] = direction
        if type is not None:
            attributes["kit.websocket.message_type"] = type
        self.emit(amount, attributes)

    def bind(self, *, endpoint: str, direction: str, type: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if endpoint is not None:
            attributes["kit.websocket.endpoint"] = endpoint
        if direction is not None:
            attributes["network.io.direction"] = direction
        if type is not None:
            attributes["kit.websocket.message_type"] = type
        return BoundCounter(self, attributes)


websocket_messages = _WebsocketMessages(
    SCOPE,
    "kit.websocket.messages",
    unit="{message}",
    description="Messages that went over websockets.",
    limits={
        "kit.websocket.endpoint": 20,
        "kit.websocket.message_type": 20,
        "network.io.direction": 2,
    },
)


class _WebsocketMessageDuration(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, endpoint: str, type: str | None = None) -> None:
        """Record `kit.websocket.message.duration`: time from a message's arrival until it had been dealt with
        and answered.

        What went wrong on the way is counted by kit.websocket.errors.

        Unit: seconds.

        Args:
            endpoint: The websocket's route, as the code has it, without ids. Such as /ws/leads,
                /ws/rooms/{room}.
            type: What the message is, as the application names it. Such as lead_update, ping.
        """
        attributes: Attributes = {}
        if endpoint is not None:
            attributes["kit.websocket.endpoint"] = endpoint
        if type is not None:
            attributes["kit.websocket.message_type"] = type
        self.emit(amount, attributes)

    def bind(self, *, endpoint: str, type: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if endpoint is not None:
            attributes["kit.websocket.endpoint"] = endpoint
        if type is not None:
            attributes["kit.websocket.message_type"] = type
        return Bound(self, attributes)


websocket_message_duration = _WebsocketMessageDuration(
    SCOPE,
    "kit.websocket.message.duration",
    unit="s",
    description="Time from a message's arrival until it had been dealt with and answered.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 1.5, 5.5),
    limits={"kit.websocket.endpoint": 20, "kit.websocket.message_type": 20},
)


class _WebsocketErrors(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, endpoint: str, error_type: str) -> None:
        """Add to `kit.websocket.errors`: what went wrong with websockets.

        A peer that goes away is no error.

        Unit: {error}.

        Args:
            endpoint: The websocket's route, as the code has it, without ids. Such as /ws/leads,
                /ws/rooms/{room}.
            error_type: Describes a class of error the operation ended with.
        """
        attributes: Attributes = {}
        if endpoint is not None:
            attributes["kit.websocket.endpoint"] = endpoint
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(amount, attributes)

    def bind(self, *, endpoint: str, error_type: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if endpoint is not None:
            attributes["kit.websocket.endpoint"] = endpoint
        if error_type is not None:
            attributes["error.type"] = error_type
        return BoundCounter(self, attributes)


websocket_errors = _WebsocketErrors(
    SCOPE,
    "kit.websocket.errors",
    unit="{error}",
    description="What went wrong with websockets.",
    has_error_type=True,
    limits={"kit.websocket.endpoint": 20, "error.type": 10},
)


class _StreamEvent(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, stream: str) -> None:
        """Add to `kit.stream.events`: pieces of data that came in on a stream.

        Unit: {event}.

        Args:
            stream: The stream of data. Such as lead_scores, market_data.
        """
        attributes: Attributes = {}
        if stream is not None:
            attributes["kit.stream.name"] = stream
        self.emit(amount, attributes)

    def bind(self, *, stream: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if stream is not None:
            attributes["kit.stream.name"] = stream
        return BoundCounter(self, attributes)


stream_event = _StreamEvent(
    SCOPE,
    "kit.stream.events",
    unit="{event}",
    description="Pieces of data that came in on a stream.",
    limits={"kit.stream.name": 30},
)


class _StreamLag(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, stream: str) -> None:
        """Set `kit.stream.lag`: how far what has been dealt with is behind what the source has.

        The age of the piece of data that is dealt with now; 0 when there is nothing left to do.

        Unit: seconds.

        Args:
            stream: The stream of data. Such as lead_scores, market_data.
        """
        attributes: Attributes = {}
        if stream is not None:
            attributes["kit.stream.name"] = stream
        self.emit(amount, attributes)

    def bind(self, *, stream: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if stream is not None:
            attributes["kit.stream.name"] = stream
        return Bound(self, attributes)


stream_lag = _StreamLag(
    SCOPE,
    "kit.stream.lag",
    unit="s",
    description="How far what has been dealt with is behind what the source has.",
    limits={"kit.stream.name": 30},
)


class _StreamLastEvent(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, stream: str) -> None:
        """Set `kit.stream.last_event`: when the last piece of data came in, in seconds since 1970.

        Record the time itself, not how long ago it is. A stream that is silent is seen by it.

        Unit: seconds.

        Args:
            stream: The stream of data. Such as lead_scores, market_data.
        """
        attributes: Attributes = {}
        if stream is not None:
            attributes["kit.stream.name"] = stream
        self.emit(amount, attributes)

    def bind(self, *, stream: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if stream is not None:
            attributes["kit.stream.name"] = stream
        return Bound(self, attributes)


stream_last_event = _StreamLastEvent(
    SCOPE,
    "kit.stream.last_event",
    unit="s",
    description="When the last piece of data came in, in seconds since 1970.",
    limits={"kit.stream.name": 30},
)

_view_refresh_duration = Histogram(
    SCOPE,
    "kit.view.refresh.duration",
    unit="s",
    description="Time that a view took to be brought up to date.",
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1.5, 2.5, 3.5, 5.5, 10.5, 30.5),
    has_error_type=True,
    limits={"kit.view.name": 50, "error.type": 5},
)


class HandleMessageCall(Call):
    """How one message of a websocket is dealt with."""

    __slots__ = ()


_HANDLE_MESSAGE: Final = Plan(
    scope=SCOPE,
    span_name="message {}",
    span_name_keys=("kit.websocket.endpoint",),
    span_keys=("error.type", "kit.websocket.endpoint", "kit.websocket.message_type"),
    kind=SpanKind.SERVER,
    duration=Measure(
        websocket_message_duration,
        ("kit.websocket.endpoint", "kit.websocket.message_type"),
    ),
)


class _HandleMessage:
    __slots__ = ()

    def __call__(self, *, endpoint: str, type: str | None = None) -> HandleMessageCall:
        """Return a run of `kit.websocket.message`: how one message of a websocket is dealt with.

        For applications whose websockets are not watched by themselves, or to name the messages.

        Args:
            endpoint: The websocket's route, as the code has it, without ids. Such as /ws/leads,
                /ws/rooms/{room}.
            type: What the message is, as the application names it. Such as lead_update, ping.
        """
        attributes: Attributes = {}
        if endpoint is not None:
            attributes["kit.websocket.endpoint"] = endpoint
        if type is not None:
            attributes["kit.websocket.message_type"] = type
        return HandleMessageCall(_HANDLE_MESSAGE, attributes)

    def bind(self, *, endpoint: str, type: str | None = None) -> BoundLifecycle[HandleMessageCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(endpoint=endpoint, type=type))


handle_message = _HandleMessage()


class RefreshCall(Call):
    """One refresh of a view."""

    __slots__ = ()

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_REFRESH: Final = Plan(
    scope=SCOPE,
    span_name="refresh {}",
    span_name_keys=("kit.view.name",),
    span_keys=("error.type", "kit.operation.result", "kit.view.name"),
    kind=SpanKind.INTERNAL,
    duration=Measure(_view_refresh_duration, ("kit.view.name", "kit.operation.result", "error.type")),
    outcome="kit.operation.result",
)


class _Refresh:
    __slots__ = ()

    def __call__(self, *, view: str) -> RefreshCall:
        """Return a run of `kit.view.refresh`: one refresh of a view.

        Args:
            view: The view, page or panel that is kept up to date. Such as lead_board, revenue.
        """
        attributes: Attributes = {}
        if view is not None:
            attributes["kit.view.name"] = view
        return RefreshCall(_REFRESH, attributes)

    def bind(self, *, view: str) -> BoundLifecycle[RefreshCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(view=view))


refresh = _Refresh()
