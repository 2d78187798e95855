"""Which version a server on this machine is, and whether our configuration files fit it."""

from __future__ import annotations

import functools
import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from otel_kit.ops.stack.specs import ServerSpec

__all__ = ["described_range", "fits", "version_of"]

# Both "prometheus, version 3.16.0 (branch: …" and "otelcol-kit version 0.1.0".
_ANSWER = re.compile(r"^[\w.-]+,? version v?(\d[\w.+-]*)", re.MULTILINE)


def version_of(program: Path) -> str | None:
    """Return what `program --version` says, None when it says nothing of the kind."""
    try:
        state = program.stat()
    except OSError:
        return None
    return _asked(program, state.st_mtime_ns, state.st_size)


_PATIENCE = 20  # seconds


@functools.lru_cache(maxsize=64)
def _asked(program: Path, _modified: int, _size: int) -> str | None:
    try:
        answer = subprocess.run(
            [program, "--version"],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = _ANSWER.search(answer.stdout + answer.stderr)
    return match.group(1) if match else None


def fits(version: str, spec: ServerSpec) -> bool:
    """Tell whether a server of this version can take the place of the one that we build."""
    if spec.fits is None:
        return version == spec.version
    at_least, below = spec.fits
    return _numbers(at_least) <= _numbers(version) < _numbers(below)


def described_range(spec: ServerSpec) -> str:
    """Return the versions that fit, for an error's sentence."""
    if spec.fits is None:
        return f"exactly {spec.version}, built by otel-kit"
    return f"{spec.fits[0]} or newer, below {spec.fits[1]}"


def _numbers(version: str) -> tuple[int, ...]:
    leading = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, leading.group().split("."))) if leading else ()
