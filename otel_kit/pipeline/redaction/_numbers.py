"""Numbers of cards, bank accounts and telephones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from otel_kit.pipeline.redaction._checksums import digits, luhn, mod97
from otel_kit.pipeline.redaction._found import Found, alone, candidates, is_letter_or_digit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["IBAN_LENGTHS", "cards", "fraction", "ibans", "phones"]

_CARD = re.compile(
    r"([0-9]{4})(?:[0-9]{10,15}|[ -][0-9]{4}[ -][0-9]{4}[ -][0-9]{4}(?:[ -][0-9]{3})?|[ -][0-9]{6}[ -][0-9]{4,5})"
)
# First digits and lengths of the networks' numbers (ISO/IEC 7812): from, to, lengths.
_NETWORKS = (
    ("3000", "3059", (14,)),  # Diners Club
    ("3400", "3499", (15,)),  # American Express
    ("3528", "3589", (16,)),  # JCB
    ("3600", "3699", (14,)),
    ("3700", "3799", (15,)),
    ("3800", "3999", (14,)),
    ("4000", "4999", (16, 19)),  # Visa
    ("5018", "5018", (16,)),  # Maestro
    ("5100", "5599", (16,)),  # Mastercard
    ("6011", "6011", (16, 19)),  # Discover
    ("6200", "6299", (16, 19)),  # UnionPay
    ("6304", "6304", (16,)),
    ("6440", "6599", (16, 19)),
    ("6759", "6763", (16,)),
    ("2221", "2720", (16,)),
)

_IBAN = re.compile(r"([A-Za-z]{2}[0-9]{2})[ -]?[A-Za-z0-9]{4}")
# Length by country: the IBAN registry of SWIFT.
_IBANS = """
    AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29
    ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20
    LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25
    QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
"""
IBAN_LENGTHS: dict[str, int] = {pair[:2]: int(pair[2:]) for pair in _IBANS.split()}

_INTERNATIONAL = re.compile(r"(\+|%2[Bb]|00)([1-9][0-9]{0,2}(?:[ ./-]?\(?[0-9]{1,12}\)?){1,8})")
_AMERICAN = re.compile(r"(\(?[2-9][0-9]{2})\)?[ .-]{1,2}[2-9][0-9]{2}[ .-][0-9]{4}")
# A trunk 0: France in pairs; Germany, Britain and others as area and number.
_TRUNK = re.compile(
    r"(\(?0[1-9])(?:(?:[ .-][0-9]{2}){4}|[0-9]{1,4}\)?[ /-][0-9]{3,8}(?:[ -][0-9]{2,6}){0,2})"
)
_SPOKEN = re.compile(
    r"((?:[Pp]hone|[Tt]el|[Mm]obile|[Cc]ell|[Ff]ax|[Tt]elefon|[Hh]andy|WhatsApp|SMS)(?: number| no)?[.:]{0,2} {1,2}(?:to )?)"
    r"([(0-9][0-9 ()./-]{5,18}[0-9])"
)
# Bytes of a hexadecimal dump are no pairs of a French number.
_DUMP_BEFORE = re.compile(r"[^0-9A-Za-z]{1}(?:[0-9][0-9a-f]|[a-f][0-9]) ")
_DUMP_BEHIND = re.compile(r" (?:[0-9][0-9a-f]|[a-f][0-9])[^0-9A-Za-z]?")
_FEWEST, _MOST = 8, 15  # digits of a number with its country (E.164)
_NATIONAL_DIGITS = (10, 12)


def fraction(text: str, start: int, end: int) -> bool:
    """Tell whether this is the part of a decimal number before or behind its point."""
    before = start > 1 and text[start - 1] == "." and "0" <= text[start - 2] <= "9"
    return before or (text[end : end + 1] == "." and "0" <= text[end + 1 : end + 2] <= "9")


def cards(text: str) -> Iterator[Found]:
    """Yield the numbers of payment cards: known first digits, a length that fits, and Luhn's check digit."""
    return candidates(_CARD, text, _card)


