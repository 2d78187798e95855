"""Reads `dashboards/<name>.py`, each of which has a function `board`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._yaml import Place, SourceError, shortened
from otel_kit.ops.dashboards._model import Board

if TYPE_CHECKING:
    from pathlib import Path

    from otel_kit.ops.dashboards._model import Panel

__all__ = ["Loaded", "load"]


@dataclass(frozen=True)
class Loaded:
    """A board, and the file that tells it."""

    board: Board
    path: Path
    text: str

    @property
    def file(self) -> str:
        """Return the file as messages name it."""
        return str(shortened(self.path))

    def place(self, panel: Panel | None = None) -> Place:
        """Return the line that names the panel; the first, where the panel is made elsewhere."""
        at = self.text.find(f'"{panel.title}"') if panel else -1
        return Place(self.path, self.text[: max(at, 0)].count("\n") + 1)


def load(folder: Path) -> list[Loaded]:
    """Return the boards of a folder, by name.

    Raises ConfigurationError for a folder without any, or a file without `board`; SourceError for broken Python.
    """
    files = [path for path in sorted(folder.glob("*.py")) if not path.name.startswith("_")]
    if not files:
        raise ConfigurationError(
            "dashboards",
            str(folder),
            problem="it holds no dashboards",
            fix="name a folder with NAME.py files",
        )
    return [_load(path) for path in files]


def _load(path: Path) -> Loaded:
    spec = spec_from_file_location(f"otel_kit_dashboards.{path.stem}", path)
    if spec is None or spec.loader is None:  # never for a file that ends in .py
        raise ConfigurationError(
            str(path), path.stem, problem="it is no Python module", fix="name it NAME.py"
        )
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        raise SourceError(Place(path, error.lineno or 1), "broken Python", "mend this line") from error
    make = getattr(module, "board", None)
    made = make() if callable(make) else None
    if not isinstance(made, Board) or made.name != path.stem:
        problem = "it has no function 'board' that returns a Board of this name"
        raise ConfigurationError(
            str(shortened(path)),
            path.stem,
            problem=problem,
            fix="def board() -> Board: …, named as the file is",
        )
    return Loaded(made, path, path.read_text(encoding="utf-8"))
