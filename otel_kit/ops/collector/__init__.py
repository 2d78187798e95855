"""What a Collector's configuration would do, before it does it: `otel-kit collector check`.

files → merged and expanded (`_load`) → ways through pipelines (`_graph`) → facts and findings → `Report`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops.collector import _exposure, _queues, _sizes, _structure, _traps, _validate
from otel_kit.ops.collector._components import Known, known
from otel_kit.ops.collector._load import load
from otel_kit.ops.collector._model import Configuration, Finding
from otel_kit.ops.collector._report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Configuration", "Finding", "Known", "Report", "check", "known", "load"]

_ALWAYS = _structure.CHECKS
_OF_WHOLE = (*_exposure.CHECKS, *_queues.CHECKS, *_sizes.CHECKS, *_traps.CHECKS)


def check(
    files: Sequence[Path],
    environ: Mapping[str, str],
    find_program: Callable[[str], Path | None] | None = None,
) -> Report:
    """Read the files as the Collector would merge them, and return what they would do and what is wrong with it.

    `environ` is what `${env:…}` is replaced from. With `find_program` the Collector itself validates them too, where it
    is built. Raises `SourceError` (file, line, fix) for what is no configuration at all.
    """
    config = load(files, environ)
    findings = [finding for rule in _ALWAYS for finding in rule(config)]
    if not any(one.rule in ("undefined", "empty-side", "no-pipeline") for one in findings):
        findings += [finding for rule in _OF_WHOLE for finding in rule(config)]
    if find_program and not any(one.severity == "error" for one in findings):
        findings += _validate.refused(config, environ, find_program)
    return Report(config, sorted(findings, key=lambda one: (one.severity, *_order(files, one))))


def _order(files: Sequence[Path], one: Finding) -> tuple[int, int, str]:
    index = files.index(one.place.path) if one.place.path in files else len(files)
    return index, one.place.line, one.rule
