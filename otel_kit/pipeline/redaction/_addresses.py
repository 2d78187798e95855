"""IP addresses, and what only looks like one: versions, times, names in code, the machine's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from otel_kit.pipeline.redaction._found import Found, candidates, is_letter_or_digit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ipv4", "ipv6"]

_IPV4 = re.compile(r"([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})")
# What stands before a version, up to a NUL where the number begins.
_VERSION = re.compile(
    r"(?:version|release|build|ver|rev|v)[\x22']?[ \t]?[:=]?[ \t]?[\x22']?\x00|[=~<>!]=[ ]?\x00|@\x00"
)
_LOOK_BACK = 16
_IN_NAME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"

# Global unicast, unique local, link-local, multicast, and IPv4 written as IPv6.
_IPV6 = re.compile(
    r"((?:[23][0-9A-Fa-f]{3}|[Ff][CcDdFf][0-9A-Fa-f]{2}|[Ff][Ee][89ABab][0-9A-Fa-f]|64|::[Ff]{4}):)[0-9A-Fa-f:.]{1,40}"
)
_GROUP = re.compile(r"[0-9A-Fa-f]{1,4}")
_GROUPS = 8


def ipv4(text: str) -> Iterator[Found]:
    """Yield the IPv4 addresses, but for loopback, 0.0.0.0 and 255.255.255.255."""
    return candidates(_IPV4, text, _ipv4)


def _ipv4(text: str, match: re.Match[str]) -> Found | None:
    start, end = match.span()
    numbers = _bytes(match)
    own = numbers is not None and (numbers[0] == 127 or set(numbers) in ({0}, {255}))  # noqa: PLR2004 RFC 1122
    if numbers is None or own or _goes_on(text, start, end) or _is_version(text, start):
        return None
    return Found(start, end, "ip")


def _bytes(match: re.Match[str]) -> list[int] | None:
    parts = match.groups()
    if any(len(part) > 1 and part[0] == "0" for part in parts):
        return None
    numbers = [int(part) for part in parts]
    return numbers if max(numbers) <= 255 else None  # noqa: PLR2004


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether the address is a part of something longer: a fifth number, a name, `1.2.3.4-beta`."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if is_letter_or_digit(text, start - 1) or (
        before and before in "._-" and is_letter_or_digit(text, start - 2)
    ):
        return True
    if before == "/" and is_letter_or_digit(text, start - 2) and not _in_path(text, start - 1):
        return True  # a product: Chrome/120.0.0.0
    return is_letter_or_digit(text, end) or (
        bool(after) and after in "._-+" and is_letter_or_digit(text, end + 1)
    )


def _in_path(text: str, slash: int) -> bool:
    word = text[max(0, slash - 2 * _LOOK_BACK) : slash]
    return word.rstrip(_IN_NAME).endswith("/")


def _is_version(text: str, start: int) -> bool:
    return _VERSION.search(text[max(0, start - _LOOK_BACK) : start].lower() + "\0") is not None


def ipv6(text: str) -> Iterator[Found]:
    """Yield the IPv6 addresses, but for the loopback and the unspecified one."""
    return candidates(_IPV6, text, _ipv6)


def _ipv6(text: str, match: re.Match[str]) -> Found | None:
    address = match[0].rstrip(".")
    if address.endswith(":") and not address.endswith("::"):
        address = address[:-1]
    start, end = match.start(), match.start() + len(address)
    inside = (
        text[start - 1 : start] == ":" or is_letter_or_digit(text, start - 1) or is_letter_or_digit(text, end)
    )
    return Found(start, end, "ip") if not inside and _is_ipv6(address) else None


def _is_ipv6(address: str) -> bool:
    head, gap, tail = address.partition("::")
    groups = [*_split(head), *_split(tail)]
    count = len(groups)
    if groups and _IPV4.fullmatch(groups[-1]) is not None:
        groups.pop()
        count += 1
    well_formed = all(_GROUP.fullmatch(group) is not None for group in groups)
    return well_formed and (count < _GROUPS if gap else count == _GROUPS)


def _split(part: str) -> list[str]:
    return part.split(":") if part else []
