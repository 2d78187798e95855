"""What an answer's headers say of the peer's limits: how much is allowed, how much is left, when to come back.

Understood are `RateLimit` and `RateLimit-Policy` (the IETF's draft-ietf-httpapi-ratelimit-headers, in its forms up to
07 and since), the headers that came before it, such as `X-RateLimit-Limit`, `X-RateLimit-Remaining-Tokens` or
`Anthropic-RateLimit-Requests-Limit`, and `Retry-After` (RFC 9110, 10.2.3). A peer may write anything: what makes no
sense is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Headers = Iterable[tuple[str, str]]
    Found = dict[str, dict[str, float]]

__all__ = ["Quota", "mentions_quota", "quotas", "seconds_to_wait"]

_DEFAULT = "default"
_KINDS = frozenset({"limit", "remaining", "used"})
_PARAMETERS = {"q": "limit", "r": "remaining", "limit": "limit", "remaining": "remaining"}
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_FIRST = re.compile(rf"{_NUMBER.pattern}(?=\s*(?:[,;]|$))")
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
_MOST_QUOTAS = 10
_LONGEST_VALUE = 1000
_LONGEST_DATE = 40


@dataclass(frozen=True)
class Quota:
    """One limit of a peer, in whatever it counts, and how much of it is used; at least one of the two is known.

    `name` is `None` where the peer names none.
    """

    name: str | None
    limit: float | None
    usage: float | None

    @property
    def utilization(self) -> float | None:
        """How much of the limit is used: 0 to 1, or more if the peer lets us."""
        return self.usage / self.limit if self.limit and self.usage is not None else None


def mentions_quota(name: str) -> bool:
    """Tell whether a header, by its name in lower case, is one of those that `quotas` reads."""
    return "ratelimit" in name or "rate-limit" in name


def quotas(headers: Headers) -> list[Quota]:
    """Return the limits that these headers tell, the first ten of them. Names have any case."""
    found: Found = {}
    resource = ""
    for header, value in headers:
        name = header.lower().replace("rate-limit", "ratelimit")
        _, mentioned, tail = name.partition("ratelimit")
        if not mentioned or len(value) > _LONGEST_VALUE:
            continue
        if tail in ("", "-policy"):
            _read_fields(value, found)
        elif tail == "-resource":
            resource = value.strip().lower()
        else:
            _read_classic(tail[1:].split("-"), value, found)
    if _NAME.fullmatch(resource) and _DEFAULT in found:
        found[resource] = found.pop(_DEFAULT)
    known = (_quota(name, values) for name, values in found.items() if _NAME.fullmatch(name))
    return [quota for quota in known if quota is not None][:_MOST_QUOTAS]


def seconds_to_wait(value: str, now: float) -> float | None:
    """Return the seconds of a `Retry-After`, which has seconds or a date; `now` is the time since 1970, in seconds."""
    value = value.strip()
    if _NUMBER.fullmatch(value):
        return float(value)
    try:
        when = parsedate_to_datetime(value) if len(value) <= _LONGEST_DATE and value.isascii() else None
        return max(0.0, when.timestamp() - now) if when is not None else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _read_fields(value: str, found: Found) -> None:
    """Read `"minute";q=100;w=60, "day";q=1000;w=86400`, or `limit=100, remaining=50, reset=5`."""
    for item in value.split(",")[:_MOST_QUOTAS]:
        name, *parameters = item.split(";")
        if "=" in name:
            name, parameters = _DEFAULT, [name]
        elif _NUMBER.fullmatch(name.strip()):  # `100;w=60`: the policy of old
            name, parameters = _DEFAULT, [f"q={name}"]
        for parameter in parameters:
            key, _, number = parameter.partition("=")
            _note(name.strip().strip('"'), _PARAMETERS.get(key.strip()), number, found)


def _read_classic(words: list[str], value: str, found: Found) -> None:
    """Read `limit`, `remaining-tokens` or `requests-limit`, with the first number of its value."""
    if words[0] in _KINDS:
        kind, name = words[0], words[1:]
    else:
        kind, name = words[-1], words[:-1]
    number = _FIRST.match(value)
    if kind in _KINDS and number is not None:
        _note("-".join(name) or _DEFAULT, kind, number[0], found)


def _note(name: str, kind: str | None, number: str, found: Found) -> None:
    if kind is not None and _NUMBER.fullmatch(number.strip()):
        found.setdefault(name.lower(), {}).setdefault(kind, float(number))


def _quota(name: str, values: dict[str, float]) -> Quota | None:
    limit = values.get("limit")
    usage = values.get("used")
    if usage is None and limit is not None and "remaining" in values:
        usage = max(0.0, limit - values["remaining"])
    if limit is None and usage is None:
        return None
    return Quota(None if name == _DEFAULT else name, limit, usage)
