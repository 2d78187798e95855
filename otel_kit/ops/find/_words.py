"""Windows and moments as people type them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.alerts._words import moment_after

__all__ = ["moment_of", "window_of"]

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_EPOCH = datetime(2000, 1, 1, tzinfo=timezone.utc)
_LONGEST = timedelta(days=30)  # Loki's max_query_length is 30 d and 1 h where nobody sets it


def window_of(words: str) -> timedelta:
    """Return the duration that words such as `30m`, `2 hours`, `1 day 4 hours` say; at most 30 days.

    Raises ConfigurationError for words that are no duration.
    """
    fix = "write 30m, 2 hours, 1 day 4 hours; at most 30 days"
    if words.strip().lower().startswith("until"):
        raise ConfigurationError("window", words, problem="this is no duration", fix=fix)
    try:
        window = moment_after(words, _EPOCH) - _EPOCH
    except ConfigurationError as error:
        raise ConfigurationError("window", words, problem=error.problem, fix=fix) from None
    if window > _LONGEST:
        raise ConfigurationError("window", words, problem="it is longer than the servers keep", fix=fix)
    return window


def moment_of(words: str, now: datetime) -> datetime:
    """Return the moment that `14:30` (the latest such, in `now`'s zone), `2026-03-01T14:30` or `20 min ago` says.

    Raises ConfigurationError for words that say none, or one that is yet to come.
    """
    text = words.strip()
    moment = _clock(text, now) if _CLOCK.fullmatch(text) else _ago(text, now) or _date(text, now)
    if moment is None or moment > now:
        problem = "this is no moment" if moment is None else "this is yet to come"
        raise ConfigurationError(
            "moment", words, problem=problem, fix="write 14:30, 20 min ago or 2026-03-01T14:30"
        )
    return moment


def _clock(text: str, now: datetime) -> datetime | None:
    hour, minute = map(int, text.split(":"))
    try:
        moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    except ValueError:
        return None
    return moment if moment <= now else moment - timedelta(days=1)


def _ago(text: str, now: datetime) -> datetime | None:
    if not text.endswith("ago"):
        return None
    try:
        return now - window_of(text.removesuffix("ago"))
    except ConfigurationError:
        return None


def _date(text: str, now: datetime) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
