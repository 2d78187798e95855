"""`otel-kit demo`: the whole chain, alive."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("demo")(demo)


def demo(
    *,
    once: Annotated[
        bool, typer.Option("--once", help="Prove each link, print a line for it, stop everything and exit.")
    ] = False,
    rate: Annotated[
        float, typer.Option(min=1, max=200, help="Requests per second that the load sends.")
    ] = 20,
) -> None:
    """Watch real telemetry travel every link of the chain, from a service to a delivered alert.

    Builds the servers that are missing, starts them with leadflow (a FastAPI service, a Flask portal, a
    Celery worker) under load, switches a fault on and off, and shows what each link saw. Ctrl-C stops all.
    """
    from otel_kit.ops.demo import run

    raise typer.Exit(0 if run(once=once, rate=rate) else 1)
