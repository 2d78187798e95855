"""`otel-kit collector`: make our distribution of the OpenTelemetry Collector."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(help="Make our distribution of the OpenTelemetry Collector.", no_args_is_help=True)
    group.command("generate")(generate)
    app.add_typer(group, name="collector")


def generate() -> None:
    """Write collector/distribution/ from collector/manifest.yaml; go.mod and go.sum stay as they are."""
    from rich.console import Console

    from otel_kit.ops.stack._progress import BuildView
    from otel_kit.ops.stack.generate_collector import generate_collector

    with BuildView(Console(stderr=True)) as view:
        written = generate_collector(on_progress=view.show)
    typer.echo(f"written: {written}")
