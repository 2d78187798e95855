"""How much one question may ask for, before it is asked. Pure: parameters in, bounded parameters out."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import TypeAlias

__all__ = [
    "MOST_BYTES",
    "MOST_POINTS",
    "Asked",
    "TooMuchError",
    "lines",
    "plain",
    "points",
    "seconds",
    "series_that_fit",
    "spans",
]

Asked: TypeAlias = dict[str, list[str]]  # as in an address: a name may come several times

MOST_POINTS = 1_000_000  # of all series: more than any screen shows, and about 20 MB of JSON
MOST_STEPS = 11_000  # of one series: Prometheus' own limit
MOST_BYTES = 32 * 1024 * 1024  # of an answer
MOST_LINES = 5_000  # Loki's own default
MOST_TRACES = 1_000
MOST_CHARACTERS = 64 * 1024  # of all parameters together
_EVALUATION = "15s"  # then Prometheus itself gives up, so that it does not work for nobody
_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31536000}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|[smhdwy])")


class TooMuchError(ValueError):
    """A question asks for more than a page can show, or cannot be understood; the message says what to change."""


def plain(asked: Asked) -> Asked:
    """Bound the length of the parameters only."""
    length = sum(len(name) + len(value) for name, values in asked.items() for value in values)
    if length > MOST_CHARACTERS:
        raise TooMuchError(
            f"the question has {length:,} characters; at most {MOST_CHARACTERS:,} are passed on"
        )
    return asked


def points(asked: Asked) -> Asked:
    """Bound steps and series of a PromQL query, so that their product stays within `MOST_POINTS`."""
    plain(asked)
    series = series_that_fit(asked)
    return {"timeout": [_EVALUATION], "limit": [str(series)], **_at_most(asked, series)}


def series_that_fit(asked: Asked) -> int:
    """Return how many series the answer may have; raise TooMuchError where even one has too many steps."""
    steps = _steps(asked)
    if steps > MOST_STEPS:
        raise TooMuchError(
            f"the query would return {steps:,} points for each series; at most {MOST_STEPS:,} are passed on: "
            "choose a shorter time or a longer step"
        )
    return max(1, MOST_POINTS // steps)


def lines(asked: Asked) -> Asked:
    """Bound the lines, and the steps where LogQL counts them."""
    plain(asked)
    if "step" in asked and "end" in asked:
        series_that_fit(
            {**asked, **{key: [_in_seconds(asked, key)] for key in ("start", "end") if key in asked}}
        )
    return _at_most(asked, MOST_LINES)


def spans(asked: Asked) -> Asked:
    """Bound the traces of a search."""
    return _at_most(plain(asked), MOST_TRACES)


def seconds(text: str) -> float:
    """Return the seconds of `90`, `1m30s` or an RFC 3339 time; raise TooMuchError for anything else."""
    try:
        return _finite(float(text))
    except ValueError:
        pass
    if "T" in text:
        try:
            return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
        except ValueError:
            pass
    parts = _DURATION.findall(text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        raise TooMuchError(f"{text!r} is neither a time, a number of seconds nor a duration such as 1m30s")
    return sum(float(number) * _UNITS[unit] for number, unit in parts)


def _steps(asked: Asked) -> int:
    start, end, step = (_last(asked, name) for name in ("start", "end", "step"))
    if start is None or end is None or step is None:
        return 1  # an instant query; a range query that lacks one is refused by its backend
    length, width = seconds(end) - seconds(start), seconds(step)
    if width <= 0:
        raise TooMuchError(f"step is {step!r}; it must be more than 0")
    return int(min(max(0.0, length) / width, 1e15)) + 1


def _at_most(asked: Asked, most: int) -> Asked:
    limit = _last(asked, "limit")
    if limit is None:
        return asked
    if not limit.isdecimal():
        raise TooMuchError(f"limit is {limit!r}; it must be a number")
    if int(limit) > most:
        raise TooMuchError(f"limit is {int(limit):,}; at most {most:,} are passed on")
    return asked


def _in_seconds(asked: Asked, name: str) -> str:
    """Loki takes nanoseconds where a number has no fraction and more than ten digits."""
    text = asked[name][-1]
    return f"{int(text) / 1e9:f}" if text.isdecimal() and len(text) > 10 else text  # noqa: PLR2004 Loki's rule


def _last(asked: Asked, name: str) -> str | None:
    return asked[name][-1] if asked.get(name) else None


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise TooMuchError(f"{number} is no time")
    return number
