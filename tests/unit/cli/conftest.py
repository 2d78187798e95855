from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from otel_kit.ops.cli import main
from otel_kit.ops.stack import Stack
from support.standins import StandIns

OTEL_KIT = Path(sys.executable).with_name("otel-kit")


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A folder of its own for the stack, a working folder far from any checkout, and no server anywhere."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.setenv("OTEL_KIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OTEL_KIT_CACHE", str(tmp_path / "cache"))
    yield tmp_path / "home"
    if (tmp_path / "home" / "state.json").is_file():
        Stack(tmp_path / "home").down()


@pytest.fixture
def standins(tmp_path, monkeypatch):
    """Tiny programs in the place of all servers."""
    return StandIns(tmp_path / "bin", monkeypatch)


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `otel-kit` in this process, up to its exit."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["otel-kit", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        code = left.value.code
        return Answer(1, out, f"{err}{code}\n") if isinstance(code, str) else Answer(code or 0, out, err)

    return run


@pytest.fixture
def shell():
    """Run `otel-kit` as a person does: as a process of its own."""

    def shell(*arguments, **environment):
        done = subprocess.run(
            [OTEL_KIT, *map(str, arguments)],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return shell
