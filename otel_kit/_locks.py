"""Locks which a forked child finds free, though a thread that the child does not have held them at the fork."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Lock", "ReentrantLock"]


class Lock:
    """A lock for `with`. What it guards may be half done in the child: it must be whole at each step."""

    def __init__(self) -> None:
        """Begin free."""
        self.renew()
        _made.add(self)

    def renew(self) -> None:
        """Leave whoever holds it behind."""
        self._lock: Any = threading.Lock()

    def __enter__(self) -> None:
        """Take it."""
        self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back."""
        self._lock.release()


class ReentrantLock(Lock):
    """One that the thread which holds it may take again: a finalizer perhaps, that runs in the midst of it."""

    def renew(self) -> None:
        """Leave whoever holds it behind."""
        self._lock = threading.RLock()


_made: WeakSet[Lock] = WeakSet()


def _renew_in_child() -> None:
    for lock in list(_made):
        lock.renew()


os.register_at_fork(after_in_child=_renew_in_child)
