"""The arithmetic that tells a number of a card, an account or a person from any other number."""

from __future__ import annotations

__all__ = ["alphanumeric", "digits", "luhn", "mod97", "verhoeff", "weighted"]

_D5 = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_P8 = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def digits(text: str) -> str:
    """Return the ASCII digits of a text."""
    return "".join(letter for letter in text if "0" <= letter <= "9")


def alphanumeric(text: str) -> str:
    """Return the ASCII letters and digits of a text, letters in upper case."""
    return "".join(letter.upper() for letter in text if letter.isascii() and letter.isalnum())


def luhn(number: str) -> bool:
    """Check the last digit as ISO/IEC 7812-1 does."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 the digit sum of a two-digit product
    return total % 10 == 0


def mod97(account: str) -> bool:
    """Check an IBAN (upper case, no spaces) as ISO 13616 does."""
    moved = account[4:] + account[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1


def verhoeff(number: str) -> bool:
    """Check the last digit as Verhoeff's dihedral scheme does."""
    check = 0
    for place, digit in enumerate(reversed(number)):
        check = int(_D5[check][int(_P8[place % 8][int(digit)])])
    return check == 0


def weighted(number: str, weights: tuple[int, ...]) -> int:
    """Return the sum of each digit times its weight."""
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
