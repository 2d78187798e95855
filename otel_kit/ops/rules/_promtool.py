"""Runs promtool on rendered files."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack.build import find_binary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Failure", "check_rules", "promtool", "test_rules"]

_LONGEST = 600  # seconds; the tests of a few hundred alerts take one


@dataclass(frozen=True)
class Failure:
    """A test that did not hold: its name and promtool's comparison."""

    name: str
    text: str


def promtool() -> Path:
    """Return the program; raise OtelKitError where there is none."""
    found = find_binary("promtool")
    if found is None:
        raise OtelKitError(
            "promtool is not there\n  → otel-kit stack build prometheus, or set OTEL_KIT_PROMTOOL_BIN"
        )
    return found


def check_rules(files: Sequence[Path]) -> str | None:
    """Return what promtool finds wrong in rule files, or None."""
    done = _run("check", "rules", "--lint=all", "--lint-fatal", *files)
    if done.returncode == 0:
        return None
    return "\n".join(
        line for line in (done.stdout + done.stderr).splitlines() if line.strip() and "SUCCESS" not in line
    )


def test_rules(files: Iterable[Path]) -> tuple[int, list[Failure]]:
    """Run all test files in one call; return how many tests there were, and those that failed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "junit.xml")
        done = _run("test", f"--junit={report}", "rules", *files)
        try:
            cases = list(ET.parse(report).getroot().iter("testcase"))  # noqa: S314 promtool's own
        except (OSError, ET.ParseError) as error:
            raise OtelKitError(
                f"promtool could not run the tests: {done.stderr.strip() or done.stdout.strip()}"
            ) from error
    failures = [
        Failure(case.get("name", ""), _text(case))
        for case in cases
        if any(part.tag in ("failure", "error") for part in case)
    ]
    if done.returncode != 0 and not failures:
        raise OtelKitError(f"promtool could not run the tests: {done.stderr.strip() or done.stdout.strip()}")
    return len(cases), failures


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(promtool()), *map(str, arguments)]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=_LONGEST)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OtelKitError(
            f"promtool could not be run: {error}\n  → otel-kit stack build prometheus"
        ) from error


def _text(case: ET.Element) -> str:
    return "\n".join(part.text or "" for part in case).strip("\n")
