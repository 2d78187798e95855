"""Decorators that need no lifecycle of their own: time a function, count its errors, run it as a job."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

from otel_kit.signals import _clock
from otel_kit.signals._around import around
from otel_kit.signals._lifecycle import type_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from otel_kit.signals._metrics import Bound, BoundCounter

__all__ = ["count_errors", "job", "track_time"]

P = ParamSpec("P")
R = TypeVar("R")


class Decorator(Protocol):
    """Takes a function of any kind and gives one with the same signature."""

    def __call__(self, function: Callable[P, R], /) -> Callable[P, R]:
        """Return the decorated function."""


def job(name: str) -> Decorator:
    """Run a function as a job each time it is called: a span `job <name>` and `kit.job.duration` in seconds.

    The same as `signals.jobs.run(name=...)`, for functions, coroutines, generators and asynchronous generators.
    """
    from otel_kit.signals._generated import jobs

    return jobs.run(name=name)


def track_time(duration: Bound) -> Decorator:
    """Record how long each run of a function took, in seconds, also when it fails.

    `duration` is a bound histogram in seconds, such as `signals.leads.response_duration.bind(source="web")`.
    """

    def decorate(function: Callable[P, R], /) -> Callable[P, R]:
        return around(lambda: _Timed(duration), function)

    return decorate


def count_errors(counter: BoundCounter) -> Decorator:
    """Count each exception that leaves a function, with its class as `error.type` where the counter has that.

    `counter` is a bound counter, such as `signals.errors.count.bind(category="internal")`. What is no `Exception`,
    such as the cancellation of a task, is no error.
    """

    def decorate(function: Callable[P, R], /) -> Callable[P, R]:
        return around(lambda: _Counted(counter), function)

    return decorate


class _Timed:
    """One timed run."""

    __slots__ = ("_begun", "_duration", "_ended")

    def __init__(self, duration: Bound) -> None:
        self._duration = duration
        self._ended = False

    def start(self) -> None:
        self._begun = _clock.seconds()

    def attach(self) -> None:
        """Nothing is current in a timed run."""

    def detach(self) -> None:
        """Nothing was current."""

    def finish(self, error: BaseException | None) -> None:  # noqa: ARG002 - timed whether it failed or not
        if not self._ended:
            self._ended = True
            self._duration(_clock.seconds() - self._begun)


class _Counted:
    """One run whose exception is counted."""

    __slots__ = ("_counter", "_ended")

    def __init__(self, counter: BoundCounter) -> None:
        self._counter = counter
        self._ended = False

    def start(self) -> None:
        """Nothing is sent at the start."""

    def attach(self) -> None:
        """Nothing is current."""

    def detach(self) -> None:
        """Nothing was current."""

    def finish(self, error: BaseException | None) -> None:
        if not self._ended and isinstance(error, Exception):
            self._counter.count_error(type_of(error))
        self._ended = True
