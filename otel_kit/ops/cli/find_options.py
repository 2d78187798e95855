"""What `otel-kit errors`, `routes` and `changes` have in common: where to look, and how to show it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from otel_kit.ops._paths import home

if TYPE_CHECKING:
    from otel_kit.ops.find import Scope, Servers

__all__ = [
    "AsJson",
    "Environment",
    "Limit",
    "LokiUrl",
    "PrometheusUrl",
    "Service",
    "TempoUrl",
    "Window",
    "print_json",
    "scope",
    "servers",
]

Window = Annotated[str, typer.Option(help="How far to look back, such as 30m, '2 hours', '1 day 4 hours'.")]
Service = Annotated[str, typer.Option(help="Only this service.")]
Environment = Annotated[str, typer.Option(help="Only this environment.")]
Limit = Annotated[int, typer.Option(min=1, max=200, help="How many at most.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_ELSE = "its URL. Default: the local stack's."
PrometheusUrl = Annotated[
    str | None,
    typer.Option("--prometheus", envvar="OTEL_KIT_PROMETHEUS_URL", help=f"Prometheus: {_ELSE}"),
]
LokiUrl = Annotated[str | None, typer.Option("--loki", envvar="OTEL_KIT_LOKI_URL", help=f"Loki: {_ELSE}")]
TempoUrl = Annotated[str | None, typer.Option("--tempo", envvar="OTEL_KIT_TEMPO_URL", help=f"Tempo: {_ELSE}")]


def scope(window: str, service: str, environment: str) -> Scope:
    """Return where to look; raise ConfigurationError for a window that is none."""
    from otel_kit.ops.find import Scope, window_of

    return Scope(window_of(window), service, environment)


def servers(**urls: str | None) -> Servers:
    """Return those that are asked (`prometheus`, `loki`, `tempo`): where no URL is given, the local stack's."""
    from otel_kit.ops.find import Servers
    from otel_kit.ops.stack import Stack

    if None in urls.values():
        local = Stack(home()).endpoints
        urls = {name: url or getattr(local, name) for name, url in urls.items()}
    return Servers(**{f"{name}_url": urls.get(name) or "" for name in ("prometheus", "loki", "tempo")})


def print_json(found: Any) -> None:
    """Print what was found as JSON."""
    from otel_kit.ops.find import as_data

    typer.echo(json.dumps(as_data(found), indent=2, ensure_ascii=False))
