"""Compile one server with `go`."""

from __future__ import annotations

import os
import shlex
import tempfile
from collections import deque
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from otel_kit.ops.stack._buildfailure import BuildError, is_passing
from otel_kit.ops.stack._command import run
from otel_kit.ops.stack._steps import Steps
from otel_kit.ops.stack.golang import go_environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from otel_kit.ops.stack._progress import BuildProgress
    from otel_kit.ops.stack.specs import ServerSpec

__all__ = ["GoBuild"]

_KEPT_LINES = 15
_DOWNLOAD_TRIES = 3
_BETWEEN_TRIES = 3.0  # seconds


@dataclass(frozen=True)
class GoBuild:
    """How to build: `go`, its niceness, who hears the progress, and `pause(seconds)`, which raises to stop."""

    go: Path
    niceness: int
    report: Callable[[BuildProgress], None]
    pause: Callable[[float], None]

    def build(self, spec: ServerSpec, folder: Path) -> None:
        """Build the programs of `spec` into `folder`, which must not exist. Raises `BuildError`."""
        work = folder / "work"
        work.mkdir(parents=True)
        environment = go_environment() | {"GOTMPDIR": str(work)}  # so that it goes with the folder
        steps = Steps(spec.name, modules=_modules_needed(spec.module_dir), programs=len(spec.binaries))
        self._download(spec, steps, environment)
        self._compile(spec, steps, environment, folder)
        work.rmdir()

    def _download(self, spec: ServerSpec, steps: Steps, environment: dict[str, str]) -> None:
        """Fetch the modules that are missing and count the packages to compile: one `go list` does both."""
        command = ["list", "-deps", "-f", "{{.Stale}}", *spec.flags, *_packages(spec)]
        for tries_left in reversed(range(_DOWNLOAD_TRIES)):
            with tempfile.TemporaryFile() as output:
                lines = self._go(command, spec, steps, environment, output)
                output.seek(0)
                states = output.read().split()
            if lines is None:
                steps.compile(states.count(b"false"), len(states))
                return
            if not tries_left or not is_passing("\n".join(lines)):
                raise BuildError(spec.name, self._shown(command, spec), lines)
            self.pause(_BETWEEN_TRIES)

    def _compile(self, spec: ServerSpec, steps: Steps, environment: dict[str, str], folder: Path) -> None:
        alone = len(spec.binaries) == 1
        target = str(folder / spec.binaries[0].file) if alone else f"{folder}{os.sep}"
        command = ["build", "-v", *spec.flags, "-o", target, *_packages(spec)]
        lines = self._go(command, spec, steps, environment)
        if lines is not None:
            raise BuildError(spec.name, self._shown(command, spec), lines)

    def _go(
        self,
        command: list[str],
        spec: ServerSpec,
        steps: Steps,
        environment: dict[str, str],
        output: IO[bytes] | None = None,
    ) -> list[str] | None:
        """Run `go`; None if all went well, else the last lines that it printed."""
        kept: deque[str] = deque(maxlen=_KEPT_LINES)

        def hear(line: str) -> None:
            if steps.hear(line):
                self.report(steps.progress())
            elif line.strip():
                kept.append(line.rstrip())

        def tick() -> None:
            self.pause(0)
            self.report(steps.progress())

        status = run(
            ["nice", "-n", str(self.niceness), str(self.go), *command],
            folder=spec.module_dir,
            environment=environment,
            on_line=hear,
            tick=tick,
            output=output,
        )
        return list(kept) if status else None

    def _shown(self, command: list[str], spec: ServerSpec) -> str:
        """Return the command so that a reader can run it."""
        settings = [f"{key}={shlex.quote(value)}" for key, value in go_environment({}).items() if value]
        folder = shlex.quote(os.path.relpath(spec.module_dir))
        return f"cd {folder} && {' '.join(settings)} {shlex.join([str(self.go), *command])}"


def _packages(spec: ServerSpec) -> list[str]:
    return [binary.package for binary in spec.binaries]


def _modules_needed(module_dir: Path) -> int:
    """Return how many modules go.sum has the content of: as many as an empty module cache would fetch."""
    sums = module_dir / "go.sum"
    lines = sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else []
    return sum("/go.mod " not in line for line in lines)
