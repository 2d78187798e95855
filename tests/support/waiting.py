"""Waiting for a condition, with an end and a reason: what tests use instead of sleeping."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def wait_for(condition: Callable[[], T], timeout: float, what: str, *, every: float = 0.05) -> T:
    """Return the first truthy value of `condition`; fail with `what` and the last value after `timeout` s."""
    end = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= end:
            message = f"waited {timeout:g} s for {what}; last seen: {value!r}"
            raise AssertionError(message)
        time.sleep(every)
