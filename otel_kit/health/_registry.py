"""The checks of a process, and what they say together."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any, TypeVar

from otel_kit._guard import guarded
from otel_kit.exceptions import ConfigurationError
from otel_kit.health._model import CATEGORIES, Category, Plan, Report, Result, Status
from otel_kit.health._observed import observe
from otel_kit.health._runner import Runner
from otel_kit.health._score import score

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Registry"]

Probe = TypeVar("Probe", bound="Callable[[], Any]")
Loop = asyncio.AbstractEventLoop
_logger = logging.getLogger("otel_kit.health")
_made: weakref.WeakSet[Registry] = weakref.WeakSet()


class Registry:
    """Checks by name, in the order in which they were added."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without a check."""
        self._clock = clock
        self._runners: dict[str, Runner] = {}
        self._seen: dict[str, Status] = {}
        self._stopping = threading.Event()
        self._loop: weakref.ref[Loop] | None = None
        self._probed_in_threads = False
        _made.add(self)

    def add(
        self,
        name: str,
        probe: Callable[[], Any],
        *,
        category: Category = "application",
        critical: bool = False,
        timeout: float = 2.0,
        keep: float = 5.0,
    ) -> None:
        """Register a check, a function or a coroutine function; one of the same name is replaced.

        It is unhealthy where it raises, returns `False` or `health.unhealthy(…)`, or takes longer than `timeout`
        seconds, degraded where it returns `health.degraded(…)`. A result serves for `keep` seconds. While a `critical`
        check is unhealthy, the process is not ready.
        """
        if category not in CATEGORIES:
            raise ConfigurationError(
                f"category of the check {name}",
                category,
                problem="no such category",
                fix=f"choose one of {', '.join(CATEGORIES)}",
            )
        plan = Plan(name, probe, category, critical, timeout, keep)
        self._runners[name] = Runner(plan, self._ran, self._clock)
        self.note_loop()
        observe(self)

    def check(
        self,
        name: str,
        *,
        category: Category = "application",
        critical: bool = False,
        timeout: float = 2.0,
        keep: float = 5.0,
    ) -> Callable[[Probe], Probe]:
        """Register the function below as a check, as `add` does."""

        def register(probe: Probe) -> Probe:
            self.add(name, probe, category=category, critical=critical, timeout=timeout, keep=keep)
            return probe

        return register

    def remove(self, name: str) -> None:
        """Take a check out, if it is there."""
        self._runners.pop(name, None)

    def stopping(self) -> None:
        """Say that the process is about to end: from now on it is not ready."""
        self._stopping.set()

    def report(self) -> Report:
        """Run what is due, all at once, and return what all checks say."""
        return self._summary(self._run(self._all()))

    async def report_async(self) -> Report:
        """Do the same in an event loop, without blocking it."""
        return self._summary(await self._run_async(self._all()))

    def readiness(self) -> Report:
        """Return what the critical checks say; while the process is about to end, nothing is asked."""
        return self._summary([] if self.is_stopping else self._run(self._critical()))

    async def readiness_async(self) -> Report:
        """Do the same in an event loop, without blocking it."""
        return self._summary([] if self.is_stopping else await self._run_async(self._critical()))

    def refresh(self) -> None:
        """Begin what is due, and wait for nothing.

        An asynchronous check runs in the event loop in which it was added, mounted or asked for; one of which none is
        known waits for its first probe, unless probes come in threads.
        """
        loop = self._loop() if self._loop is not None else None
        for runner in [] if self.is_stopping else self._all():
            runner.start_apart(loop, in_thread=self._probed_in_threads)

    def latest(self) -> list[Result]:
        """Return what each check found when it ran last, however long ago; nothing of one that never ran."""
        return [runner.latest for runner in self._all() if runner.latest is not None]

    def note_loop(self) -> None:
        """Remember the event loop that runs here, if one does."""
        loop = asyncio._get_running_loop()  # noqa: SLF001 - it does not raise where none runs
        if loop is not None:
            self._loop = weakref.ref(loop)

    @property
    def is_stopping(self) -> bool:
        """Whether the process is about to end."""
        return self._stopping.is_set()

    def _all(self) -> list[Runner]:
        return list(self._runners.values())

    def _critical(self) -> list[Runner]:
        return [runner for runner in self._all() if runner.plan.critical]

    def _summary(self, results: list[Result]) -> Report:
        return Report(results, score(results), self.is_stopping)

    def _run(self, runners: list[Runner]) -> list[Result]:
        self._probed_in_threads = True
        for runner in runners:
            runner.start()
        return [runner.result() for runner in runners]

    async def _run_async(self, runners: list[Runner]) -> list[Result]:
        self.note_loop()
        return list(await asyncio.gather(*(runner.result_async() for runner in runners)))

    @guarded("health.ran")
    def _ran(self, result: Result) -> None:
        """Record a run, and tell a change of status once."""
        from otel_kit import signals

        plan, outcome = result.plan, result.outcome
        signals.health.check_duration(result.seconds, check=plan.name)
        before = self._seen.get(plan.name, "healthy")
        self._seen[plan.name] = outcome.status
        if before == outcome.status:
            return
        because = f": {outcome.reason}" if outcome.reason else ""
        text = f"health check {plan.name} is {outcome.status}{because}"
        _logger.log(logging.INFO if outcome.status == "healthy" else logging.WARNING, text)
        signals.health.changed(
            text, check=plan.name, category=plan.category, state=outcome.status, previous_state=before
        )

    def renew(self) -> None:
        """Begin anew in a forked child: loop and runs are the parent's."""
        self._loop = None
        for runner in self._runners.values():
            runner.forget()


def _renew_in_child() -> None:
    for registry in list(_made):
        registry.renew()


os.register_at_fork(after_in_child=_renew_in_child)
