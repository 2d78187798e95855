"""Errors that end the main program or a thread. The interpreter's hooks stay whose they are: ours is called after them."""

from __future__ import annotations

import atexit
import sys
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.signals._capture import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from otel_kit.signals._generated.errors import ErrorSource

__all__ = ["start"]


def start() -> Callable[[], None]:
    """Watch both hooks, and what ended the program where somebody has put their own hook in our place."""
    undo = ExitStack()
    undo.callback(_follow(sys, lambda _kind, error, _trace: _tell(error, "main")))
    undo.callback(_follow(threading, lambda args: _tell(args.exc_value, "thread")))
    atexit.register(_tell_last)
    undo.callback(atexit.unregister, _tell_last)
    return undo.close


def _follow(owner: Any, tell: Callable[..., None]) -> Callable[[], None]:
    """Call `tell` after the hook that is there. The undo leaves a hook alone that was put over ours meanwhile."""
    before = owner.excepthook
    watching = True

    def excepthook(*arguments: Any) -> None:
        try:
            before(*arguments)
        finally:
            if watching:
                tell(*arguments)

    def undo() -> None:
        nonlocal watching
        watching = False
        if owner.excepthook is excepthook:
            owner.excepthook = before

    owner.excepthook = excepthook
    return undo


@guarded("instrument.errors.last")
def _tell_last() -> None:
    """Tell what ended the program if no hook of ours was called: Python keeps it, also where somebody replaced the hook."""
    _tell(getattr(sys, "last_exc", None) or getattr(sys, "last_value", None), "main")


def _tell(error: BaseException | None, source: ErrorSource) -> None:
    # A program that is interrupted, or that asks for its end, has no error.
    if isinstance(error, Exception):
        report(error, source=source)
