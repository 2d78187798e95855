"""Credentials in URLs and connection strings: what stands between `://` and `@`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from otel_kit.pipeline.redaction._found import Found, candidates

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["credentials"]

_AFTER_SCHEME = re.compile(r"(://)[^\x00-\x20\x22'<>`\x7f]{1,512}")
_AUTHORITY_ENDS = re.compile(r"[/?#\\]")
_PORT = re.compile(r"[0-9]{0,5}")


def credentials(text: str) -> Iterator[Found]:
    """Yield user and password of each URL, without the `@` behind them."""
    return candidates(_AFTER_SCHEME, text, _userinfo)


def _userinfo(text: str, match: re.Match[str]) -> Found | None:
    start = match.end(1)
    rest, *_ = text[start : match.end()].split("://", 1)  # behind it stands a URL in this URL's query
    authority, *_ = _AUTHORITY_ENDS.split(rest, maxsplit=1)
    at = authority.rfind("@")
    if at < 0 and _holds_password(authority):
        at = rest.rfind("@")  # the password holds a `/`, `?` or `#` that nobody escaped
    return Found(start, start + at, "credentials") if at > 0 else None


def _holds_password(authority: str) -> bool:
    _, colon, rest = authority.partition(":")
    return bool(colon) and not authority.startswith("[") and _PORT.fullmatch(rest) is None
