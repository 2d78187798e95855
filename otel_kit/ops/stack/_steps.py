"""How far `go` is, from the lines that it prints."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from otel_kit.ops.stack._progress import BuildProgress

if TYPE_CHECKING:
    from collections.abc import Callable

    from otel_kit.ops.stack._progress import BuildState

__all__ = ["Steps"]

_DOWNLOAD = re.compile(r"go: downloading (\S+)")
_PACKAGE = re.compile(r"[\w.~+-]+(/[\w.~+-]+)*")
_ESTIMATE_AFTER = 5.0  # seconds of compiling before an estimate is worth reading


class Steps:
    """Counts what `go list` downloads, then what `go build -v` compiles."""

    def __init__(
        self, server: str, *, modules: int, programs: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Start the clock; at most `modules` are to be downloaded and `programs` linked."""
        self._server = server
        self._programs = programs
        self._clock = clock
        self._started = clock()
        self._state: BuildState = "downloading"
        self._done, self._total = 0, modules
        self._compiled_before, self._compiling_since = 0, 0.0
        self._detail = ""

    def compile(self, compiled: int, total: int) -> None:
        """Go on to the packages: `total` are needed, of which `compiled` are in Go's cache."""
        self._state, self._detail = "compiling", ""
        self._done, self._total = compiled, total
        self._link_if_last()
        self._compiled_before, self._compiling_since = compiled, self._clock()

    def hear(self, line: str) -> bool:
        """Take note of a line that says how far `go` is; False for any other line."""
        if download := _DOWNLOAD.match(line):
            self._detail = download.group(1)
            self._done += self._state == "downloading"
            return True
        if self._state == "downloading" or not _PACKAGE.fullmatch(line):
            return False
        self._detail = line
        self._done = min(self._done + 1, self._total)
        self._link_if_last()
        return True

    def _link_if_last(self) -> None:
        """Notice that only the programs' own packages are left: from here on the linker takes the time."""
        if self._total - self._done <= self._programs:
            self._state = "linking"

    def progress(self) -> BuildProgress:
        """Return the state of now."""
        elapsed = self._clock() - self._started
        remaining = self._remaining() if self._state == "compiling" else None
        return BuildProgress(
            self._server, self._done, self._total, elapsed, self._state, remaining, self._detail
        )

    def _remaining(self) -> float | None:
        spent, steps = self._clock() - self._compiling_since, self._done - self._compiled_before
        if spent < _ESTIMATE_AFTER or not steps:
            return None
        return spent / steps * (self._total - self._done)
