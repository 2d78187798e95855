"""Durations, labels and names as people type them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._yaml import meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["completed", "matcher", "moment_after", "since"]

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_WORDS = {
    "s": ("s", "sec", "secs", "second", "seconds"),
    "m": ("m", "min", "mins", "minute", "minutes"),
    "h": ("h", "hour", "hours"),
    "d": ("d", "day", "days"),
    "w": ("w", "week", "weeks"),
}
_UNIT_OF = {word: unit for unit, words in _WORDS.items() for word in words}
_PART = re.compile(r"(\d+(?:\.\d+)?|an?|half an?)\s*([a-z]+)")
_CLOCK = re.compile(r"until (?:(tomorrow) )?(\d{1,2}):(\d{2})")
_AMOUNTS = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5}
_FIX = "write 30m, 2 hours, 1 day 4 hours, until 18:00 or until tomorrow 9:00"
_LABEL = re.compile(r"(\w+)(=~|!~|!=|=)(.*)")
_SHORT = {"service": "service_name", "environment": "deployment_environment_name", "name": "alertname"}


def moment_after(words: str, now: datetime) -> datetime:
    """Return when a duration ends that begins `now`; clock times are those of `now`'s zone.

    Raises ConfigurationError for words that are no duration, or one that is over.
    """
    text = " ".join(words.lower().replace(",", " ").replace(" and ", " ").split())
    if clock := _CLOCK.fullmatch(text):
        try:
            end = now.replace(hour=int(clock[2]), minute=int(clock[3]), second=0, microsecond=0)
        except ValueError:
            raise _no_duration(words) from None
        return end + timedelta(days=1) if clock[1] or end <= now else end
    parts: list[tuple[str, str]] = _PART.findall(text)
    if not parts or _PART.sub("", text).strip() or any(unit not in _UNIT_OF for _, unit in parts):
        raise _no_duration(words)
    seconds = sum(_amount(number) * _SECONDS[_UNIT_OF[unit]] for number, unit in parts)
    if seconds <= 0:
        raise _no_duration(words)
    return now + timedelta(seconds=seconds)


def since(start: datetime, now: datetime) -> str:
    """Return how long ago `start` was, in its two largest units: `2 h 5 min`."""
    seconds = max(0, int((now - start).total_seconds()))
    parts: list[str] = []
    for name, size in (("d", 86400), ("h", 3600), ("min", 60), ("s", 1)):
        count, seconds = divmod(seconds, size)
        if count or parts or name == "s":
            parts.append(f"{count} {name}")
    return " ".join(parts[:2])


def matcher(text: str, known: Mapping[str, Iterable[str]] | None = None) -> dict[str, object]:
    """Return Alertmanager's matcher for `service=portal`, `route=~"/api/.*"`; raise ConfigurationError for others.

    `known` are labels with values. A name or a value that is the only beginning of a known one is completed; what is
    not known stays as it is, because an alert may come with it later.
    """
    found = _LABEL.fullmatch(text.strip())
    if not found:
        raise ConfigurationError("label", text, problem="this is no label", fix="write service=portal")
    name, sign, value = found[1], found[2], found[3].strip('"')
    labels = known or {}
    full = _SHORT.get(name) or _only_one(name, labels)
    return {
        "name": full,
        "value": value if "~" in sign else _only_one(value, labels.get(full, ())),
        "isRegex": "~" in sign,
        "isEqual": sign.startswith("="),
    }


def _only_one(given: str, known: Iterable[str]) -> str:
    names = set(known)
    found = [name for name in names if name.lower().startswith(given.lower())] if given else []
    return found[0] if len(found) == 1 and given not in names else given


def completed(given: str, known: Iterable[str], what: str = "alert") -> str:
    """Return the known name that `given` is, or is the only beginning of, in any case of letters."""
    names = sorted(set(known))
    if given in names:
        return given
    found = [name for name in names if name.lower().startswith(given.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        fix = f"write more of it: {', '.join(found)}"
        raise ConfigurationError(what, given, problem=f"{len(found)} names begin so", fix=fix)
    fix = meant(given, names).removeprefix("; ") or "otel-kit alerts list"
    raise ConfigurationError(what, given, problem="no name begins so", fix=fix)


def _amount(number: str) -> float:
    return _AMOUNTS[number] if number in _AMOUNTS else float(number)


def _no_duration(words: str) -> ConfigurationError:
    return ConfigurationError("duration", words, problem="this is no duration", fix=_FIX)
