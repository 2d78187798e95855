"""`otel-kit deploy`."""

from __future__ import annotations

import os
from pathlib import Path  # noqa: TC003 typer reads the annotations
from typing import Annotated

import typer

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import deploy
from otel_kit.ops._paths import in_checkout


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(help="Write the configuration of a site: compose, systemd.", no_args_is_help=True)

    @group.command("render")
    def render(
        site: Annotated[str, typer.Argument(help=f"One of: {', '.join(deploy.SITES)}.")],
        out: Annotated[Path, typer.Option(help="Folder for the files.")],
        *,
        programs: Annotated[
            bool, typer.Option("--programs", help="Put the servers that are built into OUT/bin as well.")
        ] = False,
    ) -> None:
        """Write what the site's servers read, with the channels whose secrets are there (OTEL_KIT_ALERTS_…).

        OTEL_KIT_RULES_ENVIRONMENT names the part of rules/values.yaml whose thresholds hold.
        """
        paths = deploy.render(site, out, os.environ, programs=programs)
        typer.echo(f"✔ {len(paths)} files for {site} written to {out}")

    @group.command("operator")
    def operator() -> None:
        """Renew deploy/kubernetes/operator: the collectors as custom resources of the OpenTelemetry Operator."""
        if not in_checkout():
            raise OtelKitError(
                "this is no checkout, so there is nothing to renew\n  → take deploy/kubernetes/operator as it is"
            )
        paths = deploy.generate_operator()
        typer.echo(f"✔ {len(paths)} files written to {paths[0].parent}")

    app.add_typer(group, name="deploy")
