"""`otel-kit demo --once` proves each link without a terminal and leaves nothing running."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import psutil
import pytest

from support.chain import OTEL_KIT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.chain

LINKS = ("services", "collector", "prometheus", "tempo", "loki", "rules", "alert", "notified", "resolved")


def test_demo_once_proves_each_link_and_leaves_nothing(tmp_path: Path) -> None:
    """A line a link, exit status 0, no process and no data left behind."""
    home = tmp_path / "home"
    done = subprocess.run(
        [OTEL_KIT, "demo", "--once"],
        env=_environment(home),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    proven = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("✔")]
    assert [name for name in proven if name in LINKS] == list(LINKS)
    assert _processes_of(home) == []
    assert not any(path.is_file() for path in home.rglob("*"))


def _environment(home: Path) -> dict[str, str]:
    import os

    return {**os.environ, "OTEL_KIT_HOME": str(home), "NO_COLOR": "1"}


def _processes_of(home: Path) -> list[str]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("OTEL_KIT_HOME") == str(home):
                found.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return found
