"""The text that is hashed: what stays the same when the same error comes again, elsewhere, from another release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from otel_kit.pipeline.fingerprint._model import Chain, Frame, Raised

__all__ = ["canonical", "place"]

# The causes nearest to the error; a chain can be as long as a retry loop.
_LONGEST_CHAIN = 16
_MOST_FRAMES = 64
_APPLICATION_PARTS = 2

_INSTALLED = re.compile(r".*/(?:site|dist)-packages/(.+)")
_STANDARD_LIBRARY = re.compile(
    r"<frozen .*|(?:.*/)?lib(?:64)?/(?:python|pypy)[0-9.]+t?/.*|(?:.*/)?Python[0-9.]+/Lib/.*"
)
# Python 3.12 made most of them part of the function around them.
_COMPREHENSIONS = frozenset({"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"})
_TEMPORARY = re.compile(r"(?:tmp[a-z0-9_]{8}|<ipython-input-[0-9]+-[0-9a-f]+>)(\.py)?")
_ID = re.compile(r"0x[0-9A-Fa-f]+|[0-9A-Fa-f]{8,}|[0-9]{3,}")
_DIGIT = re.compile(r"[0-9]")


def canonical(chain: Chain) -> str:
    """Return the lines that make up the fingerprint, the error first, then each cause."""
    return "\n".join(line for raised in chain[:_LONGEST_CHAIN] for line in _lines(raised))


def _lines(raised: Raised) -> list[str]:
    members = sorted({canonical(member) for member in raised.members})
    inside = [f"| {line}" for member in members for line in member.split("\n")]
    return [f"error {raised.type}", *_places(raised.frames), *inside]


def _places(frames: tuple[Frame, ...]) -> list[str]:
    """Return each place once, where it comes first: a recursion is as deep as the stack allowed that time."""
    places = {f"at {path} {_without_ids(frame.function)}": None for frame in frames if (path := place(frame))}
    return list(places)[-_MOST_FRAMES:]


def place(frame: Frame) -> str | None:
    """Return the file of a frame without what depends on the machine, or None for a frame that does not count.

    Files of the standard library do not count, since they differ from one version of Python to the next.
    """
    path = frame.path.replace("\\", "/")
    installed = _INSTALLED.fullmatch(path)
    if frame.function in _COMPREHENSIONS or (not installed and _STANDARD_LIBRARY.fullmatch(path)):
        return None
    if installed:
        return _without_ids(installed[1])
    parts = [part for part in path.split("/") if part not in ("", ".")]
    return "/".join(_lasting(part) for part in parts[-_APPLICATION_PARTS:])


def _lasting(part: str) -> str:
    """Return a folder or file by its name, or `tmp#` if it is made anew each time."""
    temporary = _TEMPORARY.fullmatch(part)
    return _without_ids(part) if temporary is None else f"tmp#{temporary[1] or ''}"


def _without_ids(name: str) -> str:
    """Replace addresses, hashes, and numbers of three digits and more by `#`."""
    return _ID.sub(lambda match: "#" if _DIGIT.search(match[0]) else match[0], name)
