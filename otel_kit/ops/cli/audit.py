"""`otel-kit audit`: the audit logs that services of this machine keep."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path  # noqa: TC003 - typer reads it
from typing import TYPE_CHECKING, Annotated

import typer

from otel_kit import _parse as parse
from otel_kit.exceptions import OtelKitError
from otel_kit.pipeline.audit import verify as check
from otel_kit.pipeline.audit._place import base_folder

if TYPE_CHECKING:
    from otel_kit.pipeline.audit import Report

_KEY = "OTEL_KIT_AUDIT_KEY"


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(help="The audit logs that services of this machine keep.", no_args_is_help=True)
    group.callback()(lambda: None)
    group.command("verify")(verify)
    app.add_typer(group, name="audit")


def verify(
    folder: Annotated[
        Path | None,
        typer.Argument(help="One log's folder, or one that holds several. Default: as the services have it."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Check that nothing in a log was changed, removed or added; exit status 1 where something was.

    A log that was sealed with a key is checked with the one in OTEL_KIT_AUDIT_KEY.
    """
    key = parse.key(_KEY, os.environ[_KEY]) if os.environ.get(_KEY) else None
    found = folder or base_folder(os.environ.get("OTEL_KIT_AUDIT_FOLDER"), os.environ)
    reports = {path: _checked(path, key) for path in _logs(found)}
    if as_json:
        typer.echo(json.dumps({str(path): asdict(report) for path, report in reports.items()}, indent=2))
    else:
        for path, report in reports.items():
            _show(path, report)
    raise typer.Exit(1 if any(report.findings for report in reports.values()) else 0)


def _logs(folder: Path) -> list[Path]:
    if any(folder.glob("*.audit")):
        return [folder]
    found = sorted({path.parent for path in folder.glob("*/*.audit")})
    if not found:
        raise OtelKitError(f"{folder}: no audit log is there\n  → otel-kit audit verify FOLDER")
    return found


def _checked(path: Path, key: bytes | None) -> Report:
    try:
        return check(path, key)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise OtelKitError(f"{path}: {reason}\n  → run it as the user that the service runs as") from error


def _show(path: Path, report: Report) -> None:
    sign = "✘" if report.findings else "✔"
    numbers = f"{report.first} to {report.last}" if report.entries else "none"
    typer.echo(f"{sign} {path}: entries {numbers}, delivered up to {report.delivered}")
    for finding in report.findings:
        typer.echo(f"  ✘ {finding}")
    for note in report.notes:
        typer.echo(f"  ! {note}")
