"""`otel-kit health`: what a service says about itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit, urlunsplit

import typer

from otel_kit._parse import endpoint
from otel_kit.exceptions import OtelKitError

if TYPE_CHECKING:
    import httpx

_SIGNS = {"healthy": "✔", "degraded": "!", "unhealthy": "✘"}
_CONTENT = (200, 503)


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("health")(health)


def health(
    url: Annotated[str, typer.Argument(help="The service's address; without a path, /health is asked for.")],
    *,
    timeout: Annotated[float, typer.Option(help="How many seconds the service may take.")] = 5.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the service's answer as it is.")] = False,
) -> None:
    """Print what a service's checks say; exit status 1 if it is not ready."""
    found = _asked(_with_path(endpoint("URL", url)), timeout)
    if as_json:
        typer.echo(json.dumps(found, indent=2))
    else:
        _show(found)
    raise typer.Exit(0 if found["ready"] else 1)


def _with_path(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path="/health")) if parts.path in ("", "/") else url


def _asked(url: str, timeout: float) -> dict[str, Any]:
    import httpx

    try:
        answer = httpx.get(url, timeout=timeout, headers={"accept": "application/json"})
    except httpx.HTTPError as error:
        reason = str(error).lower() or type(error).__name__
        raise OtelKitError(
            f"{url}: no answer ({reason})\n  → is the service running, and is this its port?"
        ) from error
    return _content(url, answer)


def _content(url: str, answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json() if answer.status_code in _CONTENT else None
    except ValueError:
        found = None
    if not isinstance(found, dict) or not {"ready", "status", "score", "checks"} <= found.keys():
        raise OtelKitError(
            f"{url}: it answers {answer.status_code}, and not as otel_kit's /health does\n"
            "  → add the endpoints with otel_kit.health.mount(app), or give their path"
        )
    return found


def _show(found: dict[str, Any]) -> None:
    ready = "about to end" if found.get("stopping") else ("ready" if found["ready"] else "not ready")
    typer.echo(f"{_SIGNS.get(found['status'], '?')} {found['status']}, {ready}, score {found['score']}")
    width = max((len(name) for name in found["checks"]), default=0)
    for name, one in found["checks"].items():
        critical = " (critical)" if one.get("critical") else ""
        reason = f"  {one['reason']}" if one.get("reason") else ""
        line = f"  {_SIGNS.get(one['status'], '?')} {name:{width}}  {one['category']}{critical}  {one['seconds'] * 1000:.0f} ms{reason}"
        typer.echo("".join(letter if letter.isprintable() else " " for letter in line))
