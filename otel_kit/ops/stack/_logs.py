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
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LONGEST_TAIL_BYTES))
            text = file.read().decode(errors="replace")
    except FileNotFoundError:
        return []
    return text.splitlines()[-lines:] if lines > 0 else []


def follow(path: Path) -> Iterator[str]:
    """Yield each line that is added to a file from now on, without an end; a rotated file is followed too."""
    place = path.stat().st_size if path.exists() else 0
    rest = ""
    while True:
        size = path.stat().st_size if path.exists() else 0
        if size < place:
            place, rest = 0, ""
        if size > place:
            with path.open("rb") as file:
                file.seek(place)
                piece = file.read()
            place += len(piece)
            *whole, rest = (rest + piece.decode(errors="replace")).split("\n")
            yield from whole
        else:
            time.sleep(_POLL_SECONDS)
