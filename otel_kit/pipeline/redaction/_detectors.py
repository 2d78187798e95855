"""The list of detectors, in order of precedence, each behind a cheap test whether it can find anything at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from otel_kit.pipeline.redaction._addresses import ipv4, ipv6
from otel_kit.pipeline.redaction._assignments import assignments
from otel_kit.pipeline.redaction._emails import emails
from otel_kit.pipeline.redaction._numbers import cards, ibans, phones
from otel_kit.pipeline.redaction._people import national_ids
from otel_kit.pipeline.redaction._secrets import api_keys, bearers, jwts, private_keys
from otel_kit.pipeline.redaction._urls import credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from otel_kit.pipeline.redaction._found import Found

__all__ = ["DETECTORS", "KINDS", "Detector"]


class Detector(NamedTuple):
    """A test that costs nanoseconds, and the search that it saves most texts from."""

    name: str
    possible: Callable[[str], bool]
    find: Callable[[str], Iterator[Found]]


# What every sensitive name holds, in lower case.
_STEMS = """
    addr auth bsn card cookie cpf cred cvc cvv dni fax forward iban ip jwt key mail mobile national nino otp pan pass pesel
    phone pin pwd secret sess sid sig social srf ssn tax token
""".split()  # noqa: SIM905 a table that can be read
_BEARERS = re.compile(r"(?:earer|EARER|asic|ASIC|oken) ")
_LONG_WORD = re.compile(r"[A-Za-z0-9_.-]{20}")
_DIGITS = re.compile(r"([0-9])(?:[^0-9]{0,3}[0-9]){5}")  # tells most texts apart, in a fraction of the time
# A point in time is no number of anybody, and stands in most lines of a log.
_TIME_OR_DIGITS = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"
    r"|([0-9])(?:[^0-9]{0,3}[0-9]){5}"
)


def _has_email(text: str) -> bool:
    return "@" in text or "%40" in text


def _has_name(text: str) -> bool:
    if not ("=" in text or ":" in text or "--" in text or ">" in text or "%3" in text):
        return False
    lowered = text.lower()
    return any(stem in lowered for stem in _STEMS)


def _has_bearer(text: str) -> bool:
    return _BEARERS.search(text) is not None


def _has_digits(text: str) -> bool:
    return _DIGITS.search(text) is not None and any(
        match.lastindex for match in _TIME_OR_DIGITS.finditer(text)
    )


def _numbers(text: str) -> Iterator[Found]:
    for find in (ibans, cards, national_ids, phones):
        yield from find(text)


DETECTORS: tuple[Detector, ...] = (
    Detector("private_key", lambda text: "PRIVATE KEY" in text, private_keys),
    Detector("jwt", lambda text: "eyJ" in text, jwts),
    Detector("api_key", lambda text: _LONG_WORD.search(text) is not None, api_keys),
    Detector("bearer", _has_bearer, bearers),
    Detector("credentials", lambda text: "://" in text and "@" in text, credentials),
    Detector("assignment", _has_name, assignments),
    Detector("email", _has_email, emails),
    Detector("number", _has_digits, _numbers),
    Detector("ipv4", lambda text: text.count(".") > 2, ipv4),  # noqa: PLR2004
    Detector("ipv6", lambda text: "::" in text or text.count(":") > 6, ipv6),  # noqa: PLR2004
)

KINDS: tuple[str, ...] = (
    "private_key", "jwt", "api_key", "credentials", "password", "secret", "token", "email", "iban", "card", "national_id",
    "phone", "ip",
)  # fmt: skip
