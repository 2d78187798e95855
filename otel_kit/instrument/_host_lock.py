"""One process of a host is elected by a lock file; when it ends, another takes over."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HostLock", "runtime_folder"]


def runtime_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for the lock: the user's runtime folder, else one of the user's in the temporary folder."""
    base = environ.get("XDG_RUNTIME_DIR")
    return Path(base, "otel-kit") if base else Path(tempfile.gettempdir(), f"otel-kit-{os.getuid()}")


class HostLock:
    """A lock that one process holds until it ends.

    It is a POSIX record lock, which a forked child does not inherit: the child competes anew.
    """

    def __init__(self, path: Path) -> None:
        """Nothing is locked before `is_ours` is asked."""
        self._path = path
        self._holder: int | None = (
            None  # the process that took the lock; a child finds its parent's number here
        )
        self._descriptor: int | None = None

    def is_ours(self) -> bool:
        """Tell whether this process holds the lock, and take it if it is free.

        Where no lock file can be had (a read-only file system), every process says yes: twice is better than never.
        """
        if self._holder == os.getpid():
            return True
        try:
            self._open()
            fcntl.lockf(self._file(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        self._holder = os.getpid()
        return True

    def release(self) -> None:
        """Let another process take over."""
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = self._holder = None

    def _file(self) -> int:
        assert self._descriptor is not None  # noqa: S101 - opened by the line before each use
        return self._descriptor

    def _open(self) -> None:
        if self._descriptor is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
