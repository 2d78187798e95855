"""`otel-kit stack`: the local stack, from building its servers to ending them."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from otel_kit.ops.cli import stack_build

if TYPE_CHECKING:
    from rich.console import Console

    from otel_kit.ops.stack import ServerStatus, Stack

_AS_JSON = typer.Option("--json", help="Print JSON.")
_BYTES_PER_MB = 1_000_000
_LINES_WITH_A_DEATH = 5
_COLOURS = {"✔": "green", "!": "yellow", "✘": "red"}


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(
        help="Collector, Prometheus, Alertmanager, Loki and Tempo as plain processes on loopback.",
        no_args_is_help=True,
    )
    group.command("build")(stack_build.build)
    for command in (up, down, status, logs, reload, restart, doctor):
        group.command(command.__name__)(command)
    app.add_typer(group, name="stack")


def up(
    *,
    profile: Annotated[str, typer.Option(help="How often each link works: local or demo.")] = "local",
    ephemeral: Annotated[bool, typer.Option("--ephemeral", help="Keep nothing after `down`.")] = False,
    port: Annotated[
        list[str] | None, typer.Option(help="A port of your choice, such as loki=3101; may be repeated.")
    ] = None,
    build: Annotated[
        bool, typer.Option("--build/--no-build", help="Build the servers that are missing.")
    ] = True,
) -> None:
    """Start the servers that do not run, and return when all are ready.

    A default port that is taken is replaced by a free one. Data, ports and logs stay in OTEL_KIT_HOME.
    """
    from rich.console import Console

    from otel_kit.ops._paths import home
    from otel_kit.ops.stack import Stack, StackProgress
    from otel_kit.ops.stack import up as bring_up
    from otel_kit.ops.stack._progress import BuildView

    stack = Stack(home(), profile=profile, ephemeral=ephemeral, ports=_ports(port or []))
    console = Console(highlight=False, soft_wrap=True)
    with BuildView(console) as view:

        def show(progress: StackProgress) -> None:
            if progress.build:
                view.show(progress.build)
            elif progress.state == "ready":
                _print_marked(console, "✔", f"{_title(stack, progress.server)} {progress.detail}")

        bring_up(stack, on_progress=show, build=build)
    for note in stack.notes:
        _print_marked(console, "!", note)
    console.print(
        f"  send telemetry to {stack.endpoints.otlp_http}; otel-kit stack down ends it", markup=False
    )


def down() -> None:
    """End exactly what `up` started; the data stay, unless it was --ephemeral."""
    from otel_kit.ops._paths import home
    from otel_kit.ops.stack import Stack

    stack = Stack.attach() if (home() / "state.json").exists() else Stack(home())
    state = stack.state
    ran = stack.is_up or (state is not None and state.supervisor is not None)
    stack.down()
    kept = (
        "it was --ephemeral, nothing is kept"
        if state and state.ephemeral
        else f"the data of {stack.home} stay"
    )
    typer.echo(f"stopped; {kept}" if ran else "nothing runs")


def status(*, as_json: Annotated[bool, _AS_JSON] = False) -> None:
    """Show each server: version, address, memory, uptime and health."""
    from rich.console import Console

    from otel_kit.ops.stack import Stack

    stack = Stack.attach()
    found = stack.status()
    if as_json:
        typer.echo(json.dumps([asdict(server) for server in found], indent=2))
        return
    console = Console(highlight=False, soft_wrap=True)
    rows = [_cells(server) for server in found]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for server, row in zip(found, rows, strict=True):
        mark = "✔" if server.health == "ready" else "✘" if server.state == "exited" else "!"
        _print_marked(console, mark, "  ".join(map(str.ljust, row, widths)).rstrip())
    for server in found:
        if server.state == "exited":
            console.print(f"\n{server.name}: {server.detail}; its last log lines:", markup=False)
            for line in stack.log(server.name, _LINES_WITH_A_DEATH):
                console.print(f"    {line}", markup=False)


def logs(
    name: Annotated[str, typer.Argument(help="A server, such as loki.")],
    *,
    lines: Annotated[int, typer.Option("-n", "--lines", min=0, help="How many of the last lines.")] = 50,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on until Ctrl-C.")] = False,
) -> None:
    """Print the end of a server's log."""
    from otel_kit.ops.stack import Stack
    from otel_kit.ops.stack._logs import follow as last_and_added

    stack = Stack.attach()
    with contextlib.suppress(KeyboardInterrupt):
        for line in last_and_added(stack.log_file(name), lines) if follow else stack.log(name, lines):
            typer.echo(line)


def reload() -> None:
    """Take over changed configuration and rule files while the servers run."""
    from otel_kit.ops.stack import Stack

    done = Stack.attach().reload()
    for server, what in done.items():
        typer.echo(f"✔ {server}  {what}")
    if not done:
        typer.echo("nothing has changed")


def restart(name: Annotated[str, typer.Argument(help="A server, such as loki.")]) -> None:
    """Stop a server, start it again and wait until it is ready."""
    from otel_kit.ops.stack import Stack

    stack = Stack.attach()
    stack.restart(name)
    stack.wait_ready(name)
    typer.echo(f"✔ {name}  restarted")


def doctor(*, as_json: Annotated[bool, _AS_JSON] = False) -> None:
    """Find what is wrong, and say what to do; exit status 1 if something is."""
    from rich.console import Console

    from otel_kit.ops.stack.doctor import examine

    findings = examine()
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        console = Console(highlight=False, soft_wrap=True)
        for finding in findings:
            _print_marked(console, finding.mark, f"{finding.subject:<15}{finding.words}")
            if finding.fix:
                console.print(f"  {'':<15}→ {finding.fix}", markup=False)
    raise typer.Exit(1 if any(finding.mark == "✘" for finding in findings) else 0)


def _ports(given: list[str]) -> dict[str, int]:
    ports = {}
    for choice in given:
        name, _, port = choice.partition("=")
        if not port.isascii() or not port.isdigit():
            raise typer.BadParameter(f"{choice!r} is not NAME=PORT, such as loki=3101", param_hint="--port")
        ports[name] = int(port)
    return ports


def _cells(server: ServerStatus) -> tuple[str, ...]:
    memory = f"{server.memory / _BYTES_PER_MB:.0f} MB" if server.memory else ""
    words = server.health or server.state
    return (
        server.name,
        server.version,
        server.address,
        memory,
        _duration(server.uptime),
        words,
        server.detail,
    )


def _print_marked(console: Console, mark: str, words: str) -> None:
    """Print a line behind its coloured mark; what others wrote is no markup."""
    from rich.text import Text

    console.print(Text.assemble((mark, _COLOURS[mark]), f" {words}"))


def _title(stack: Stack, name: str) -> str:
    server = stack.status_of(name)
    return f"{f'{name} {server.version}':<32} {f'http://{server.address}':<24}"


def _duration(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    for amount, unit, rest, smaller in ((days, "d", hours, "h"), (hours, "h", minutes, "min")):
        if amount:
            return f"{amount} {unit} {rest} {smaller}"
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s" if seconds else ""
