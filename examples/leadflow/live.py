"""The live feed: each lead as it comes in, over the websocket `/live`. A listener may name the only source it wants."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI, WebSocket

from leadflow import faults
from otel_kit import signals

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

_STREAM = "leads"
_BEAT_SECONDS = 15.0  # a feed that is silent for longer is broken, not calm
_LATE_SECONDS = 4.0
_BLOCKED_SECONDS, _BLOCKED_EVERY = 0.3, 1.0
_BEHIND = 100  # events that wait for a listener; of more the oldest go

router = APIRouter()


class Listener:
    """Somebody who listens, and what waits to be sent there."""

    def __init__(self) -> None:
        """Listen to all sources."""
        self.source = ""
        self.waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def hear(self, event: dict[str, Any]) -> None:
        """Take an event, if it is one that this listener wants."""
        if self.source in ("", event.get("source", self.source)):
            if self.waiting.qsize() >= _BEHIND:
                self.waiting.get_nowait()
            self.waiting.put_nowait(event)


class Feed:
    """Hands each event to all who listen."""

    def __init__(self) -> None:
        """Begin with nobody who listens."""
        self._listeners: set[Listener] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def publish(self, event: dict[str, Any], at: float) -> None:
        """Hand on what happened `at` seconds since 1970; may be called in any thread."""
        if self._loop is None:
            return
        if faults.active("late-feed"):
            self._loop.call_soon_threadsafe(self._loop.call_later, _LATE_SECONDS, self._hand_out, event, at)
        else:
            self._loop.call_soon_threadsafe(self._hand_out, event, at)

    async def beat(self) -> None:
        """Show those who listen that the feed is alive, as long as the application runs."""
        self._loop = asyncio.get_running_loop()
        while True:
            self._hand_out({"beat": True}, time.time())
            await asyncio.sleep(_BEAT_SECONDS)

    @contextlib.contextmanager
    def listener(self) -> Iterator[Listener]:
        """Listen inside the block."""
        listener = Listener()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def _hand_out(self, event: dict[str, Any], at: float) -> None:
        if faults.active("silent-feed"):
            return
        now = time.time()
        for listener in self._listeners:
            listener.hear(event)
        signals.realtime.stream_event(stream=_STREAM)
        signals.realtime.stream_last_event(now, stream=_STREAM)
        signals.realtime.stream_lag(max(0.0, now - at), stream=_STREAM)


feed = Feed()


@router.websocket("/live")
async def live(socket: WebSocket) -> None:
    """Send what comes in, until the listener goes away. What it says is the source that it wants."""
    await socket.accept()
    with feed.listener() as listener:
        sending = asyncio.create_task(_send(socket, listener))
        try:
            async for source in socket.iter_text():
                listener.source = source
        finally:
            sending.cancel()


async def _send(socket: WebSocket, listener: Listener) -> None:
    while True:
        await socket.send_json(await listener.waiting.get())


@contextlib.asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """Keep the feed alive while the application runs."""
    under_way = [asyncio.create_task(feed.beat()), asyncio.create_task(_block_the_loop())]
    try:
        yield
    finally:
        for task in under_way:
            task.cancel()


async def _block_the_loop() -> None:
    """Do what nothing in an event loop may do, while that fault is on."""
    while True:
        if faults.active("blocked-loop"):
            time.sleep(_BLOCKED_SECONDS)  # noqa: ASYNC251
        await asyncio.sleep(_BLOCKED_EVERY)
