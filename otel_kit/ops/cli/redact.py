"""`otel-kit redact`: try on a file what telemetry loses on its way out of a service."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from otel_kit import settings
from otel_kit.exceptions import OtelKitError
from otel_kit.pipeline._privacy import rules_of
from otel_kit.pipeline.redaction import Redactor, Rules


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("redact")(redact)


def redact(
    file: Annotated[str, typer.Argument(help="A text file, such as a log; - reads standard input.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print text and counts as JSON.")] = False,
) -> None:
    """Print a file as telemetry would leave the service: personal data and secrets replaced.

    What was replaced is counted by kind on standard error. The file itself stays as it is. OTEL_KIT_REDACTION_*
    variables count as they do in a service.
    """
    text = _read(file)
    counts: Counter[str] = Counter()
    rules = replace(_rules(), max_length=len(text) + 1)
    redacted = Redactor(rules, lambda kind, _, number: counts.update({kind: number})).redact_text(text)
    if as_json:
        typer.echo(json.dumps({"text": redacted, "counts": dict(sorted(counts.items()))}, indent=2))
        return
    typer.echo(redacted, nl=False)
    typer.echo(_told(counts), err=True)


def _rules() -> Rules:
    return rules_of(settings.load({"redaction": True}, os.environ)) or Rules()


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return Path(file).read_bytes().decode("utf-8", "replace")
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise OtelKitError(f"{file}: {reason}\n  → otel-kit redact FILE, or - for standard input") from error


def _told(counts: Counter[str]) -> str:
    if not counts:
        return "nothing to redact"
    kinds = ", ".join(f"{kind} {number}" for kind, number in counts.most_common())
    return f"{sum(counts.values())} redacted: {kinds}"
