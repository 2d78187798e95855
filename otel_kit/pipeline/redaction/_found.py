"""What a detector finds, and the one loop that all of them search with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["MARK", "Found", "alone", "candidates", "is_letter_or_digit"]

_LETTERS_AND_DIGITS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

# What stands in the place of a finding.
MARK = re.compile(r"\[redacted:[a-z][a-z0-9_]{0,31}(?::[0-9a-f]{16})?\]")
_LONGEST_MARK = 64


class Found(NamedTuple):
    """A part of a text that is to be redacted: `text[start:end]`, and what it is."""

    start: int
    end: int
    kind: str


def candidates(
    pattern: re.Pattern[str], text: str, accept: Callable[[str, re.Match[str]], Found | None]
) -> Iterator[Found]:
    """Yield what `accept` makes of each match of `pattern`.

    Behind a rejected match the search goes on after the pattern's first group, behind an accepted one after what was
    found. A first group that holds all the unbounded part of a pattern keeps the whole search linear.
    """
    position = 0
    while match := pattern.search(text, position):
        found = accept(text, match)
        if found is None:
            position = match.end(1)
        else:
            yield found
            position = found.end


def is_letter_or_digit(text: str, index: int) -> bool:
    """Tell whether an ASCII letter or digit stands at this place, or the edge of a mark, which stands for one.

    So nothing is found beside a mark that was not found beside what it replaced. There is none outside the text.
    """
    if not 0 <= index < len(text):
        return False
    letter = text[index]
    if letter == "]":
        start = text.rfind("[", max(0, index - _LONGEST_MARK), index)
        return start >= 0 and MARK.fullmatch(text, start, index + 1) is not None
    return letter in _LETTERS_AND_DIGITS or (letter == "[" and MARK.match(text, index) is not None)


def alone(text: str, start: int, end: int) -> bool:
    """Tell whether no ASCII letter or digit touches this part of the text."""
    return not is_letter_or_digit(text, start - 1) and not is_letter_or_digit(text, end)
