"""Runs pint (https://cloudflare.github.io/pint/) offline on rendered files: what promtool lets pass."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack.build import find_binary
from otel_kit.ops.stack.specs import TOOLS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["check_with_pint", "pint"]

_CONFIG = Path(__file__).with_name("pint.hcl")
_LONGEST = 120  # seconds; a few hundred rules take less than one


def pint() -> Path | None:
    """Return the program, None where it was not built."""
    return find_binary("pint", servers=TOOLS)


def check_with_pint(program: Path, folder: Path) -> list[str]:
    """Return what pint finds wrong in the rule files of a folder, a sentence each."""
    with tempfile.TemporaryDirectory() as beside:
        report = Path(beside, "pint.json")
        command = [
            *(str(program), "--config", str(_CONFIG), "--offline", "--no-color", "--log-level", "error"),
            *("lint", "--min-severity", "warning", "--json", str(report), str(folder)),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_LONGEST)
            found = json.loads(report.read_text(encoding="utf-8"))
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            raise OtelKitError(f"pint could not be run: {error}\n  → otel-kit stack build pint") from error
    if done.returncode and not found:
        raise OtelKitError(f"pint could not check the rules: {done.stderr.strip()}")
    return [_told(problem) for problem in found]


def _told(problem: Mapping[str, Any]) -> str:
    lines = problem.get("lines") or [0]
    details = (problem.get("details") or "").split("\n")[0]
    where = f"{Path(problem['path']).name}:{lines[0]}"
    return f"{where}: {problem['problem']} ({problem['reporter']}){f': {details}' if details else ''}"
