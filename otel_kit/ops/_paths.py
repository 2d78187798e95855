"""Where the operator's side finds its files, in a checkout and in an installed wheel, and where it keeps its own."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def in_checkout() -> bool:
    """Tell whether this is a checkout of the repository rather than an installed wheel."""
    return (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "semconv").is_dir()


def bundle(*parts: str) -> Path:
    """Return the path of a file that ships with otel_kit, such as `bundle("deploy", "backends")`."""
    root = _CHECKOUT if in_checkout() else _PACKAGE / "_bundle"
    return root.joinpath(*parts)


def home() -> Path:
    """Return the folder of the stack's state and data: `OTEL_KIT_HOME`, else the user's data folder."""
    if given := os.environ.get("OTEL_KIT_HOME"):
        return Path(given).expanduser().absolute()
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / "otel-kit"


def cache() -> Path:
    """Return the folder of the built servers: `OTEL_KIT_CACHE`, else the user's cache folder."""
    if given := os.environ.get("OTEL_KIT_CACHE"):
        return Path(given).expanduser().absolute()
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "otel-kit"
