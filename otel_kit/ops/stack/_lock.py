"""One process at a time builds a server; the others wait for what it makes."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["locked"]


@contextmanager
def locked(file: Path, wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock `file`; while another process has it, call `wait` with its number again and again.

    `wait` sleeps a moment and may raise to give up. The kernel frees the lock of a process that is killed.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        while not _taken(descriptor):
            wait(os.pread(descriptor, 32, 0).decode(errors="replace").strip())
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
