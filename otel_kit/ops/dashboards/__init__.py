"""Dashboards: each is a module of `dashboards/` with a function `board`; `build` makes Grafana's JSON of them.

    load → check → render

The limits in their panels are read from the alerts, and each alert's panel must be there.
"""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops import rules
from otel_kit.ops._paths import bundle
from otel_kit.ops.dashboards import _check
from otel_kit.ops.dashboards._configmaps import configmaps
from otel_kit.ops.dashboards._deploy import Step, datasources_in
from otel_kit.ops.dashboards._deploy import deploy as _deploy
from otel_kit.ops.dashboards._grafana_api import Grafana
from otel_kit.ops.dashboards._load import load
from otel_kit.ops.dashboards._model import Board, Limit, Panel, Query, Row, Variable, above, below
from otel_kit.ops.dashboards._panels import bars, counted, lines, logs, number, table, traces
from otel_kit.ops.dashboards._perses import perses as _perses
from otel_kit.ops.dashboards._queries import Source, anywhere, hosts, services

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from otel_kit.ops.semconv import Finding

__all__ = [
    "Board",
    "CheckReport",
    "Grafana",
    "Limit",
    "Panel",
    "Query",
    "Row",
    "Source",
    "Step",
    "Variable",
    "above",
    "anywhere",
    "bars",
    "below",
    "boards",
    "build",
    "check",
    "counted",
    "deploy",
    "hosts",
    "lines",
    "logs",
    "number",
    "perses",
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
    out: Path,
    environment: str | None = None,
    *,
    folder: Path | None = None,
    rules_folder: Path | None = None,
    objects: Path | None = None,
) -> list[Path]:
    """Write each dashboard as `out/<name>.json`, take away those that are no longer made, and return the paths.

    `environment` names a part of `rules/values.yaml`: its limits and its links are then used. `objects` is a folder
    for the same as ConfigMaps of Kubernetes. Raises an OtelKitError with the file for an unknown alert or value, and
    for a folder that cannot be written.
    """
    made = _made(environment, folder, rules_folder)
    if objects is not None:
        _write(objects, configmaps(made), "*.yaml", "otel-kit-dashboard-")
    return _write(out, {f"{name}.json": text for name, text in made.items()}, "*.json", '"uid": "otel-kit-')


def deploy(
    grafana: Grafana,
    environment: str | None = None,
    *,
    folder: Path | None = None,
    rules_folder: Path | None = None,
    datasources: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Iterator[Step]:
    """Bring a Grafana to the dashboards, in a folder of their own, and yield what became of each.

    `datasources` are the variables of deploy/backends/grafana/datasources; without them none is touched. Nothing is
    written twice: what is there already is kept. Raises an OtelKitError before anything is sent for a dashboard that
    cannot be built or a variable that is missing, and where Grafana refuses.
    """
    file = bundle("deploy", "backends", "grafana", "datasources", "otel-kit.yaml")
    wanted = [] if datasources is None else datasources_in(file, datasources)
    return _deploy(grafana, _made(environment, folder, rules_folder), wanted, dry_run=dry_run)


def perses(
    environment: str | None = None, *, folder: Path | None = None, rules_folder: Path | None = None
) -> dict[str, dict[str, Any]]:
    """Return each dashboard, by name, as Perses' JSON: what `otel-kit ui` draws.

    Limits are those of `environment`, as in `build`. Raises an OtelKitError for what it cannot draw.
    """
    alerts = {alert.name: alert for alert in rules.drawn(environment, rules=rules_folder)}
    return {one.board.name: _perses(one.board, alerts, one.file) for one in load(folder or source())}


def check(*, folder: Path | None = None, rules_folder: Path | None = None) -> CheckReport:
    """Check every query against the registry, and each dashboard for what makes it whole and readable."""
    loaded = load(folder or source())
    queries, findings = _check.check(loaded, rules.drawn(rules=rules_folder))
    panels = sum(len(one.board.panels()) + 1 for one in loaded)
    return CheckReport(len(loaded), panels, queries, tuple(findings))


def _made(environment: str | None, folder: Path | None, rules_folder: Path | None) -> dict[str, str]:
    """Return Grafana's JSON of each dashboard by its name."""
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
    return {one.board.name: render(one.board, alerts, one.file) for one in load(folder or source())}


def _write(out: Path, files: Mapping[str, str], ours: str, sign: str) -> list[Path]:
    """Write the files; those beside them that we made once and make no more (`ours` and with the `sign`) go."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            beside = out / f".{name}"
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, out / name)  # noqa: PTH105 atomic, over what is there
        for path in out.glob(ours):
            if path.name not in files and sign in path.read_text(encoding="utf-8"):
                path.unlink()
    except OSError as error:
        raise ConfigurationError(
            str(out), error.strerror, problem="the dashboards cannot be written", fix="choose another folder"
        ) from error
    return sorted(out / name for name in files)
