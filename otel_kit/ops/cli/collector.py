"""`otel-kit collector`: make our distributions of the OpenTelemetry Collector, and read its configurations."""

from __future__ import annotations

import typer

from otel_kit.ops.cli import collector_check


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(
        help="Make our distributions of the OpenTelemetry Collector, and explain its configurations.",
        no_args_is_help=True,
    )
    group.command("check")(collector_check.check)
    group.command("generate")(generate)
    app.add_typer(group, name="collector")


def generate() -> None:
    """Write the generated sources of distributions and components; go.mod and go.sum stay as they are."""
    from rich.console import Console

    from otel_kit.ops.stack._progress import BuildView
    from otel_kit.ops.stack.generate_collector import generate_collector

    with BuildView(Console(stderr=True)) as view:
        written = generate_collector(on_progress=view.show)
    for folder in written:
        typer.echo(f"written: {folder}")
