"""Replace an attribute of a class or module, and put it back."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["replace"]


def replace(owner: Any, name: str, make: Callable[[Any], Any]) -> Callable[[], None]:
    """Set `owner.name` to `make(original)`, which keeps the original's name and signature. Returns the undo."""
    original = getattr(owner, name)
    had_own = name in vars(owner)
    setattr(owner, name, functools.wraps(original)(make(original)))

    def undo() -> None:
        if had_own:
            setattr(owner, name, original)
        else:
            delattr(owner, name)

    return undo
