"""National identity, tax and insurance numbers, each with the check that its state defines."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from otel_kit.pipeline.redaction._checksums import digits, luhn, verhoeff, weighted
from otel_kit.pipeline.redaction._found import Found, alone, candidates
from otel_kit.pipeline.redaction._numbers import fraction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["NATIONAL_IDS", "national_ids"]


def _american(number: str) -> bool:
    """Social security number: no area 000, 666 or 9xx, no group 00, no serial 0000."""
    area, group, serial = number.split("-")
    return area not in ("000", "666") and area[0] != "9" and group != "00" and serial != "0000"


def _british(number: str) -> bool:
    """National insurance number: some prefixes are never given."""
    return number[:2] not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")


def _german(number: str) -> bool:
    """Tax number: ISO 7064 MOD 11,10; in the first ten digits exactly one stands two or three times."""
    number = digits(number)
    repeated = [times for times in Counter(number[:10]).values() if times > 1]
    if number[0] == "0" or len(repeated) != 1 or repeated[0] > 3:  # noqa: PLR2004
        return False
    product = 10
    for digit in number[:10]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(number[10])


def _spanish(number: str) -> bool:
    """DNI and NIE: the letter is the number modulo 23."""
    plain = number.replace("-", "").upper()
    value = int({"X": "0", "Y": "1", "Z": "2"}.get(plain[0], plain[0]) + plain[1:-1])
    return "TRWAGMYFPDXBNJZSQVHLCKE"[value % 23] == plain[-1]


_ITALIAN_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)


def _italian(number: str) -> bool:
    """Codice fiscale: letters and digits in odd places count by a table, the sum modulo 26 is the last letter."""
    places = [int(letter) if letter.isdigit() else ord(letter) - ord("A") for letter in number]
    total = sum(_ITALIAN_ODD[value] if place % 2 == 0 else value for place, value in enumerate(places[:15]))
    return total % 26 == places[15]


def _french(number: str) -> bool:
    """Social security number: 97 less the number modulo 97 are the last two digits; Corsica is 2A and 2B."""
    plain = number.replace(" ", "")
    value = int(plain[:13].replace("2A", "19").replace("2B", "18"))
    return 97 - value % 97 == int(plain[13:])


def _polish(number: str) -> bool:
    """PESEL: weighted modulo 10, and a date of birth with the century in its month."""
    right = weighted(number, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0
    return right and _is_day(int(number[2:4]) % 20, int(number[4:6]))


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31  # noqa: PLR2004


def _brazilian(number: str) -> bool:
    """CPF: two check digits modulo 11; no row of one digit."""
    number = digits(number)
    checks = [weighted(number, tuple(range(10 + more, 1, -1))) * 10 % 11 % 10 for more in (0, 1)]
    return len(set(number)) > 1 and checks == [int(number[9]), int(number[10])]


def _swiss(number: str) -> bool:
    """AHV number: the check digit of EAN-13."""
    return weighted(digits(number), (1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1)) % 10 == 0


def _belgian(number: str) -> bool:
    """National register number: 97 less the number modulo 97, with a 2 before it for those born from 2000."""
    number = digits(number)
    return any(97 - int(century + number[:9]) % 97 == int(number[9:]) for century in ("", "2"))


def _swedish(number: str) -> bool:
    """Personal number: Luhn over the last ten digits, and a date."""
    number = digits(number)[-10:]
    return _is_day(int(number[2:4]), int(number[4:6]) % 60) and luhn(number)  # 60 marks a coordination number


def _finnish(number: str) -> bool:
    """Personal identity code: the character at its digits modulo 31."""
    return "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(number[:6] + number[7:10]) % 31] == number[10].upper()


def _indian(number: str) -> bool:
    """Aadhaar: Verhoeff's check digit."""
    return verhoeff(digits(number))


# Name, form, check. The first group of a form is where the search goes on when its check fails.
NATIONAL_IDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = tuple(
    (name, re.compile(form), check)
    for name, form, check in (
        ("us_ssn", r"([0-9]{3})-[0-9]{2}-[0-9]{4}", _american),
        (
            "uk_nino",
            r"([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]",
            _british,
        ),
        ("de_tax", r"([0-9]{2}) ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}", _german),
        ("es_dni", r"([0-9XYZ])[0-9]{7}-?[A-HJ-NP-TV-Z]", _spanish),
        ("it_fiscal", r"([A-Z]{6}[0-9]{2})[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]", _italian),
        (
            "fr_nir",
            r"([12]) ?[0-9]{2} ?(?:0[1-9]|1[0-2]|[2-9][0-9]) ?(?:[0-9]{2}|2A|2B) ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}",
            _french,
        ),
        ("pl_pesel", r"([0-9]{2})[0-9]{9}", _polish),
        ("br_cpf", r"([0-9]{3})\.[0-9]{3}\.[0-9]{3}-[0-9]{2}", _brazilian),
        ("ch_ahv", r"(756)\.?[0-9]{4}\.?[0-9]{4}\.?[0-9]{2}", _swiss),
        ("be_nrn", r"([0-9]{2})\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}", _belgian),
        ("se_pnr", r"((?:19|20)?[0-9]{2})[0-9]{4}[-+][0-9]{4}", _swedish),
        ("fi_hetu", r"([0-3][0-9])[01][0-9]{3}[-+A-FYXWVU][0-9]{3}[0-9A-FHJ-NPR-Y]", _finnish),
        ("in_aadhaar", r"([2-9][0-9]{3})[ -][0-9]{4}[ -][0-9]{4}", _indian),
    )
)


# A shape that one of the forms has, tried before all of them are.
_SHAPE = re.compile(
    r"[0-9]{6}|[0-9] [0-9]{2,3} [0-9]|[0-9][.-][0-9]{2,3}[.-][0-9]|[0-9]{4}[ -][0-9]{4}[ -]|[A-Z] ?[0-9]{2} ?[0-9]{2}"
    r"|[A-Z]{6}[0-9]|756[.]"
)


def national_ids(text: str) -> Iterator[Found]:
    """Yield the numbers of people, of the states in `NATIONAL_IDS`."""
    if _SHAPE.search(text) is None:
        return
    for _, form, check in NATIONAL_IDS:
        yield from candidates(form, text, lambda text, match, check=check: _person(text, match, check))  # type: ignore[misc]


def _person(text: str, match: re.Match[str], check: Callable[[str], bool]) -> Found | None:
    start, end = match.span()
    longer = "-" in (text[max(0, start - 1) : start], text[end : end + 1])
    if longer or not alone(text, start, end) or fraction(text, start, end) or not check(match[0]):
        return None
    return Found(start, end, "national_id")
