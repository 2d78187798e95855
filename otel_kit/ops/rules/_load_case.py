"""Reads one test of an alert or of a recording rule: series, and what they lead to at which moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from otel_kit.ops._yaml import SourceError
from otel_kit.ops.rules._fields import Fields, each

if TYPE_CHECKING:
    from collections.abc import Callable

    from otel_kit.ops._yaml import Place, Section

__all__ = ["case"]

_Made = TypeVar("_Made")


def case(
    test: Any,
    place: Place,
    what: str,
    make: Callable[..., _Made],
    **keys: Callable[[Any, Place], object] | None,
) -> _Made:
    """Return what `make` makes of a test's fields and of `keys`, of which one at least must be there.

    Each of them is a list: of what the function returns for an item, of moments where there is none.
    """
    fields = Fields(test, place, what, ("it", "interval", "series", *keys))
    expected = {
        key: tuple(read(item, where) for item, where in each(fields.items(key)))
        if read
        else fields.moments(key)
        for key, read in keys.items()
    }
    if not any(expected.values()):
        choice = " or ".join(f"'{key}'" for key in keys)
        raise SourceError(place, f"{what} expects nothing", f"add {choice}")
    series = fields.mapping("series")
    return make(
        sentence=fields.text("it"),
        interval=fields.duration("interval", "1m"),
        series=_samples(series, what),
        place=place,
        series_places=series.places,
        **expected,
    )


def _samples(series: Section, what: str) -> dict[str, str]:
    """Return each series' values; YAML reads `0x20` as the number 32, which nobody means here."""
    for key, values in series.items():
        if not isinstance(values, str):
            problem = f"the values of a series in {what} are no text, got {values!r}"
            raise SourceError(series.at(key), problem, "quote them, or write 0+0x20 instead of 0x20")
    return dict(series)
