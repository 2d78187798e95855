"""From what a check returned or raised to what everybody may read about it."""

from __future__ import annotations

import asyncio
from typing import Any

from otel_kit.health._model import HEALTHY, Outcome, unhealthy

__all__ = ["from_answer", "from_error", "timed_out"]

_LONGEST = 200
# What an exception means, in words; of all others only the class is told. Messages hold addresses and passwords.
_WORDS: tuple[tuple[type[BaseException], str], ...] = (
    (ConnectionRefusedError, "connection refused"),
    (ConnectionError, "connection lost"),
    (TimeoutError, "timed out"),
    (asyncio.TimeoutError, "timed out"),
    (PermissionError, "permission denied"),
    (FileNotFoundError, "no such file"),
)


def from_answer(answer: Any) -> Outcome:
    """Take what a check returned: an outcome, `False` for unhealthy, anything else for healthy."""
    if isinstance(answer, Outcome):
        return Outcome(answer.status, answer.reason[:_LONGEST])
    return unhealthy("the check says no") if answer is False else HEALTHY


def from_error(error: BaseException) -> Outcome:
    """Name what a check raised, by its cause where that is better known; never by its message."""
    seen: BaseException | None = error
    for _ in range(5):
        if seen is None:
            break
        for kind, words in _WORDS:
            if isinstance(seen, kind):
                return unhealthy(words)
        seen = getattr(seen, "orig", None) or seen.__cause__ or seen.__context__
    return unhealthy(type(error).__name__)


def timed_out(seconds: float) -> Outcome:
    """Say that a check took longer than it may."""
    return unhealthy(f"no answer within {seconds:g} s")
