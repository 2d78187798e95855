"""Run every scenario and print the table; the exit status is 1 if anything accepted was lost."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from faults.field import Field
from faults.scenarios import SCENARIOS
from faults.table import heading, rows
from faults.trial import run

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a row for each signal of each scenario as soon as it is counted."""
    names = [scenario.name for scenario in SCENARIOS]
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME")
    parser.add_argument("--keep", type=Path, help="keep the servers' logs and data in this folder")
    given = parser.parse_args(arguments)
    folder = given.keep or Path(tempfile.mkdtemp(prefix="otel-kit-faults-"))
    began = time.monotonic()
    outcomes = []
    try:
        with Field(folder).running() as field:
            _tell(heading())
            for scenario in [scenario for scenario in SCENARIOS if scenario.name in given.only]:
                if scenario.needs_root and os.geteuid() != 0:
                    _tell(f"{scenario.name}: not run, it takes root")
                    continue
                outcomes.append(run(field, scenario))
                _tell(rows(outcomes[-1]))
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
    broken = [outcome.scenario.name for outcome in outcomes if not outcome.is_as_promised]
    _tell(f"\n{len(outcomes)} scenarios in {time.monotonic() - began:.0f} s")
    _tell(f"not as promised: {', '.join(broken)}" if broken else "nothing lost that was accepted")
    return 1 if broken else 0


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
