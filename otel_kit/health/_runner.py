"""Runs one check: once at a time, within its time limit, and not again while its result serves.

Synchronous checks run in a daemon thread, so that one that hangs keeps neither the caller nor the process' end. Whoever
asks while a check runs waits for that run instead of starting another.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import inspect
import threading
import time
from typing import TYPE_CHECKING, Any

from otel_kit._guard import attempt_or_error
from otel_kit.health import _outcome
from otel_kit.health._model import Outcome, Result, unhealthy
from otel_kit.pipeline._own import quiet

if TYPE_CHECKING:
    from collections.abc import Callable

    from otel_kit.health._model import Plan

    Run = concurrent.futures.Future[Result]

__all__ = ["Runner"]


class Runner:
    """A check with the result that serves now."""

    def __init__(self, plan: Plan, ran: Callable[[Result], None], clock: Callable[[], float]) -> None:
        """`ran` is told of each run that ended, or exceeded its time."""
        self.plan = plan
        self._ran = ran
        self._clock = clock
        self._is_async = inspect.iscoroutinefunction(plan.probe)
        self.forget()

    def forget(self) -> None:
        """Begin anew: in a forked child, what ran in the parent never ends, and a lock may be held for ever."""
        self._lock = threading.Lock()
        self._latest: Result | None = None
        self._until = 0.0
        self._running: Run | None = None
        self._began = 0.0

    def serves(self) -> bool:
        """Tell whether a result is there that still serves."""
        return self._latest is not None and self._clock() < self._until

    @property
    def latest(self) -> Result | None:
        """What the check found last, whether it still serves or not."""
        return self._latest

    def result(self) -> Result:
        """Return what the check finds, or has found a moment ago."""
        latest, run, is_mine = self._begin()
        if latest is not None:
            return latest
        if is_mine:
            self._start_thread(run)
        try:
            return run.result(self._left())
        except concurrent.futures.TimeoutError:
            return self._exceeded(run)

    async def result_async(self) -> Result:
        """Do the same without blocking the event loop; an asynchronous check runs in this loop."""
        latest, run, is_mine = self._begin()
        if latest is not None:
            return latest
        if is_mine and not self._is_async:
            self._start_thread(run)
        elif is_mine:
            return await self._in_loop(run)
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(run)), self._left())
        except (asyncio.TimeoutError, TimeoutError):
            return self._exceeded(run)

    def _begin(self) -> tuple[Result | None, Run, bool]:
        """Return the result that serves, or the run to wait for and whether the caller has to do it."""
        with self._lock:
            if self._latest is not None and self.serves():
                return self._latest, concurrent.futures.Future(), False
            if self._running is not None:
                return None, self._running, False
            self._running = concurrent.futures.Future()
            self._began = time.monotonic()
            return None, self._running, True

    def start(self) -> None:
        """Begin a run if one is due, and wait for nothing."""
        latest, run, is_mine = self._begin()
        if latest is None and is_mine:
            self._start_thread(run)

    def start_apart(self, loop: asyncio.AbstractEventLoop | None, *, in_thread: bool) -> None:
        """Begin a run if one is due, and wait for nothing: an asynchronous check in its loop, or where there may be none.

        A run of before that has taken too long is told now, since nobody may be waiting for it.
        """
        run = self._running
        if run is not None and not self._left():
            self._exceeded(run)
        if not self._is_async or (loop is None and in_thread):
            self.start()
        elif loop is not None and loop.is_running() and self._running is None and not self.serves():
            # In a context of its own: this is no part of what the caller does.
            contextvars.Context().run(asyncio.run_coroutine_threadsafe, self.result_async(), loop)

    def _start_thread(self, run: Run) -> None:
        threading.Thread(target=self._in_thread, args=(run,), name="otel_kit.health", daemon=True).start()

    def _left(self) -> float:
        """Return how long the run of now may still take."""
        return max(0.0, self._began + self.plan.timeout - time.monotonic())

    def _in_thread(self, run: Run) -> None:
        with quiet():
            began = time.perf_counter()
            answer, error = attempt_or_error(self._call)
            self._end(run, self._outcome(answer, error), time.perf_counter() - began)

    def _call(self) -> Any:
        answer = self.plan.probe()
        return asyncio.run(_awaited(answer)) if inspect.isawaitable(answer) else answer

    async def _in_loop(self, run: Run) -> Result:
        began = time.perf_counter()
        task = asyncio.ensure_future(self._called_quietly())
        try:
            done, _ = await asyncio.wait({task}, timeout=self.plan.timeout)
        except asyncio.CancelledError:  # whoever asked went away: others may still wait
            task.cancel()
            self._end(run, unhealthy("the probe was cancelled"), 0.0, keep=False)
            raise
        if not done:
            task.cancel()
            return self._end(run, _outcome.timed_out(self.plan.timeout), self.plan.timeout)
        error = asyncio.CancelledError() if task.cancelled() else task.exception()
        answer = None if error is not None else task.result()
        return self._end(run, self._outcome(answer, error), time.perf_counter() - began)

    async def _called_quietly(self) -> Any:
        with quiet():
            return await self.plan.probe()

    def _outcome(self, answer: Any, error: BaseException | None) -> Outcome:
        return _outcome.from_answer(answer) if error is None else _outcome.from_error(error)

    def _exceeded(self, run: Run) -> Result:
        """Let the time limit be the result; the run goes on, and no other begins before it ends."""
        result = Result(self.plan, _outcome.timed_out(self.plan.timeout), self.plan.timeout)
        with self._lock:
            first = self._running is run and (self._latest is None or self._clock() >= self._until)
            if first:
                self._latest, self._until = result, self._clock() + self.plan.keep
        if first:
            self._ran(result)
        return result

    def _end(self, run: Run, outcome: Outcome, seconds: float, *, keep: bool = True) -> Result:
        result = Result(self.plan, outcome, seconds)
        # A late answer does not replace the time limit that was told meanwhile.
        counts = keep and seconds <= self.plan.timeout
        if counts:
            self._ran(result)  # before another run can begin, so that runs are told in their order
        with self._lock:
            if self._running is run:
                self._running = None
                if counts:
                    self._latest, self._until = result, self._clock() + self.plan.keep
        run.set_result(result)
        return result


async def _awaited(answer: Any) -> Any:
    return await answer
