"""How sales sees a company: by its size."""

from __future__ import annotations

LARGE, MEDIUM = 1000, 50  # employees


def segment_of(employees: int) -> str:
    """Return how sales sees a company of this size."""
    if employees >= LARGE:
        return "large"
    return "medium" if employees >= MEDIUM else "small"
