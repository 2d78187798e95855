"""Numbers and durations, as PromQL writes them and as people say them."""

from __future__ import annotations

import re

__all__ = ["DURATION", "as_duration", "in_query", "in_words", "is_duration", "seconds"]

DURATION = "a number and a unit out of ms, s, m, h, d, w, such as 30s or 5m"

_DURATION = re.compile(r"(?:\d+(?:ms|[smhdw]))+")
_PART = re.compile(r"(\d+)(ms|[smhdw])")
_WORDS = {"ms": "millisecond", "s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week"}
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def is_duration(text: object) -> bool:
    """Tell whether this is a duration as Prometheus writes it."""
    return isinstance(text, str) and _DURATION.fullmatch(text) is not None


def seconds(duration: str) -> float:
    """Return a duration in seconds."""
    return sum(int(count) * _SECONDS[unit] for count, unit in _PART.findall(duration))


def as_duration(amount: float) -> str:
    """Return seconds as Prometheus writes them, in the largest unit that is whole."""
    milliseconds = round(amount * 1000)
    for name, factor in sorted(_SECONDS.items(), key=lambda unit: -unit[1]):
        if milliseconds % round(factor * 1000) == 0:
            return f"{milliseconds // round(factor * 1000)}{name}"
    return f"{milliseconds}ms"


def in_query(amount: float | str) -> str:
    """Return a number or a duration as PromQL writes it."""
    return amount if isinstance(amount, str) else _plain(amount)


def in_words(amount: float | str, unit: str) -> str:
    """Return it as people say it: `5 %`, `200 ms`, `5 minutes`, `50 requests`."""
    if isinstance(amount, str):
        return " ".join(_counted(int(count), _WORDS[name]) for count, name in _PART.findall(amount))
    if unit == "ratio":
        return f"{_plain(round(amount * 100, 6))} %"
    if unit == "s" and amount < 1:
        return f"{_plain(round(amount * 1000, 6))} ms"
    if unit == "times":
        return f"{_plain(amount)}\N{MULTIPLICATION SIGN}"
    return f"{_plain(amount)} {unit.removesuffix('s') if amount == 1 else unit}"


def _plain(number: float) -> str:
    if float(number).is_integer():
        return str(int(number))
    return f"{number:.10f}".rstrip("0")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
