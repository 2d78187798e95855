"""Opens the page in the browser of whoever sits at this terminal."""

from __future__ import annotations

import os
import sys
import webbrowser

__all__ = ["show"]

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def show(url: str, *, wanted: bool | None = None) -> None:
    """Open `url` if that is `wanted`; None: on a desktop, with a terminal."""
    if wanted if wanted is not None else _on_a_desktop():
        webbrowser.open(url)


def _on_a_desktop() -> bool:
    return sys.stdout.isatty() and (sys.platform == "darwin" or any(map(os.environ.get, _DISPLAYS)))
