"""`otel-kit stack build`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.ops.stack.specs import ServerSpec


def build(
    names: Annotated[
        list[str] | None, typer.Argument(help="Servers, or programs of theirs such as promtool; all if none.")
    ] = None,
    *,
    jobs: Annotated[int, typer.Option(min=1, max=8, help="Servers that are compiled at the same time.")] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="Print where the programs are, as JSON.")] = False,
) -> None:
    """Build the stack's servers from source, those that are missing.

    A server that OTEL_KIT_<NAME>_BIN names, that was built before, or that is on PATH in a version that fits
    is not built. Cold, all of them take half an hour on two cores; stopped, the build goes on where it was.
    """
    from rich.console import Console

    from otel_kit.ops.stack._progress import BuildView
    from otel_kit.ops.stack.build import build_servers
    from otel_kit.ops.stack.specs import SERVERS, TOOLS

    servers = {**SERVERS, **TOOLS} if names else SERVERS  # what only makers need is built when it is named
    programs = {binary.name: spec for spec in servers.values() for binary in spec.binaries}
    for name in names or ():
        if name not in programs:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(programs)}")
    with BuildView(Console(stderr=True)) as view:
        build_servers(names or (), jobs, view.show, servers=servers)
    if as_json:
        wanted = {programs[name].name for name in names or programs}
        found = [_found(name, servers) for name in programs if programs[name].name in wanted]
        typer.echo(json.dumps(found, indent=2))


def _found(name: str, servers: Mapping[str, ServerSpec]) -> dict[str, str | None]:
    from otel_kit.ops.stack.build import find_binary, version_of

    path = find_binary(name, servers=servers)
    return {"name": name, "version": version_of(path) if path else None, "path": str(path) if path else None}
