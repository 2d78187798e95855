"""How long a task has waited for its worker, from what its message says."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timezone
from typing import Any

from otel_kit.instrument._celery_sending import SENT_AT

__all__ = ["oldest_age", "waited"]


def waited(headers: Any, now: float) -> float | None:
    """Return the seconds from when a task might have begun until now; `None` where nobody says when it was sent.

    A task that is to run later (`countdown`, `eta`) waits from then on. `headers` are a request's attributes.
    """
    sent = getattr(headers, SENT_AT, None)
    if not isinstance(sent, (int, float)):
        return None
    return max(0.0, now - max(sent, _timestamp(getattr(headers, "eta", None))))


def oldest_age(channel: Any, queue: str, now: float) -> float | None:
    """Return the seconds that a Redis queue's first message has waited; `None` where that cannot be told.

    Kombu has a list for each priority, and takes from its right end.
    """
    prefix = getattr(channel, "global_keyprefix", "")  # kombu adds it to the commands that it uses itself
    lists = {prefix + channel._q_for_pri(queue, step) for step in channel.priority_steps}  # noqa: SLF001 - there is no public way
    with channel.conn_or_acquire() as client:
        heads = [client.lindex(name, -1) for name in sorted(lists)]
    ages = [_age(head, now) for head in heads if head]
    known = [age for age in ages if age is not None]
    return max(known, default=None)


def _age(message: str | bytes, now: float) -> float | None:
    with suppress(ValueError, TypeError, AttributeError):  # somebody else's message
        headers = json.loads(message)["headers"]
        return waited(_Headers(headers), now)
    return None


class _Headers:
    """A message's headers as the attributes that Celery makes of them."""

    def __init__(self, headers: dict[str, Any]) -> None:
        self.__dict__.update(headers)


def _timestamp(eta: Any) -> float:
    if not isinstance(eta, str):
        return 0.0
    with suppress(ValueError):
        moment = datetime.fromisoformat(eta)
        return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()
    return 0.0
