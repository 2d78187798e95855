"""The files of one audit log: numbered segments, a lock for writing, one for delivering, and how far it was delivered."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Cursor", "Files"]

_ENDING = ".audit"
_PAUSE = 0.001


@dataclass(frozen=True)
class Cursor:
    """How far the log was delivered: the segment, the place in it, and the number of the last audit entry."""

    segment: int = 0
    offset: int = 0
    sequence: int = 0


class Files:
    """A folder with one log. Nothing is made before `prepare`."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder."""
        self.folder = folder
        self._locks: dict[str, int] = {}

    def prepare(self) -> None:
        """Make the folder, for its owner only."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def exists(self) -> bool:
        """Tell whether anything was ever written here."""
        return self.folder.is_dir()

    def segment(self, number: int) -> Path:
        """Return a segment's path."""
        return self.folder / f"{number:08d}{_ENDING}"

    def segments(self) -> dict[int, int]:
        """Return each segment's number and size in bytes, in order."""
        found = {}
        with contextlib.suppress(FileNotFoundError), os.scandir(self.folder) as items:
            for item in items:
                stem = item.name.removesuffix(_ENDING)
                if stem != item.name and stem.isdecimal():
                    found[int(stem)] = item.stat().st_size
        return dict(sorted(found.items()))

    @contextlib.contextmanager
    def locked(self, name: str, patience: float) -> Iterator[bool]:
        """Hold a lock that processes and threads compete for; gives False where `patience` seconds were not enough."""
        descriptor = self._lock(name)
        end = time.monotonic() + patience
        while not _taken(descriptor):
            if time.monotonic() >= end:
                yield False
                return
            time.sleep(_PAUSE)
        try:
            yield True
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)

    def cursor(self) -> Cursor:
        """Return how far the log was delivered; what cannot be read counts as nothing, so that all is sent again."""
        try:
            found = json.loads((self.folder / "delivered").read_bytes())
            return Cursor(int(found["segment"]), int(found["offset"]), int(found["sequence"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Cursor()

    def move(self, cursor: Cursor) -> None:
        """Remember how far the log was delivered."""
        text = json.dumps({"segment": cursor.segment, "offset": cursor.offset, "sequence": cursor.sequence})
        new = self.folder / "delivered.new"
        new.write_text(text, encoding="ascii")
        new.replace(self.folder / "delivered")

    def abandon(self) -> None:
        """Close what a forked child has of its parent's locks, so that they end with the parent."""
        for descriptor in self._locks.values():
            os.close(descriptor)
        self._locks = {}

    def _lock(self, name: str) -> int:
        if name not in self._locks:
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
            self._locks[name] = os.open(self.folder / f"{name}.lock", flags, 0o600)
        return self._locks[name]


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
