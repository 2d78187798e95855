"""The end of a log file, and what is added to it."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["follow", "tail"]

_LONGEST_TAIL_BYTES = 1_000_000
_POLL_SECONDS = 0.2


def tail(path: Path, lines: int) -> list[str]:
    """Return the last lines of a file, of its last megabyte at most; none if there is no file."""
    end, _ = _end(path)
    return _last(end, lines)


def follow(path: Path, lines: int = 0) -> Iterator[str]:
    """Yield the last lines of a file, then each that is added to it, without an end; a rotated file is followed too."""
    end, place = _end(path)
    whole, _, rest = end.rpartition(b"\n")
    yield from _last(whole, lines)
    while True:
        size = _size(path)
        if size < place:
            place, rest = 0, b""
        if size > place:
            with path.open("rb") as file:
                file.seek(place)
                piece = file.read()
            place += len(piece)
            *added, rest = (rest + piece).split(b"\n")
            yield from (line.decode(errors="replace") for line in added)
        else:
            time.sleep(_POLL_SECONDS)


def _end(path: Path) -> tuple[bytes, int]:
    """Return the lines of the last megabyte of a file and the place where it ends."""
    try:
        with path.open("rb") as file:
            begin = file.seek(max(0, file.seek(0, os.SEEK_END) - _LONGEST_TAIL_BYTES))
            if begin:
                file.readline()  # it began before
            return file.read(), file.tell()
    except FileNotFoundError:
        return b"", 0


def _last(text: bytes, lines: int) -> list[str]:
    return text.decode(errors="replace").splitlines()[-lines:] if lines > 0 else []


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # while it is rotated
        return 0
