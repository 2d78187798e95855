"""Baggage as it arrives: what of the header can be read. OpenTelemetry logs what it cannot read word for word.

The limits and the grammar are those of W3C's Baggage (https://www.w3.org/TR/baggage), as OpenTelemetry applies them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HEADER", "readable"]

HEADER = "baggage"

_MOST_BYTES = 8192
_MOST_ENTRIES = 180
_MOST_BYTES_OF_AN_ENTRY = 4096

_SPACE = r"[ \t]*"
_NAME = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_OCTETS = r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*"
_PROPERTY = rf"{_SPACE}{_NAME}{_SPACE}(={_SPACE}{_OCTETS}{_SPACE})?"
_ENTRY = re.compile(rf"{_SPACE}{_NAME}{_SPACE}={_SPACE}{_OCTETS}{_SPACE}(;{_PROPERTY})*")


def readable(header: object, ignored: Callable[[str], None]) -> str:
    """Return the entries that can be read; `ignored` is told the reason for each other one, and never what it holds."""
    if not isinstance(header, str):
        ignored("malformed")
        return ""
    if len(header.encode(errors="surrogatepass")) > _MOST_BYTES:
        ignored("header_too_long")
        return ""
    kept: list[str] = []
    for entry in header.split(","):
        if not entry.strip(" \t"):
            continue
        if len(entry) > _MOST_BYTES_OF_AN_ENTRY:
            ignored("entry_too_long")
        elif not _ENTRY.fullmatch(entry):
            ignored("malformed")
        elif len(kept) == _MOST_ENTRIES:
            ignored("too_many")
        else:
            kept.append(entry)
    return ",".join(kept)
