"""Faults of otel_kit stay in otel_kit: the one place where every exception is caught.

A fault is counted by the place where it happened and logged once on the logger `otel_kit`. Where the environment has
`OTEL_KIT_STRICT=1`, as our tests do, it is raised instead.
"""

from __future__ import annotations

import functools
import logging
import os
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from typing_extensions import Self

__all__ = ["STRICT", "attempt", "attempt_or_error", "exchange_counts", "fault", "faults", "guarded"]

STRICT = "OTEL_KIT_STRICT"
_logger = logging.getLogger("otel_kit")
_counts: dict[str, int] = {}

T = TypeVar("T")
Function = TypeVar("Function", bound="Callable[..., Any]")


def fault(where: str, error: BaseException | None = None) -> None:
    """Count a fault of ours by `where`, log the first of each place, and raise it where tests ask for that."""
    if os.environ.get(STRICT) == "1":
        raise error if error is not None else RuntimeError(f"otel_kit: fault in {where}")
    seen = _counts.get(where, 0)
    _counts[where] = seen + 1
    if not seen:
        _logger.warning(
            "otel_kit: fault in %s; the service goes on, further ones are only counted", where, exc_info=error
        )


def faults() -> Mapping[str, int]:
    """Return how many faults each place has had in this process."""
    return dict(_counts)


def exchange_counts(counts: dict[str, int]) -> dict[str, int]:
    """Count on from these, and return what there was: so that a test sees its own faults only."""
    global _counts
    before, _counts = _counts, counts
    return before


class guarded:  # noqa: N801 - reads like contextlib's own managers
    """Keep exceptions of a block or a function from the host: `with guarded("x"):` or `@guarded("x")`.

    A guarded function returns `None` where it fails. `ok` tells after a block whether it came to its end.
    """

    def __init__(self, where: str) -> None:
        """Name the place for the count and the log."""
        self.where = where
        self.ok = True

    def __enter__(self) -> Self:
        """Begin the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Swallow what is an error; let `KeyboardInterrupt` and its like pass."""
        if not isinstance(error, Exception):
            return False
        self.ok = False
        fault(self.where, error)
        return True

    def __call__(self, function: Function) -> Function:
        """Guard each call of a function."""
        where = self.where

        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except Exception as error:  # noqa: BLE001 - the guard's whole purpose
                fault(where, error)
                return None

        return wrapper  # type: ignore[return-value]


def attempt(call: Callable[[], T], otherwise: T) -> T:
    """Return what code of the host's returns, or `otherwise` where it raises: its `__str__` perhaps. No fault of ours."""
    try:
        return call()
    except Exception:  # noqa: BLE001 - any code may be behind it
        return otherwise


def attempt_or_error(call: Callable[[], T]) -> tuple[T | None, Exception | None]:
    """Return what code of the host's returns, or what it raises: a health check, whose failure is its answer."""
    try:
        return call(), None
    except Exception as error:  # noqa: BLE001 - any code may be behind it
        return None, error


def _forget_in_child() -> None:
    _counts.clear()


os.register_at_fork(after_in_child=_forget_in_child)
