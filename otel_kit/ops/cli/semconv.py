"""`otel-kit semconv`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import semconv
from otel_kit.ops._paths import in_checkout

if TYPE_CHECKING:
    from collections.abc import Sequence

Registry = Annotated[
    Path | None, typer.Argument(help="Folder with manifest.yaml. Default: the house registry.")
]

AsJson = Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")]


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(
        help="Check the registry of signals, and generate what follows from it.", no_args_is_help=True
    )

    @group.command("check")
    def check(folder: Registry = None, as_json: AsJson = False) -> None:
        """Check the registry: form, names, units, references, limits, personal data."""
        report = semconv.check(folder or semconv.house())
        _tell(report.findings, _size(report.registry), as_json=as_json)

    @group.command("generate")
    def generate(folder: Registry = None) -> None:
        """Write the typed functions, the constants, resolved.json and the reference pages."""
        if folder is None and not in_checkout():
            raise OtelKitError(
                "the house registry is generated in a checkout only\n  → otel-kit semconv generate FOLDER"
            )
        made = semconv.generate(folder or semconv.house())
        typer.echo(f"✔ {_size(made.registry)}: {_counted(len(made.files), 'file')} written")

    @group.command("lint")
    def lint(
        paths: Annotated[
            list[Path], typer.Argument(help="Files and folders: rules, dashboards, pages, examples.")
        ],
        registry: Annotated[
            list[Path], typer.Option(help="Folder of a further registry, or its resolved.json.")
        ] = [],  # noqa: B006 typer copies it
        as_json: AsJson = False,
    ) -> None:
        """Check every PromQL expression: metrics, labels and values that exist, used as what they are."""
        count, findings = semconv.lint(paths, registry)
        _tell(findings, _counted(count, "expression"), as_json=as_json)

    @group.command("diff")
    def diff(
        old: Annotated[Path, typer.Argument(help="Folder of a registry, or its resolved.json.")],
        new: Annotated[Path, typer.Argument(help="The same of the newer one.")],
    ) -> None:
        """List what changed; exit status 1 if something of it breaks code, rules or dashboards."""
        changes = semconv.diff(old, new)
        for change in changes:
            typer.echo(f"{'✘' if change.breaks else '✔'} {change}")
        breaking = sum(bool(change.breaks) for change in changes)
        typer.echo(f"{_counted(len(changes), 'change')}, {breaking} breaking")
        raise typer.Exit(1 if breaking else 0)

    @group.command("init")
    def init(
        name: Annotated[str, typer.Argument(help="What each of your signals begins with, such as acme.")],
        folder: Annotated[Path, typer.Option(help="Where the registry goes.")] = Path("semconv"),
        package: Annotated[
            str, typer.Option(help="The Python package to generate. Default: NAME.signals")
        ] = "",
    ) -> None:
        """Start a registry of your own."""
        for path in semconv.start(name, folder, package or f"{name}.signals"):
            typer.echo(f"✔ {path}")
        typer.echo(f"  → otel-kit semconv generate {folder}")

    app.add_typer(group, name="semconv")


def _size(registry: semconv.Registry) -> str:
    sizes = ((registry.metrics, "metric"), (registry.spans, "span"), (registry.events, "event"))
    return ", ".join(_counted(len(signals), word) for signals, word in sizes)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _tell(findings: Sequence[semconv.Finding], looked_at: str, *, as_json: bool) -> None:
    """Print what was found and end with its status."""
    if as_json:
        typer.echo(json.dumps([finding.as_data() for finding in findings], indent=2))
    else:
        for finding in findings:
            typer.echo(f"✘ {finding}")
        typer.echo(f"{'✘' if findings else '✔'} {looked_at}; {len(findings) or 'nothing'} to mend")
    raise typer.Exit(1 if findings else 0)
