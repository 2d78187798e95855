"""E-mail addresses, also with `%40` in a URL, and with letters of any script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from otel_kit.pipeline.redaction._found import Found, candidates

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["emails"]

# Letters, digits, hyphens and all that is not ASCII, written as what it is not, so that every engine reads it.
_DOMAIN = re.compile(
    r"(@|%40)([^\x00-/:-@\[-\x60{-\x7f][^\x00-\x2c./:-@\[-\x60{-\x7f]{0,62}(?:\.[^\x00-\x2c./:-@\[-\x60{-\x7f]{1,63}){1,8})"
)
# The same with `_.+%`, read from the `@` to the left.
_LOCAL_REVERSED = re.compile(r"[^\x00-\x24\x26-\x2a\x2c/:-@\[-\x5e\x60{-\x7f]+")
_LONGEST_LOCAL = 64
# `logo@2x.png` is a file. Endings that are also top-level domains are not in the list.
_FILES = frozenset(
    {
        "png",
        "jpg",
        "jpeg",
        "gif",
        "svg",
        "webp",
        "ico",
        "css",
        "js",
        "ts",
        "jsx",
        "tsx",
        "json",
        "yaml",
        "yml",
        "html",
        "htm",
        "xml",
        "txt",
        "jar",
        "gz",
        "exe",
        "dll",
    }
)
_SHORTEST_ENDING = 2


def emails(text: str) -> Iterator[Found]:
    """Yield the addresses; `git@host` is the name of a service, and is left."""
    return candidates(_DOMAIN, text, _email)


def _email(text: str, match: re.Match[str]) -> Found | None:
    domain = match[2].rstrip("-.")
    ending = domain.rpartition(".")[2]
    local = _local_before(text, match.start())
    if local in ("", "git") or ending in _FILES or len(ending) < _SHORTEST_ENDING or _has_digit(ending):
        return None
    return Found(match.start() - len(local), match.start(2) + len(domain), "email")


def _local_before(text: str, end: int) -> str:
    run = _LOCAL_REVERSED.match(text[max(0, end - _LONGEST_LOCAL) : end][::-1])
    return run[0][::-1].lstrip(".+-%") if run else ""


def _has_digit(word: str) -> bool:
    return not word.startswith("xn--") and any("0" <= letter <= "9" for letter in word)
