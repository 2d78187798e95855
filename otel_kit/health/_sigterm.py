"""SIGTERM is the first that a process hears of its end: hear it too, before the server does what it does then."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

__all__ = ["follow_sigterm"]

_MARK = "_otel_kit_follows"


def follow_sigterm(stop: Callable[[], None]) -> None:
    """Call `stop` at SIGTERM, then the handler that is there now.

    Where there is none, the process dies at once, and nothing is gained. Only the main thread may do this; in any
    other it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    before: Any = signal.getsignal(signal.SIGTERM)
    if not callable(before) or isinstance(before, signal.Handlers) or hasattr(before, _MARK):
        return

    def handle(number: int, frame: FrameType | None) -> None:
        stop()
        before(number, frame)

    setattr(handle, _MARK, True)
    signal.signal(signal.SIGTERM, handle)
