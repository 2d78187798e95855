"""`otel-kit dashboards`."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import dashboards
from otel_kit.ops._paths import bundle, in_checkout
from otel_kit.ops.cli.dashboards_render import render

if TYPE_CHECKING:
    from collections.abc import Iterable

Folder = Annotated[
    Path | None, typer.Option(help="Folder with NAME.py files. Default: the house dashboards.")
]
Environment = Annotated[str | None, typer.Option(help="Limits and links of rules/values.yaml, such as demo.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_MARKS = {"made": "+", "changed": "~", "kept": "="}


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(help="Build, check, deploy and draw the dashboards.", no_args_is_help=True)
    for name, command in (("build", build), ("check", check), ("deploy", deploy), ("render", render)):
        group.command(name)(command)
    app.add_typer(group, name="dashboards")


def build(
    out: Annotated[
        Path | None, typer.Option(help="Folder for the JSON files. Default: where they belong in a checkout.")
    ] = None,
    configmaps: Annotated[
        Path | None,
        typer.Option(help="Folder for the same as ConfigMaps. Default: in a checkout, deploy/kubernetes."),
    ] = None,
    environment: Environment = None,
    folder: Folder = None,
) -> None:
    """Write each dashboard as JSON, ready to be imported into Grafana 10 or later, and as a ConfigMap."""
    if out is None and folder is None and in_checkout():
        configmaps = configmaps or bundle("deploy", "kubernetes", "dashboards")
    paths = dashboards.build(out or _place(folder), environment, folder=folder, objects=configmaps)
    typer.echo(f"✔ {len(paths)} dashboards written to {paths[0].parent}")


def check(folder: Folder = None, *, as_json: AsJson = False) -> None:
    """Check queries against the registry, variables, legends, and that each alert finds its panel."""
    report = dashboards.check(folder=folder)
    if as_json:
        typer.echo(json.dumps([finding.as_data() for finding in report.findings], indent=2))
    else:
        typer.echo(_told(report))
    raise typer.Exit(1 if report.findings else 0)


def deploy(
    url: Annotated[str | None, typer.Option(help="Grafana's address. Default: OTEL_KIT_GRAFANA_URL.")] = None,
    environment: Environment = None,
    folder: Folder = None,
    *,
    datasources: Annotated[
        bool, typer.Option("--datasources", help="Make the data sources too, at the OTEL_KIT_…_URL.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would become of each.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a Grafana to the dashboards, through its API; what is so already stays.

    OTEL_KIT_GRAFANA_TOKEN is a service account's token; OTEL_KIT_GRAFANA_USER and OTEL_KIT_GRAFANA_PASSWORD are for
    a Grafana without one.
    """
    grafana = dashboards.Grafana.of(url, os.environ)
    variables = os.environ if datasources else None
    steps = dashboards.deploy(grafana, environment, folder=folder, datasources=variables, dry_run=dry_run)
    if as_json:
        typer.echo(json.dumps([vars(step) for step in steps], indent=2))
        return
    counts = Counter(_shown(steps))
    told = ", ".join(f"{count} {action}" for action, count in sorted(counts.items()))
    typer.echo(f"{'nothing was sent; it would be' if dry_run else '✔'} {told} at {grafana.url}")


def _shown(steps: Iterable[dashboards.Step]) -> list[str]:
    """Print each step as it is done, and return the actions."""
    actions = []
    for step in steps:
        typer.echo(f"{_MARKS[step.action]} {step.kind} {step.name}")
        actions.append(step.action)
    return actions


def _place(folder: Path | None) -> Path:
    if folder is not None:
        return folder / "build"
    if not in_checkout():
        raise OtelKitError(
            "this is no checkout, so there is no place for generated dashboards\n  → otel-kit dashboards build --out FOLDER"
        )
    return bundle("dashboards", "build")


def _told(report: dashboards.CheckReport) -> str:
    lines = [f"✘ {finding}" for finding in report.findings]
    sizes = f"{report.boards} dashboards, {report.panels} panels, {report.queries} queries"
    mark = "✘" if report.findings else "✔"
    return "\n".join([*lines, f"{mark} {sizes}; {len(report.findings) or 'nothing'} to mend"])