def _card(text: str, match: re.Match[str]) -> Found | None:
    start, end = match.span()
    number = digits(match[0])
    known = any(low <= number[:4] <= high and len(number) in lengths for low, high, lengths in _NETWORKS)
    if not known or not alone(text, start, end) or fraction(text, start, end) or not luhn(number):
        return None
    return Found(start, end, "card")


def ibans(text: str) -> Iterator[Found]:
    """Yield the account numbers whose length fits their country and whose check digits are right."""
    return candidates(_IBAN, text, _iban)


def _iban(text: str, match: re.Match[str]) -> Found | None:
    start = match.start()
    length = IBAN_LENGTHS.get(match[1][:2].upper())
    if length is None or is_letter_or_digit(text, start - 1):
        return None
    account, end = _gather(text, start, length)
    if len(account) < length or is_letter_or_digit(text, end) or not mod97(account.upper()):
        return None
    return Found(start, end, "iban")


def _gather(text: str, start: int, length: int) -> tuple[str, int]:
    """Return so many letters and digits from here, with at most one space or hyphen between two of them."""
    account, index = "", start
    while len(account) < length:
        if is_letter_or_digit(text, index) and text[index] not in "[]":  # the edge of a mark is none here
            account += text[index]
        elif text[index : index + 1] not in (" ", "-") or not is_letter_or_digit(text, index + 1):
            break
        index += 1
    return account, index


def phones(text: str) -> Iterator[Found]:
    """Yield telephone numbers: international ones, national ones in groups, any behind a word that announces one."""
    yield from candidates(_INTERNATIONAL, text, _international)
    yield from candidates(_AMERICAN, text, _national)
    yield from candidates(_TRUNK, text, _national)
    yield from candidates(_SPOKEN, text, _spoken)


def _international(text: str, match: re.Match[str]) -> Found | None:
    start, end = match.span()
    if match[2].endswith(")") and "(" not in match[2]:
        end -= 1  # the bracket around the number
    number = match[2]
    decimal = "".join(mark for mark in number if not "0" <= mark <= "9") == "."
    ungrouped = match[1] == "00" and " " not in number
    touched = is_letter_or_digit(text, start - 1) or (start > 0 and text[start - 1] in ".)-_")
    enough = _FEWEST <= len(digits(number)) <= _MOST
    return (
        None
        if decimal or ungrouped or touched or not enough or _not_over(text, end)
        else Found(start, end, "phone")
    )


def _national(text: str, match: re.Match[str]) -> Found | None:
    start, end = match.span()
    fewest, most = _NATIONAL_DIGITS
    touched = is_letter_or_digit(text, start - 1) or (start > 0 and text[start - 1] in "-_.+#")
    dated = text[max(0, start - 1) : start] == "/" and "0" <= text[max(0, start - 2)] <= "9"
    if touched or dated or not fewest <= len(digits(match[0])) <= most or _not_over(text, end):
        return None
    return (
        None
        if _DUMP_BEFORE.fullmatch(text[max(0, start - 4) : start])
        or _DUMP_BEHIND.fullmatch(text[end : end + 4])
        else Found(start, end, "phone")
    )


def _spoken(text: str, match: re.Match[str]) -> Found | None:
    start, end = match.span(2)
    if is_letter_or_digit(text, match.start() - 1) or _not_over(text, end) or len(digits(match[2])) > _MOST:
        return None
    return Found(start, end, "phone") if len(digits(match[2])) >= _FEWEST - 1 else None


def _not_over(text: str, end: int) -> bool:
    """Tell whether digits or letters go on behind this, or a time or decimal does."""
    return is_letter_or_digit(text, end) or (
        text[end : end + 1] in (".", ":", "-", "_", "/") and is_letter_or_digit(text, end + 1)
    )
