"""What an exception is, seen from its traceback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["DEEPEST_GROUP", "WIDEST_GROUP", "Frame", "Raised"]

# Python prints so many members of a group, and groups within groups so deep (traceback.TracebackException).
WIDEST_GROUP = 15
DEEPEST_GROUP = 10


class Frame(NamedTuple):
    """A line of a traceback: the file as Python names it, and the function."""

    path: str
    function: str


@dataclass(frozen=True)
class Raised:
    """An exception: its type as a traceback names it, its frames from the outermost in, its members if it is a group."""

    type: str
    frames: tuple[Frame, ...] = ()
    members: tuple[Chain, ...] = ()


# The exception that was seen, then what it came from, to the first one.
Chain = tuple[Raised, ...]
