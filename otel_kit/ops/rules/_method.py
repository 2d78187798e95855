"""The windows and factors of an objective's alert, unless its entry says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops.rules._model import Value

if TYPE_CHECKING:
    from otel_kit.ops._yaml import Place

__all__ = ["method_values"]

_WORKBOOK = "SRE workbook, chapter 5, table 5-8"
_SLOTH = "Sloth's default windows (30 days)"
_METHOD: tuple[tuple[str, float | str, str], ...] = (
    ("page_quick_factor", 14.4, f"{_WORKBOOK}: 2 % of the budget in one hour"),
    ("page_quick_long", "1h", _WORKBOOK),
    ("page_quick_short", "5m", f"{_WORKBOOK}: a twelfth of the long window"),
    ("page_slow_factor", 6, f"{_WORKBOOK}: 5 % of the budget in six hours"),
    ("page_slow_long", "6h", _WORKBOOK),
    ("page_slow_short", "30m", f"{_WORKBOOK}: a twelfth of the long window"),
    ("ticket_quick_factor", 3, f"{_SLOTH}: 10 % of the budget in one day"),
    ("ticket_quick_long", "1d", _SLOTH),
    ("ticket_quick_short", "2h", f"{_SLOTH}: a twelfth of the long window"),
    ("ticket_slow_factor", 1, f"{_WORKBOOK}: 10 % of the budget in three days"),
    ("ticket_slow_long", "3d", _WORKBOOK),
    ("ticket_slow_short", "6h", f"{_WORKBOOK}: a twelfth of the long window"),
)


def method_values(place: Place) -> dict[str, Value]:
    """Return them, at the place of the entry that takes them over."""
    return {
        name: Value(name, amount, "" if isinstance(amount, str) else "times", source, place)
        for name, amount, source in _METHOD
    }
