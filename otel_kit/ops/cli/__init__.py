"""The `otel-kit` command: one module a command group; this one gathers them and shows errors."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import version

from otel_kit.exceptions import OtelKitError

__all__ = ["main"]

_GROUPS = (
    "alerts",
    "audit",
    "changes",
    "collector",
    "config",
    "dashboards",
    "demo",
    "deploy",
    "errors",
    "health",
    "notices",
    "redact",
    "routes",
    "rules",
    "semconv",
    "stack",
    "ui",
)


def main() -> None:
    """Run `otel-kit`: exit status 0 when done, 1 for an error that the user can mend, 2 for wrong usage."""
    try:
        import typer
    except ModuleNotFoundError as missing:
        sys.exit(f"otel-kit: {missing.name} is not installed\n  → pip install 'otel-kit[ops]'")
    debug = "--debug" in sys.argv
    if debug:
        sys.argv.remove("--debug")
    app = typer.Typer(
        help="otel_kit on the command line: build and run the stack, check rules and signals, watch the chain.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        epilog="Every command takes --debug to show a traceback with an error.",
    )

    @app.callback(invoke_without_command=True)
    def otel_kit(*, show_version: bool = typer.Option(False, "--version", help="Show the version.")) -> None:
        if show_version:
            typer.echo(f"otel-kit {version('otel-kit')}")
            raise typer.Exit

    for name in _GROUPS:
        import_module(f"otel_kit.ops.cli.{name}").register(app)
    try:
        app(prog_name="otel-kit")
    except OtelKitError as error:
        if debug:
            raise
        sys.exit(_framed(error))
    except BrokenPipeError:  # `otel-kit … | head`
        sys.stderr.close()


def _framed(error: OtelKitError) -> str:
    first, *rest = str(error).splitlines()
    return "\n".join([f"otel-kit: {first}", *rest])
