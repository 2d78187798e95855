"""Sensitive values behind their names in running text: `password=…`, `"api_key": "…"`, `Cookie: …`, `--token …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from otel_kit.pipeline.redaction._found import Found, candidates
from otel_kit.pipeline.redaction._keys import kind_of_key

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HARMLESS", "ROOTS", "assignments"]

# What stands between a name and its value; a flag and the space behind it.
_SEPARATOR = re.compile(r"((?:=>|:=|={1,3}|:{1,2}|%3[AaDd])[ \t]{0,3}|>)")
_FLAG = re.compile(r"--([A-Za-z][A-Za-z0-9_.-]{0,63})[ \t]{1,3}")
_NAME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"
_LONGEST_NAME = 64
_OPENING = re.compile(r"[A-Za-z]{0,2}(\\{0,3}[\x22'])")
_PLAIN = re.compile(r"[^\x00-\x20\x22'`,;&<>(){}\[\]\\]*(?:[(\[{][^\x00-\x20\x22'`,;&<>\\]*)?")
_SCHEME = re.compile(r"(?:[Bb]earer|[Bb]asic|Token|[Dd]igest|[Nn]egotiate|ApiKey|BEARER|BASIC)[ \t]{1,3}")
_TO_LINE_END = re.compile(r"[^\r\n\x22']*")
_CALL = re.compile(r"[A-Za-z]*[_.][A-Za-z_.]*[(\[].*|[A-Za-z]+[(\[].*[)\]].*|\(.*")
_PATH = re.compile(r"([A-Za-z_]+)(?:\.[A-Za-z_]+)+")
_PLACEHOLDER = re.compile(
    r"[*•xX.-]+|\$\{?[A-Za-z_][A-Za-z0-9_]*\}?|%\(?[A-Za-z_]*\)?[sdr]|\{[A-Za-z0-9_.!]*\}*|\[redacted:[^\]]*\]"
)

# What stands where a value could, and is none: words of messages, types in signatures, nothing.
_HARMLESS = """
    any array a an and are as at bool boolean by bytes cannot changed contains does empty error
    exception expected expired failed false float for forbidden from has in incorrect int integer
    invalid is list literal missing must nil no none not null number object of ok on only optional or
    rejected required reset secretstr self sent str string the to too true type undefined unknown unset
    updated valid validation was were with wrong
"""
HARMLESS = frozenset(_HARMLESS.split())
_TRAILING = ".!?:"
# What an expression in a line of code begins with.
_ROOTS = """
    app args body cfg cls conf config credentials ctx data env environ form headers json kwargs options
    os params payload request response self session settings this user
"""
ROOTS = frozenset(_ROOTS.split())
_WHOLE_LINE = ("cookie",)  # `a=1; b=2`


def assignments(text: str) -> Iterator[Found]:
    """Yield the values that stand behind a sensitive name."""
    yield from candidates(_SEPARATOR, text, _behind_separator)
    if "--" in text:
        yield from candidates(_FLAG, text, _behind_flag)


def _behind_separator(text: str, match: re.Match[str]) -> Found | None:
    name = _name_before(text, match.start())
    if (
        not name
        or match[1].startswith("::")
        or (match[1] == ">" and _opens_nothing(text, match.start(), name))
    ):
        return None
    kind = kind_of_key(name)
    return None if kind is None else _value(text, match.end(), name, kind)


def _opens_nothing(text: str, end: int, name: str) -> bool:
    """Tell `a->b` and `</name>` from `<name>`."""
    return name.endswith("-") or text.endswith(f"/{name}", 0, end)


def _behind_flag(text: str, match: re.Match[str]) -> Found | None:
    kind = kind_of_key(match[1])
    return None if kind is None else _value(text, match.end(), match[1], kind)


def _name_before(text: str, end: int) -> str:
    """Return the name that ends here, without the spaces, the bracket and the quote behind it."""
    before = text[max(0, end - _LONGEST_NAME - 8) : end].rstrip(" \t")
    before = before.removesuffix("]")
    before = before[:-1].rstrip("\\") if before.endswith(('"', "'")) else before
    return before[len(before.rstrip(_NAME)) :][-_LONGEST_NAME:]


def _value(text: str, start: int, name: str, kind: str) -> Found | None:
    opening = _OPENING.match(text, start)
    if opening is not None:
        return _quoted(text, opening, kind)
    if name.lower().endswith(_WHOLE_LINE):
        end = _end_of(_TO_LINE_END, text, start)
        return None if _is_harmless(text[start:end], "") else Found(start, end, kind)
    scheme = _SCHEME.match(text, start)
    start = scheme.end() if scheme else start
    end = _end_of(_PLAIN, text, start)
    if _is_harmless(text[start:end], name):
        return None
    return Found(start, end, kind)


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _quoted(text: str, opening: re.Match[str], kind: str) -> Found | None:
    """Return what is between these quotes; a quote behind a further backslash is part of the value."""
    quote, start = opening[1], opening.end()
    end = text.find(quote, start)
    while end >= 0 and text[end - 1] == "\\" and not _even_backslashes(text, start, end):
        end = text.find(quote, end + len(quote))
    end = len(text) if end < 0 else end
    scheme = _SCHEME.match(text, start)
    start = scheme.end() if scheme else start
    return None if _is_harmless(text[start:end], "") else Found(start, end, kind)


def _even_backslashes(text: str, start: int, end: int) -> bool:
    before = text[start:end]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 0


def _is_harmless(value: str, name: str) -> bool:
    word = value.rstrip(_TRAILING).lower()
    if not word or word in HARMLESS or _PLACEHOLDER.fullmatch(value) is not None:
        return True
    return bool(name) and (word == name.lower() or _is_code(value))


def _is_code(value: str) -> bool:
    path = _PATH.fullmatch(value)
    return (path is not None and path[1].lower() in ROOTS) or _CALL.fullmatch(value) is not None
