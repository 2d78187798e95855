"""The one thread that talks to the collector: sends what is due, and answers to those who wait for a flush."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING, Protocol

from otel_kit._guard import guarded
from otel_kit.pipeline._answer import Verdict
from otel_kit.pipeline._own import hide_this_thread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from otel_kit.pipeline._answer import Answer
    from otel_kit.pipeline._lane import Mark

_AFTER_A_FAULT = 1.0
_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 1.0


class AnyLane(Protocol):
    """What the worker needs of a lane."""

    def due(self) -> float: ...
    def step(self, timeout: float) -> Answer | None: ...
    def postpone(self, seconds: float) -> None: ...
    def mark(self) -> Mark: ...
    def reached(self, mark: Mark) -> bool: ...
    def lossless_since(self, mark: Mark) -> bool: ...
    def close(self) -> int: ...
    def abandon(self) -> None: ...
    def release(self) -> None: ...


class Flush:
    """Somebody's wish that everything up to now be delivered by `deadline` (monotonic seconds)."""

    def __init__(self, deadline: float, *, last: bool, stop: bool) -> None:
        """`last`: the process ends, so that nothing is gained by waiting for a collector that is not there.

        `stop`: send nothing more afterwards.
        """
        self.deadline = deadline
        self.last = last
        self.stop = stop
        self.delivered = False
        self.done = threading.Event()


class Worker:
    """Runs the lanes in one daemon thread."""

    def __init__(self, timeout: float) -> None:
        """`timeout`: how long one request may take, in seconds."""
        self._timeout = timeout
        self._lanes: Sequence[AnyLane] = ()
        # SimpleQueue may be used from signal handlers and finalizers while the same thread is in `put`.
        self._inbox: queue.SimpleQueue[Flush | None] = queue.SimpleQueue()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="otel_kit", daemon=True)

    def start(self, lanes: Sequence[AnyLane]) -> None:
        """Begin. Without a thread, at the very end of an interpreter for example, flushes do the work themselves."""
        self._lanes = lanes
        with guarded("pipeline.worker.start"):
            self._thread.start()

    def wake(self) -> None:
        """Have a look at the lanes now."""
        self._inbox.put(None)

    def flush(self, seconds: float, *, last: bool = False, stop: bool = False) -> bool:
        """Deliver everything up to now; return within `seconds` whether that was done."""
        wish = Flush(time.monotonic() + seconds, last=last, stop=stop)
        if threading.current_thread() is self._thread:
            return False
        if not self._thread.is_alive():
            self._serve(wish)
            return wish.delivered
        self._inbox.put(wish)
        return wish.done.wait(seconds) and wish.delivered

    def stop(self) -> None:
        """Send nothing more, and do not wait for what is under way."""
        self._stopped = True
        self._inbox.put(None)

    def _run(self) -> None:
        hide_this_thread()
        while not self._stopped:
            now = time.monotonic()
            for lane in self._lanes:
                if lane.due() <= now and not self._stopped:
                    self._step(lane, self._timeout)
            wish = self._wait(min((lane.due() for lane in self._lanes), default=now + 1) - time.monotonic())
            if wish is not None:
                self._serve(wish)
        for lane in self._lanes:
            lane.release()

    def _step(self, lane: AnyLane, timeout: float) -> Answer | None:
        with guarded("pipeline.worker") as guard:
            return lane.step(timeout)
        if not guard.ok:
            lane.postpone(_AFTER_A_FAULT)
        return None

    def _wait(self, seconds: float) -> Flush | None:
        try:
            return self._inbox.get(timeout=max(seconds, 0)) if seconds > 0 else self._inbox.get_nowait()
        except queue.Empty:
            return None

    def _serve(self, wish: Flush) -> None:
        with guarded("pipeline.flush"):
            wish.delivered = self._deliver(wish)
        self._stopped = self._stopped or wish.stop
        wish.done.set()

    def _deliver(self, wish: Flush) -> bool:
        marks = [(lane, lane.mark()) for lane in self._lanes]
        pause = _FIRST_PAUSE
        while missing := [(lane, mark) for lane, mark in marks if not lane.reached(mark)]:
            failed = self._drain_all(missing, wish)
            if wish.last and failed and not any(answer.reached for answer in failed):
                return False
            left = wish.deadline - time.monotonic()
            if left <= 0 or self._stopped:
                return False
            if not all(lane.reached(mark) for lane, mark in missing):
                time.sleep(min(pause, left))
                pause = min(2 * pause, _LONGEST_PAUSE)
        return all(lane.lossless_since(mark) for lane, mark in marks)

    def _drain_all(self, missing: Sequence[tuple[AnyLane, Mark]], wish: Flush) -> list[Answer]:
        """Give each lane its share of the time, so that one signal's dead collector leaves some for the others."""
        failed = []
        for index, (lane, mark) in enumerate(missing):
            share = (wish.deadline - time.monotonic()) / (len(missing) - index)
            answer = self._drain(lane, mark, share)
            if answer is not None:
                failed.append(answer)
        return failed

    def _drain(self, lane: AnyLane, mark: Mark, timeout: float) -> Answer | None:
        """Send until the mark is reached or a request fails; return the failure."""
        deadline = time.monotonic() + timeout
        while not lane.reached(mark) and time.monotonic() < deadline:
            answer = self._step(lane, min(self._timeout, deadline - time.monotonic()))
            if answer is None or answer.verdict is Verdict.RETRY:
                return answer
        return None
