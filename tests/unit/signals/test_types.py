"""A wrong call is an error before the service runs: for mypy and for pyright."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

CALLS = Path(__file__).with_name("typed_calls.py")
CHECKOUT = Path(__file__).parents[3]
CHECKERS = {
    "mypy": [sys.executable, "-m", "mypy", "--strict", "--cache-dir={cache}"],
    "pyright": [Path(sys.executable).with_name("pyright"), f"--pythonpath={sys.executable}"],
}


@pytest.mark.parametrize("checker", CHECKERS)
def test_each_wrong_call_is_refused_and_each_right_one_taken(checker, tmp_path):
    command = [str(part).format(cache=tmp_path) for part in CHECKERS[checker]]
    printed = subprocess.run(
        [*command, CALLS], cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=300
    ).stdout

    refused = {int(line) for line in re.findall(r"typed_calls\.py:(\d+).*error", printed)}
    lines = enumerate(CALLS.read_text().splitlines(), 1)
    assert refused == {number for number, line in lines if line.endswith("# error")}, printed
