"""Writes files: each lies complete beside its place before anything is replaced."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from errno import EISDIR
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.semconv._templates import COMMAND

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

__all__ = ["write_all"]


def write_all(files: Mapping[Path, str], folders: Iterable[Path] = ()) -> None:
    """Write the files; take away from `folders` what was generated there and is no longer among them.

    Raises ConfigurationError for a place that cannot be written; nothing is then replaced.
    """
    place = Path()
    try:
        with ExitStack() as stack:
            moves = []
            for place, text in files.items():
                if place.is_dir():
                    raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
                place.parent.mkdir(parents=True, exist_ok=True)
                beside = stack.enter_context(tempfile.TemporaryDirectory(dir=place.parent, prefix=".new-"))
                waiting = Path(beside, place.name)
                waiting.write_text(text, encoding="utf-8")
                moves.append((waiting, place))
            for waiting, place in moves:
                os.replace(waiting, place)  # noqa: PTH105 atomic, over what is there
        for stale in [path for folder in folders for path in _stale(folder, files)]:
            stale.unlink()
    except OSError as error:
        raise ConfigurationError(
            str(place),
            error.strerror,
            problem="this file cannot be written",
            fix="choose another place for it",
        ) from error


def _stale(folder: Path, wanted: Collection[Path]) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_file() and path not in wanted and COMMAND in path.read_text("utf-8", "replace")[:200]:
            yield path
