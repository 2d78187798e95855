"""`otel-kit notices`: what Alertmanager delivered to the local sink."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(
        help="What Alertmanager delivered to the local notification sink.", no_args_is_help=True
    )
    group.callback()(lambda: None)
    group.command("list")(list_notices)
    app.add_typer(group, name="notices")


def list_notices(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object for all notices.")] = False,
) -> None:
    """List the notices, oldest first: when it arrived, firing or resolved, severity, alert, service, summary."""
    from otel_kit.ops.notices import read
    from otel_kit.ops.stack import Stack

    notices = read(Stack.attach().data / "notices" / "notices.jsonl")
    if as_json:
        typer.echo(json.dumps({"notices": [asdict(notice) for notice in notices]}, indent=2))
        return
    if not notices:
        typer.echo("nothing was delivered yet")
    for notice in notices:
        at = notice.received_at.replace("T", " ")[:19]
        words = f"{notice.status:8}  {notice.severity:8}  {notice.alertname}  {notice.service_name}"
        typer.echo(f"{_plain(f'{at}Z  {words}')}\n    {_plain(notice.summary)}")


def _plain(text: str) -> str:
    """Return one line without anything that steers a terminal: whoever reaches the sink wrote it."""
    return "".join(character if character.isprintable() else " " for character in text)
