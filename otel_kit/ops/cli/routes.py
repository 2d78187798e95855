"""`otel-kit routes`: which routes are slow."""

from __future__ import annotations

import typer

from otel_kit.ops.cli import find_options as options
from otel_kit.ops.cli import find_shown as shown


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(help="Find slow routes, each with a trace that shows it.", no_args_is_help=True)
    group.callback()(lambda: None)  # one command, and still a group
    group.command("slowest")(slowest)
    app.add_typer(group, name="routes")


def slowest(
    *,
    window: options.Window = "1h",
    service: options.Service = "",
    environment: options.Environment = "",
    limit: options.Limit = 10,
    prometheus: options.PrometheusUrl = None,
    tempo: options.TempoUrl = None,
    as_json: options.AsJson = False,
) -> None:
    """Show the routes with the highest 95th percentile: requests, failures, and a trace that was slow."""
    from otel_kit.ops import find

    scope = options.scope(window, service, environment)
    found = find.routes(options.servers(prometheus=prometheus, tempo=tempo), scope, limit=limit)
    if as_json:
        options.print_json(found)
    else:
        typer.echo("\n".join(shown.slowest(found)))
