"""Writes generated files: all of them or none, with a first line that says what they are made from."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HEADER", "as_yaml", "write_all"]

HEADER = "GENERATED from rules/ by `otel-kit rules build`; do not edit."


class _Dumper(yaml.SafeDumper):
    """Writes long texts as blocks, and indents lists."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def as_yaml(data: Any) -> str:
    """Return YAML in the given order, always the same for the same data."""
    body = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
    return f"# {HEADER}\n{body}"


def write_all(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write the files into the folder; take away generated ones that are no longer made.

    Nothing is touched before every file lies complete beside the folder. Raises ConfigurationError for a folder that
    cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as beside:
            for name, text in files.items():
                Path(beside, name).write_text(text, encoding="utf-8")
            for name in files:
                os.replace(Path(beside, name), folder / name)  # noqa: PTH105 atomic, over what is there
        _sweep(folder, files)
    except OSError as error:
        raise ConfigurationError(
            str(folder),
            error.strerror,
            problem="the generated files cannot be written",
            fix="choose another folder",
        ) from error
    return sorted(folder / name for name in files)


def _sweep(folder: Path, files: Mapping[str, str]) -> None:
    for path in folder.iterdir():
        if (
            path.is_file()
            and path.name not in files
            and HEADER in path.read_text(encoding="utf-8", errors="replace")[:200]
        ):
            path.unlink()
