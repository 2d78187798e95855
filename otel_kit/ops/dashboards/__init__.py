"""Dashboards: each is a module of `dashboards/` with a function `board`; `build` makes Grafana's JSON of them.

    load → check → render

The limits in their panels are read from the alerts, and each alert's panel must be there.
"""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops import rules
from otel_kit.ops._paths import bundle
from otel_kit.ops.dashboards import _check
from otel_kit.ops.dashboards._load import load
from otel_kit.ops.dashboards._model import Board, Limit, Panel, Query, Row, Variable, above, below
from otel_kit.ops.dashboards._panels import bars, lines, logs, number, table, traces
from otel_kit.ops.dashboards._queries import Source, anywhere, hosts, services

if TYPE_CHECKING:
    from pathlib import Path

    from otel_kit.ops.semconv import Finding

__all__ = [
    "Board",
    "CheckReport",
    "Limit",
    "Panel",
    "Query",
    "Row",
    "Source",
    "Variable",
    "above",
    "anywhere",
    "bars",
    "below",
    "boards",
    "build",
    "check",
    "hosts",
    "lines",
    "logs",
    "number",
    "services",
    "source",
    "table",
    "traces",
]


@dataclass(frozen=True)
class CheckReport:
    """What `check` looked at, and what it found."""

    boards: int
    panels: int
    queries: int
    findings: tuple[Finding, ...]


def source() -> Path:
    """Return the folder of the dashboards that ship with otel_kit."""
    return bundle("dashboards")


def boards(folder: Path | None = None) -> list[Board]:
    """Return the dashboards as they are told, for whoever draws them otherwise than Grafana."""
    return [loaded.board for loaded in load(folder or source())]


def build(
    out: Path, environment: str | None = None, *, folder: Path | None = None, rules_folder: Path | None = None
) -> list[Path]:
    """Write each dashboard as `out/<name>.json`, take away those that are no longer made, and return the paths.

    `environment` names a part of `rules/values.yaml`: its limits and its links are then used. Raises an OtelKitError
    with the file for an unknown alert or value, and for a folder that cannot be written.
    """
    try:
        with warnings.catch_warnings():
            # The newer format that it recommends cannot be read by Grafana 10 and 11.
            warnings.simplefilter("ignore", DeprecationWarning)
            from otel_kit.ops.dashboards._grafana import render
    except ImportError as missing:
        raise OtelKitError(
            f"dashboards are built with grafana-foundation-sdk, which is not usable here ({missing})\n"
            "  → use Python 3.11 or later and pip install 'otel-kit[ops]', or take the built files"
        ) from missing
    alerts = {alert.name: alert for alert in rules.drawn(environment, rules=rules_folder)}
    made = {f"{one.board.name}.json": render(one.board, alerts, one.file) for one in load(folder or source())}
    return _write(out, made)


def check(*, folder: Path | None = None, rules_folder: Path | None = None) -> CheckReport:
    """Check every query against the registry, and each dashboard for what makes it whole and readable."""
    loaded = load(folder or source())
    queries, findings = _check.check(loaded, rules.drawn(rules=rules_folder))
    panels = sum(len(one.board.panels()) + 1 for one in loaded)
    return CheckReport(len(loaded), panels, queries, tuple(findings))


def _write(out: Path, files: dict[str, str]) -> list[Path]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            beside = out / f".{name}"
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, out / name)  # noqa: PTH105 atomic, over what is there
        for path in out.glob("*.json"):
            if path.name not in files and '"uid": "otel-kit-' in path.read_text(encoding="utf-8"):
                path.unlink()
    except OSError as error:
        raise ConfigurationError(
            str(out), error.strerror, problem="the dashboards cannot be written", fix="choose another folder"
        ) from error
    return sorted(out / name for name in files)
