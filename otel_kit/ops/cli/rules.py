"""`otel-kit rules`."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path  # noqa: TC003 typer reads the annotations
from typing import Annotated

import typer

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import rules
from otel_kit.ops._paths import bundle, in_checkout
from otel_kit.ops.cli import rules_explain


def register(app: typer.Typer) -> None:
    """Add this group to the command line."""
    group = typer.Typer(help="Build, check and test the alerting rules.", no_args_is_help=True)

    group.command("mutate")(mutate)
    group.command("explain")(rules_explain.explain)

    @group.command("build")
    def build(
        out: Annotated[
            Path | None,
            typer.Option(
                help="Folder for prometheus/, kubernetes/, tests/ and runbooks/. Default: where they belong in a checkout."
            ),
        ] = None,
        environment: Annotated[
            str | None, typer.Option(help="Values of rules/values.yaml for the rule files, such as demo.")
        ] = None,
    ) -> None:
        """Write the rule files, their promtool tests and the runbooks."""
        folder, runbooks = _places(out)
        paths = rules.generate(folder, runbooks, environment)
        typer.echo(f"{len(paths)} files written below {folder} and {runbooks}")

    @group.command("check")
    def check(
        as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    ) -> None:
        """Check the source: form, metrics against the registry, tests and runbooks complete, promtool, pint."""
        report = rules.check()
        typer.echo(_as_json(report) if as_json else _told(report))
        raise typer.Exit(0 if report.ok else 1)

    @group.command("test")
    def test() -> None:
        """Run every alert's tests with promtool."""
        begin = time.monotonic()
        report = rules.run_tests()
        for failure in report.failures:
            typer.echo(f"✘ {failure.name}\n{failure.text}\n")
        passed = report.tests - len(report.failures)
        mark = "✘" if report.failures else "✔"
        typer.echo(
            f"{mark} {_counted(report.alerts, 'alert')}, {passed} of {report.tests} tests passed, {time.monotonic() - begin:.1f} s"
        )
        raise typer.Exit(1 if report.failures else 0)

    app.add_typer(group, name="rules")


def mutate(
    names: Annotated[
        list[str] | None, typer.Argument(help="Alerts or recordings; all if none is named.")
    ] = None,
    *,
    at_least: Annotated[
        float, typer.Option(min=0, max=1, help="The share that must be noticed for exit status 0.")
    ] = 0.95,
    jobs: Annotated[int, typer.Option(min=1, max=16, help="Calls of promtool side by side.")] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Put faults into alerts and recordings, one at a time, and show those that no test notices."""
    begin = time.monotonic()

    def tell(done: int, of: int) -> None:
        typer.echo(f"\r  {done} of {_counted(of, 'alert')} mutated", err=True, nl=done == of)

    report = rules.mutation(names or (), jobs=jobs, on_batch=tell if sys.stderr.isatty() else None)
    if as_json:
        typer.echo(json.dumps({**asdict(report), "mutants": report.mutants, "share": report.share}, indent=2))
    else:
        typer.echo(_mutated(report, at_least, time.monotonic() - begin))
    raise typer.Exit(0 if report.share >= at_least else 1)


def _mutated(report: rules.MutationReport, at_least: float, took: float) -> str:
    lines = [f"✘ {one.alert} ({one.place}): {one.kind}: {one.what}" for one in report.survivors]
    missed = Counter(one.kind for one in report.survivors)
    kinds = ", ".join(f"{kind} {made - missed[kind]}/{made}" for kind, made in report.made.items() if made)
    mark = "✔" if report.share >= at_least else "✘"
    caught = report.mutants - len(report.survivors)
    what = f"{_counted(report.alerts, 'alert')}, {_counted(report.recordings, 'recording')}"
    noticed = f"{what}: {caught} of {_counted(report.mutants, 'fault')} noticed"
    share = f"{report.share:.1%} (goal {at_least:.0%}), {took:.1f} s"
    return "\n".join([*lines, f"  {kinds}", f"{mark} {noticed}, {share}"])


def _places(out: Path | None) -> tuple[Path, Path]:
    if out is not None:
        return out, out / "runbooks"
    if not in_checkout():
        raise OtelKitError(
            "this is no checkout, so there is no place for generated rules\n  → otel-kit rules build --out FOLDER"
        )
    return bundle("rules", "build"), bundle("docs", "runbooks")


def _told(report: rules.CheckReport) -> str:
    lines = [
        *(f"✘ {finding}" for finding in report.findings),
        *(f"✘ promtool, {text}" for text in report.promtool),
        *(f"✘ pint, {text}" for text in report.pint or ()),
    ]
    if report.pint is None:
        lines.append("! pint is not there, so what it checks was left out\n  → otel-kit stack build pint")
    mark = "✔" if report.ok else "✘"
    what = f"{_counted(report.alerts, 'alert')}, {_counted(report.recordings, 'recording rule')}"
    where = ", ".join(("default", *report.environments))
    found = len(report.findings) + len(report.promtool) + len(report.pint or ())
    return "\n".join([*lines, f"{mark} {what}; environments: {where}; {found or 'nothing'} to mend"])


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _as_json(report: rules.CheckReport) -> str:
    findings = [{**asdict(one), "place": str(one.place)} for one in report.findings]
    return json.dumps({**asdict(report), "findings": findings, "ok": report.ok}, indent=2)
