"""asyncio: how much later than asked for its event loops come back to what waits: `kit.event_loop.lag`."""

from __future__ import annotations

import asyncio
import contextvars
import re
import sys
import threading
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, ref

from otel_kit._guard import guarded
from otel_kit.instrument._patch import replace
from otel_kit.signals import jobs

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LoopWatch", "start", "start_uvloop"]

# A block that lasts as long is always seen, a shorter one by chance.
_INTERVAL = 0.25  # s
_NAMED_BY_SOMEBODY = re.compile(r"[A-Za-z_.-]+")
_watches: WeakKeyDictionary[asyncio.AbstractEventLoop, LoopWatch] = WeakKeyDictionary()


class LoopWatch:
    """Sleeps on a loop again and again, and records how late it wakes up."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Do nothing before `start`."""
        self._loop = ref(loop)  # the loop itself would never be freed: it is our key in `_watches`
        self._handle: asyncio.TimerHandle | None = None
        self._due = 0.0

    def start(self) -> None:
        """Begin, in the thread in which the loop runs. A loop that is watched already is watched anew."""
        self.stop()
        self._record = jobs.event_loop_lag.bind(loop=name_of(threading.current_thread()))
        self._wait()

    def stop(self) -> None:
        """Let the loop alone."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _wait(self) -> None:
        loop = self._loop()
        if loop is not None:
            self._due = loop.time() + _INTERVAL
            # In a context of its own: this is no part of what the service was doing when the loop started.
            self._handle = loop.call_at(self._due, self._wake, loop, context=contextvars.Context())

    @guarded("instrument.asyncio")
    def _wake(self, loop: asyncio.AbstractEventLoop) -> None:
        self._record(max(0.0, loop.time() - self._due))
        self._wait()


def start() -> Callable[[], None]:
    """Watch asyncio's own loops, and the one that runs in this thread now: `init()` may be called inside of it."""
    undo = _watch_loops_of(asyncio.base_events.BaseEventLoop)
    running = asyncio._get_running_loop()  # noqa: SLF001 - it does not raise where none runs
    if running is not None:
        _watch_of(running).start()

    def stop() -> None:
        undo()
        for watch in list(_watches.values()):
            watch.stop()

    return stop


def start_uvloop() -> Callable[[], None]:
    """Watch uvloop's loops, which are not derived from asyncio's."""
    return _watch_loops_of(sys.modules["uvloop"].Loop)


def name_of(thread: threading.Thread) -> str:
    """Return what the loop of a thread is called on metrics: few names, whatever threads there are."""
    if thread is threading.main_thread():
        return "main"
    return thread.name if _NAMED_BY_SOMEBODY.fullmatch(thread.name) else "other"


def _watch_loops_of(kind: type) -> Callable[[], None]:
    def watched(original: Callable[..., Any]) -> Callable[..., Any]:
        def run_forever(self: Any) -> Any:
            watch = _watch_of(self)
            if not self.is_closed() and not self.is_running():
                watch.start()
            try:
                return original(self)
            finally:
                watch.stop()

        return run_forever

    return replace(kind, "run_forever", watched)


def _watch_of(loop: asyncio.AbstractEventLoop) -> LoopWatch:
    return _watches.setdefault(loop, LoopWatch(loop))
