"""Errors that only an event loop sees: of tasks that nobody awaits, and of callbacks."""

from __future__ import annotations

import asyncio
import contextvars
import sys
from typing import TYPE_CHECKING, Any

from opentelemetry.context import Context, get_current

from otel_kit._guard import guarded
from otel_kit.instrument._patch import replace
from otel_kit.pipeline._tasks import attributes_of_task
from otel_kit.pipeline.errors import put_off, settle
from otel_kit.signals._capture import report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["start", "start_uvloop"]

_BY_FINALIZER = "was never retrieved"


def start() -> Callable[[], None]:
    """Watch asyncio's own loops."""
    return _watch(asyncio.base_events.BaseEventLoop)


def start_uvloop() -> Callable[[], None]:
    """Watch uvloop's loops, which are not derived from asyncio's."""
    return _watch(sys.modules["uvloop"].Loop)


def _watch(kind: type) -> Callable[[], None]:
    """Look at what is told to the loop after the loop's own handler, the host's perhaps, has dealt with it."""

    def watched(original: Callable[..., None]) -> Callable[..., None]:
        def call_exception_handler(self: Any, context: Mapping[str, Any]) -> None:
            try:
                original(self, context)
            finally:
                _tell(self, context)

        return call_exception_handler

    return replace(kind, "call_exception_handler", watched)


@guarded("instrument.errors.asyncio")
def _tell(loop: asyncio.AbstractEventLoop, about: Mapping[str, Any]) -> None:
    error = about.get("exception")
    if not isinstance(error, Exception):  # cancelled is not failed
        return
    task = about.get("task") or about.get("future")
    known = attributes_of_task(task)
    if _BY_FINALIZER not in str(about.get("message")):
        report(error, source="task", known=known, where=_context_of(task or about.get("handle")))
        return
    # The task is being freed, at any place in any thread: what is current there has nothing to do with it.
    put_off(error, source="task", handled=False, known=known, where=_context_of(task) or Context())
    if not loop.is_closed():
        loop.call_soon_threadsafe(settle, context=contextvars.Context())


def _context_of(thing: Any) -> Context | None:
    """Return the context of a task (as of Python 3.12) or of a callback; `None` where it cannot be told."""
    get_context = getattr(thing, "get_context", None)
    variables = get_context() if get_context is not None else getattr(thing, "_context", None)
    if not isinstance(variables, contextvars.Context):
        return None
    return variables.copy().run(get_current)  # in a copy: the context itself may be in use
