"""`otel-kit dashboards`."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 typer reads the annotations
from typing import Annotated

import typer

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import dashboards
from otel_kit.ops._paths import bundle, in_checkout


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(help="Build and check the dashboards.", no_args_is_help=True)

    @group.command("build")
    def build(
        out: Annotated[
            Path | None,
            typer.Option(help="Folder for the JSON files. Default: where they belong in a checkout."),
        ] = None,
        environment: Annotated[
            str | None, typer.Option(help="Limits and links of rules/values.yaml, such as demo.")
        ] = None,
        folder: Annotated[
            Path | None, typer.Option(help="Folder with NAME.py files. Default: the house dashboards.")
        ] = None,
    ) -> None:
        """Write each dashboard as JSON, ready to be imported into Grafana 10 or later."""
        paths = dashboards.build(out or _place(folder), environment, folder=folder)
        typer.echo(f"✔ {len(paths)} dashboards written to {paths[0].parent}")

    @group.command("check")
    def check(
        folder: Annotated[
            Path | None, typer.Option(help="Folder with NAME.py files. Default: the house dashboards.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    ) -> None:
        """Check queries against the registry, variables, legends, and that each alert finds its panel."""
        report = dashboards.check(folder=folder)
        if as_json:
            typer.echo(json.dumps([finding.as_data() for finding in report.findings], indent=2))
        else:
            typer.echo(_told(report))
        raise typer.Exit(1 if report.findings else 0)

    app.add_typer(group, name="dashboards")


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
