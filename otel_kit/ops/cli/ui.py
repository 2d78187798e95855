"""`otel-kit ui`: the page."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("ui")(ui)


def ui(
    *,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port of the page. Default: 9080, or a free one.")
    ] = None,
    listen: Annotated[
        str, typer.Option(help="Address to listen on. Beyond this machine a token is needed.")
    ] = "127.0.0.1",
    token: Annotated[
        str, typer.Option(envvar="OTEL_KIT_UI_TOKEN", help="Who may look. Made up where one is needed.")
    ] = "",
    open_it: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open a browser. Default: on a desktop with a terminal."),
    ] = None,
    environment: Annotated[
        str | None,
        typer.Option(help="Limits of rules/values.yaml, such as demo. Default: as the stack has them."),
    ] = None,
    prometheus: Annotated[str, typer.Option(help="Address of a Prometheus of your own.")] = "",
    tempo: Annotated[str, typer.Option(help="Address of a Tempo of your own.")] = "",
    loki: Annotated[str, typer.Option(help="Address of a Loki of your own.")] = "",
    alertmanager: Annotated[str, typer.Option(help="Address of an Alertmanager of your own.")] = "",
) -> None:
    """Show dashboards, traces, logs, alerts and the state of the chain in a browser, until Ctrl-C.

    Reads the stack that is up (`otel-kit stack up`, `otel-kit demo`), or the servers that are named.
    """
    from otel_kit.ops._paths import home
    from otel_kit.ops.ui import application, is_loopback, serve, servers, show

    named = {"prometheus": prometheus, "tempo": tempo, "loki": loki, "alertmanager": alertmanager}
    found = servers(home(), {name: url for name, url in named.items() if url})
    if not token and not is_loopback(listen):
        token = secrets.token_urlsafe(24)

    def ready(address: str) -> None:
        url = f"{address}/?token={token}" if token else f"{address}/"
        typer.echo(f"otel_kit's page: {url}\nCtrl-C ends it")
        show(url, wanted=open_it)

    app = application(found.backends, token=token, environment=environment or found.environment)
    serve(app, listen=listen, port=port, ready=ready)
