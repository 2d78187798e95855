"""`otel-kit errors`: which errors come most, and what one of them is about."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from otel_kit.ops.cli import find_options as options
from otel_kit.ops.cli import find_shown as shown


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(
        help="Find errors: the most frequent groups, one of them in full.", no_args_is_help=True
    )
    group.command("top")(top)
    group.command("show")(show)
    app.add_typer(group, name="errors")


def top(
    *,
    window: options.Window = "1h",
    service: options.Service = "",
    environment: options.Environment = "",
    limit: options.Limit = 10,
    loki: options.LokiUrl = None,
    as_json: options.AsJson = False,
) -> None:
    """Show the groups of errors (by fingerprint) that came most often: count, release, first and last, a trace."""
    from otel_kit.ops import find

    scope = options.scope(window, service, environment)
    found = find.errors(options.servers(loki=loki), scope, limit=limit)
    if as_json:
        options.print_json(found)
    else:
        typer.echo("\n".join(shown.groups(found, datetime.now().astimezone())))


def show(
    fingerprint: Annotated[str, typer.Argument(help="A fingerprint, or the beginning of it.")],
    *,
    window: options.Window = "1 day",
    service: options.Service = "",
    environment: options.Environment = "",
    loki: options.LokiUrl = None,
    as_json: options.AsJson = False,
) -> None:
    """Show one group: its stack, and the errors of it that were told last, with their traces."""
    from otel_kit.ops import find

    scope = options.scope(window, service, environment)
    found = find.error(options.servers(loki=loki), fingerprint, scope)
    if as_json:
        options.print_json(found)
    else:
        typer.echo("\n".join(shown.detail(found, datetime.now().astimezone())))
