"""`otel-kit collector check`."""

from __future__ import annotations

import json
import os
from pathlib import Path  # noqa: TC003 typer reads the annotations
from typing import Annotated

import typer


def check(
    files: Annotated[
        list[Path],
        typer.Argument(help="Configuration files, in the order in which the Collector merges them."),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    validate: Annotated[
        bool, typer.Option(help="Let the Collector validate them as well, where it is built.")
    ] = True,
) -> None:
    """Tell what a configuration would do, and warn of known traps; exit status 1 for an error.

    Pipelines are drawn as text, with the ports that open, what is redacted, sampled and queued. A file of any Collector
    will do; `${env:…}` is replaced from this environment.
    """
    from otel_kit.ops import collector

    report = collector.check(files, os.environ, _find if validate else None)
    typer.echo(json.dumps(report.as_json(), indent=2) if as_json else report.as_text())
    raise typer.Exit(0 if report.ok else 1)


def _find(name: str) -> Path | None:
    from otel_kit.ops.stack.build import find_binary
    from otel_kit.ops.stack.specs import SERVERS, TOOLS

    return find_binary(name, servers={**SERVERS, **TOOLS})
