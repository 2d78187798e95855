"""Reads the traceback that Python printed, of any version from 3.10, causes and groups included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from otel_kit.pipeline.fingerprint._model import Frame, Raised

if TYPE_CHECKING:
    from otel_kit.pipeline.fingerprint._model import Chain

__all__ = ["chain_of_traceback"]

_HEADERS = ("Traceback (most recent call last):", "Exception Group Traceback (most recent call last):")
_BETWEEN = (
    "The above exception was the direct cause of the following exception:",
    "During handling of the above exception, another exception occurred:",
)
_FRAME = re.compile(r'  File "(.+)", line [^,]+, in (.+)')
_TYPE = re.compile(r"([^\x00-\x20:]+)(?::.*)?")
_MEMBER = re.compile(r"(?:\+-|  )\+-{16} (?:[0-9]+|\.\.\.) -{16}")
_DEEPEST = 12


def chain_of_traceback(text: str) -> Chain:
    """Return the exceptions that this traceback tells of, the last one first; none for a text that names none.

    Lines before the first header, as a log record has them, are passed over.
    """
    return _chain(text.replace("\r\n", "\n").split("\n"), 0)


def _chain(lines: list[str], depth: int) -> Chain:
    """Read the exceptions of one margin: at depth 1 lines begin with `  | `, at depth 2 with `    | `, and so on."""
    margin = _margin(depth)
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.startswith(margin) and line[len(margin) :] in _BETWEEN:
            parts.append([])
        else:
            parts[-1].append(line)
    raised = [_raised(part, depth) for part in parts]
    return tuple(one for one in reversed(raised) if one is not None)


def _margin(depth: int) -> str:
    return "  " * depth + "| " if depth else ""


def _raised(lines: list[str], depth: int) -> Raised | None:
    if depth == 0:
        lines = _from_header(lines)
        if lines and lines[0].startswith(("  + ", "  | ")):
            return _raised(["  | " + lines[0][4:], *lines[1:]], 1)
    own, members = _split_members(lines, depth)
    margin = _margin(depth)
    one = _single([line[len(margin) :] for line in own if line.startswith(margin.rstrip())])
    if one is None or not members or depth > _DEEPEST:
        return one
    chains = (_chain(member, depth + 1) for member in members)
    return Raised(one.type, one.frames, tuple(chain for chain in chains if chain))


def _from_header(lines: list[str]) -> list[str]:
    """Leave out what stands before the traceback; an exception that was never raised has no header."""
    for number, line in enumerate(lines):
        if line in _HEADERS or line.removeprefix("  + ") in _HEADERS:
            return lines[number:]
    return lines


def _split_members(lines: list[str], depth: int) -> tuple[list[str], list[list[str]]]:
    own: list[str] = []
    members: list[list[str]] = []
    indent = "  " * depth
    for line in lines:
        if depth and line.startswith(indent) and _MEMBER.fullmatch(line[len(indent) :]):
            members.append([])
        else:
            (members[-1] if members else own).append(line)
    return own, members


def _single(lines: list[str]) -> Raised | None:
    """Read header, frames and the line that names the type; what follows is its message."""
    frames: list[Frame] = []
    for line in lines:
        if not line or line[0] == " ":
            frame = _FRAME.fullmatch(line)
            if frame is not None:
                frames.append(Frame(frame[1], frame[2]))
        elif line not in _HEADERS:
            named = _TYPE.fullmatch(line)
            return None if named is None else Raised(named[1], tuple(frames))
    return None
