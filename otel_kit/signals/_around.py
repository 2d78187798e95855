"""Runs a function of any kind inside a run of something, and keeps it the kind of function that it was.

A generator is current only while it executes, not while its consumer does: between two steps the consumer has its own
current span.
"""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator

__all__ = ["Run", "around"]

P = ParamSpec("P")
R = TypeVar("R")


class Run(Protocol):
    """What surrounds one run of a function."""

    def start(self) -> Any:
        """Begin."""

    def attach(self) -> None:
        """Become current, until `detach`."""

    def detach(self) -> None:
        """Be no longer current."""

    def finish(self, error: BaseException | None) -> None:
        """End, with what was raised; the second time nothing happens."""


def around(make: Callable[[], Run], function: Callable[P, R]) -> Callable[P, R]:
    """Return the function with each run inside a new one of `make()`; exceptions pass through unchanged."""
    wrapper: Any
    if inspect.isasyncgenfunction(function):
        wrapper = _async_generator(make, function)
    elif inspect.iscoroutinefunction(function):
        wrapper = _coroutine(make, function)
    elif inspect.isgeneratorfunction(function):
        wrapper = _generator(make, function)
    else:
        wrapper = _function(make, function)
    wrapped: Callable[P, R] = functools.wraps(function)(wrapper)
    return wrapped


class _Inside:
    """The part of a run in which it is current; an exception that leaves it ends the run."""

    __slots__ = ("_run",)

    def __init__(self, run: Run) -> None:
        self._run = run

    def __enter__(self) -> None:
        self._run.attach()

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if error is not None:
            self._run.finish(error)
        self._run.detach()


def _function(make: Callable[[], Run], function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        run = make()
        run.start()
        with _Inside(run):
            result = function(*args, **kwargs)
            run.finish(None)
            return result

    return wrapper


def _coroutine(make: Callable[[], Run], function: Callable[..., Any]) -> Callable[..., Any]:
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        run = make()
        run.start()
        with _Inside(run):
            result = await function(*args, **kwargs)
            run.finish(None)
            return result

    return wrapper


def _generator(make: Callable[[], Run], function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        inner = function(*args, **kwargs)
        run = make()
        run.start()
        step: Callable[[], Any] = functools.partial(next, inner)
        while True:
            with _Inside(run):
                try:
                    value = step()
                except StopIteration as done:
                    run.finish(None)
                    return done.value
            try:
                step = functools.partial(inner.send, (yield value))
            except GeneratorExit as closing:
                with _Inside(run):
                    inner.close()
                run.finish(closing)
                raise
            except BaseException as thrown:  # noqa: BLE001 - handed on to the function's own code
                step = functools.partial(inner.throw, thrown)

    return wrapper


def _async_generator(make: Callable[[], Run], function: Callable[..., Any]) -> Callable[..., Any]:
    async def wrapper(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, Any]:
        inner = function(*args, **kwargs)
        run = make()
        run.start()
        step: Callable[[], Any] = inner.__anext__
        while True:
            with _Inside(run):
                try:
                    value = await step()
                except StopAsyncIteration:
                    run.finish(None)
                    return
            try:
                step = functools.partial(inner.asend, (yield value))
            except GeneratorExit as closing:
                with _Inside(run):
                    await inner.aclose()
                run.finish(closing)
                raise
            except BaseException as thrown:  # noqa: BLE001 - handed on to the function's own code
                step = functools.partial(inner.athrow, thrown)

    return wrapper
