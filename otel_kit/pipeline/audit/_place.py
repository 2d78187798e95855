"""Where the audit log of a service lies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["base_folder", "folder_of"]

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_.-]+")


def folder_of(service: str, chosen: str | None, environ: Mapping[str, str]) -> Path:
    """Return the service's folder below the chosen one, or below the user's folder for state."""
    name = _NOT_IN_A_NAME.sub("_", service).strip(".")[:100] or "service"
    return base_folder(chosen, environ) / name


def base_folder(chosen: str | None, environ: Mapping[str, str]) -> Path:
    """Return the folder that holds a folder for each service."""
    if chosen:
        return Path(chosen)
    state = environ.get("XDG_STATE_HOME") or str(Path(environ.get("HOME") or "/", ".local", "state"))
    return Path(state, "otel-kit", "audit")
