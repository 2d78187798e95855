"""What we note on an exception, so that it goes with it on its way up. Nothing of its class is called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["note", "noted"]

_NOTES = "_otel_kit_notes"


def note(error: BaseException, **values: Any) -> None:
    """Note these values, in the place of those of the same name."""
    _notes(error)[_NOTES] = {**noted(error), **values, "process": os.getpid()}


def noted(error: BaseException) -> Mapping[str, Any]:
    """Return what was noted in this process; an exception that another one has sent here brings its notes along."""
    found = _notes(error).get(_NOTES)
    return found if isinstance(found, dict) and found.get("process") == os.getpid() else {}


def _notes(error: BaseException) -> dict[str, Any]:
    notes: dict[str, Any] = BaseException.__dict__["__dict__"].__get__(error)
    return notes
