"""The programs that the tests run, as the stack finds them."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from otel_kit.ops.stack._binaries import find_binary
from otel_kit.ops.stack.specs import SERVERS, TOOLS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_SERVERS_AND_TOOLS = {**SERVERS, **TOOLS}


def program(name: str) -> Path:
    """Return a program; the test fails where it is not built."""
    found = find_binary(name, servers=_SERVERS_AND_TOOLS)
    assert found is not None, f"{name} is not built: otel-kit stack build {name}"
    return found


def said(
    command: Sequence[str | Path], *, environ: Mapping[str, str] | None = None, folder: Path | None = None
) -> str:
    """Return what a command that must succeed prints; `environ` comes on top of ours."""
    done = subprocess.run(
        [str(part) for part in command],
        env={**os.environ, **(environ or {})},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
