"""How many values each attribute of a metric may have, as registries declare it.

Typed functions declare it when their module is imported; the pipeline, which they do not know, holds to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["declare", "declared"]

_declared: dict[str, Mapping[str, int]] = {}


def declare(metric: str, limits: Mapping[str, int]) -> None:
    """Say how many values each open attribute of a metric may have; enumerations limit themselves."""
    _declared[metric] = limits


def declared(metric: str) -> Mapping[str, int] | None:
    """Return the limits by attribute, or `None` for a metric of no registry that was imported."""
    return _declared.get(metric)
