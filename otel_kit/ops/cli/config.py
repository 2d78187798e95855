"""`otel-kit config`: what settings a service would have here."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from otel_kit import _config_file, settings
from otel_kit._parse import milliseconds
from otel_kit._unknown import unknown

if TYPE_CHECKING:
    from otel_kit.settings import Effective

_MASK = "********"


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(help="What settings a service would have here.", no_args_is_help=True)
    group.callback()(lambda: None)
    group.command("show")(show)
    app.add_typer(group, name="config")


def show(
    *,
    everything: Annotated[bool, typer.Option("--all", help="Show the defaults as well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all settings as JSON.")] = False,
) -> None:
    """Print each setting, its value and where it comes from; secrets are masked.

    A service that starts with this environment has these settings, unless it gives arguments to init(): those come first.
    """
    found = settings.explain({}, os.environ)
    settings.load({}, os.environ)  # what does not fit together is told here too
    if as_json:
        rows = {one.setting.variable: {"value": _shown(one), "origin": one.origin} for one in found}
        typer.echo(json.dumps(rows, indent=2))
        return
    rows_shown = [one for one in found if everything or one.origin != "default"]
    width = max((len(one.setting.variable) for one in rows_shown), default=0)
    for one in rows_shown:
        from_where = "" if one.origin == one.setting.variable else f"   ({one.origin})"
        typer.echo(f"{one.setting.variable:{width}}  {_text(_shown(one))}{from_where}")
    hidden = len(found) - len(rows_shown)
    if hidden:
        typer.echo(f"{hidden} more have their defaults: otel-kit config show --all")
    _warn()


def _shown(one: Effective) -> Any:
    """Return a value as the variable would have it; of a secret only the names of headers."""
    value = one.value
    if one.setting.secret and value:
        return dict.fromkeys(value, _MASK) if isinstance(value, Mapping) else _MASK
    if one.setting.parse is milliseconds and isinstance(value, float):
        return round(value * 1000)
    return sorted(value) if isinstance(value, frozenset) else value


def _text(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return ",".join(f"{name}={content}" for name, content in value.items()) or "-"
    if isinstance(value, list):
        return ",".join(value) or "none"
    return str(value)


def _warn() -> None:
    for variable, near in unknown(os.environ):
        hint = f": did you mean {near}?" if near else ""
        typer.echo(f"! {variable} is no setting{hint}", err=True)
    given = _config_file.read(os.environ)
    for path in given.ignored:
        typer.echo(f"! {given.file}: {path} is ignored: there is no such setting", err=True)
