"""Renders everything that follows from a registry, and writes it: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.semconv import _constants, _python, _reference, _resolved
from otel_kit.ops.semconv._check import check
from otel_kit.ops.semconv._write import write_all

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from otel_kit.ops.semconv._check import Report
    from otel_kit.ops.semconv._model import Registry

__all__ = ["Rendered", "generate", "render"]

_FOLDERS = {"signals": _python.modules, "constants": _constants.modules, "reference": _reference.pages}


@dataclass(frozen=True)
class Rendered:
    """The texts of all generated files, and the folders that hold nothing else that is generated."""

    registry: Registry
    files: Mapping[Path, str]
    folders: tuple[Path, ...]


def render(folder: Path) -> Rendered:
    """Check the registry in `folder` and render its outputs; raise OtelKitError if something is to mend."""
    report = check(folder)
    if not report.ok:
        raise OtelKitError(_told(report))
    registry, outputs = report.registry, report.registry.manifest.outputs
    folders = {name: outputs[name] for name in _FOLDERS if name in outputs}
    files = {
        place / name: text
        for output, place in folders.items()
        for name, text in _FOLDERS[output](registry).items()
    }
    if "resolved" in outputs:
        files[outputs["resolved"]] = _resolved.as_text(registry)
    return Rendered(registry, files, tuple(folders.values()))


def generate(folder: Path) -> Rendered:
    """Render the outputs of the registry in `folder` and write them.

    Raises OtelKitError, with nothing written, if the registry is wrong or a place cannot be written.
    """
    rendered = render(folder)
    write_all(rendered.files, rendered.folders)
    return rendered


def _told(report: Report) -> str:
    first, *rest = report.findings
    more = f"\n  → then {len(rest)} more: otel-kit semconv check" if rest else ""
    return f"{first}{more}\n  nothing was generated"
