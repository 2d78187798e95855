"""`otel-kit dashboards render`: a picture of a dashboard."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable


def render(
    name: Annotated[str, typer.Argument(help="The dashboard, such as services.")],
    *,
    out: Annotated[Path, typer.Option(help="The PNG file to write.")],
    window: Annotated[str, typer.Option(help="How far back, such as 30m.")] = "1h",
    choice: Annotated[
        list[str] | None,
        typer.Option("--var", metavar="NAME=VALUE", help="A choice above the dashboard; may be repeated."),
    ] = None,
    dark: Annotated[bool, typer.Option("--dark/--light", help="On a dark ground.")] = False,
    width: Annotated[int, typer.Option(min=480, max=3840, help="In pixels.")] = 1280,
    environment: Annotated[
        str | None, typer.Option(help="Limits of rules/values.yaml. Default: as the stack has them.")
    ] = None,
    prometheus: Annotated[str, typer.Option(help="Address of a Prometheus of your own.")] = "",
    tempo: Annotated[str, typer.Option(help="Address of a Tempo of your own.")] = "",
    loki: Annotated[str, typer.Option(help="Address of a Loki of your own.")] = "",
) -> None:
    """Draw a dashboard with the data of the stack that is up, as `otel-kit ui` shows it, through a headless Chromium."""
    from otel_kit.ops import ui
    from otel_kit.ops._paths import home

    picture = ui.Picture(name, window, _choices(choice or []), width, dark)
    named = {"prometheus": prometheus, "tempo": tempo, "loki": loki}
    found = ui.servers(home(), {server: url for server, url in named.items() if url})
    app = ui.application(found.backends, environment=environment or found.environment)
    with ui.serving(app, port=0) as address, ui.studio(address) as studio:
        studio.draw(picture, out)
    typer.echo(f"✔ {out}  {out.stat().st_size / 1024:.0f} kB")


def _choices(given: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not (name and equals):
            raise ConfigurationError(
                "--var", one, problem="no choice", fix="write --var service=storefront, once for each value"
            )
        found[name] = (*found.get(name, ()), value)
    return found
