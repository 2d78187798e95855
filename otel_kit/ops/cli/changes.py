"""`otel-kit changes`: what was deployed, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer

from otel_kit.ops.cli import find_options as options
from otel_kit.ops.cli import find_shown as shown

_AROUND = typer.Option(help="Look on both sides of a moment: 14:30, '20 min ago', 2026-03-01T14:30.")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("changes")(changes)


def changes(
    *,
    around: Annotated[str, _AROUND] = "",
    window: options.Window = "1 day",
    service: options.Service = "",
    environment: options.Environment = "",
    prometheus: options.PrometheusUrl = None,
    loki: options.LokiUrl = None,
    as_json: options.AsJson = False,
) -> None:
    """Show what changed: deployments that were told of, traffic that was switched, versions that were first seen."""
    from otel_kit.ops import find

    now = datetime.now().astimezone()
    scope = options.scope(window, service, environment)
    if around:
        end = find.moment_of(around, now) + scope.window
        scope = replace(scope, window=2 * scope.window, end=end)
    found = find.changes(options.servers(prometheus=prometheus, loki=loki), scope)
    if as_json:
        options.print_json(found)
    else:
        typer.echo("\n".join(shown.changes(found, now)))
