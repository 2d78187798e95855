"""Where each panel stands: the grid is 24 wide; a row's panels share its lines evenly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from otel_kit.ops.dashboards._model import Panel

__all__ = ["Place", "place"]

_WIDTH = 24
_HEIGHTS = {"number": 4, "firing": 4, "logs": 10, "traces": 9}
_HEIGHT = 8
_NUMBERS = 8  # in one line at most
_PICTURES = 3
_WIDE = ("logs", "traces")


class Place(NamedTuple):
    """A rectangle of the grid."""

    x: int
    y: int
    width: int
    height: int


def place(panels: Sequence[Panel], top: int) -> tuple[list[Place], int]:
    """Return the places of a row's panels below `top`, and where the next row begins."""
    places = []
    for line in _lines(panels):
        height = max(_HEIGHTS.get(panel.kind, _HEIGHT) for panel in line)
        width = _WIDTH // len(line)
        for position in range(len(line)):
            last = position == len(line) - 1
            places.append(Place(position * width, top, _WIDTH - position * width if last else width, height))
        top += height
    return places, top


def _lines(panels: Sequence[Panel]) -> Iterator[Sequence[Panel]]:
    """Split into lines: alike goes beside alike, what is wide stands alone."""
    start = 0
    while start < len(panels):
        end = start + 1
        while end < len(panels) and _group(panels[end]) == _group(panels[start]):
            end += 1
        yield from _evenly(panels[start:end])
        start = end


def _group(panel: Panel) -> str:
    if panel.kind in ("firing", "number"):
        return "number"
    return panel.kind if panel.kind in _WIDE else "picture"


def _evenly(panels: Sequence[Panel]) -> Iterator[Sequence[Panel]]:
    group = _group(panels[0])
    most = 1 if group in _WIDE else _NUMBERS if group == "number" else _PICTURES
    lines = -(-len(panels) // most)
    for number in range(lines):
        yield panels[number * len(panels) // lines : (number + 1) * len(panels) // lines]
