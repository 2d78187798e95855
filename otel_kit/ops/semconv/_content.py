"""The content of a registry that somebody names: its folder, or the `resolved.json` made from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.semconv._load import examine
from otel_kit.ops.semconv._resolved import as_data

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["content_of"]


def content_of(path: Path, *, given_as: str, problem: str, fix: str) -> dict[str, Any]:
    """Return what `resolved.json` holds.

    Raises the first error of a folder's registry, and ConfigurationError with `given_as`, `problem` and `fix` for a
    file that is none.
    """
    if path.is_dir():
        registry, errors = examine(path)
        if errors:
            raise errors[0]
        return as_data(registry)
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(given_as, str(path), problem=problem, fix=fix) from error
    return content
