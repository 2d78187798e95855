"""The order in which a folder's tests run, where that matters; the other folders' tests keep their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def sort_folder(items: list[pytest.Item], folder: Path, key: Callable[[Path], int]) -> None:
    """Sort the tests below `folder` by `key` of their file's path there; those of one key keep their order."""
    places = [place for place, item in enumerate(items) if item.path.is_relative_to(folder)]
    ordered = sorted((items[place] for place in places), key=lambda item: key(item.path.relative_to(folder)))
    for place, item in zip(places, ordered, strict=True):
        items[place] = item
