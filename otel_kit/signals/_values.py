"""Values that do not fit: counted and told once, never an exception in the service."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from otel_kit._guard import fault

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["HIGHEST", "OTHER", "number", "one_of"]

OTHER = "other"

# OTLP carries whole numbers in 64 bits. An amount beyond them is a mistake and would spoil the whole export.
HIGHEST = 9.2e18


def one_of(value: object, members: Collection[object], key: str) -> object:
    """Return the value if it is a member, else `other`, and count the fault under the attribute's key."""
    try:
        if value in members:
            return value
    except TypeError:  # not hashable, so no member either
        pass
    fault(f"signals: {key}", ValueError(f"{key} has no member {value!r}; it was sent as '{OTHER}'"))
    return OTHER


def number(amount: object, lowest: float, name: str) -> float | None:
    """Return the amount as a float, or None, counted as a fault, if it is no number that fits."""
    try:
        converted = float(amount)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        converted = math.nan
    if lowest <= converted <= HIGHEST:
        return converted
    fault(f"signals: {name}", ValueError(f"{name} cannot take {amount!r}; it was left out"))
    return None
