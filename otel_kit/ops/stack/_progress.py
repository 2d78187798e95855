"""How far the building of a server is, and how it is shown: as bars on a terminal, else as lines."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rich.progress import BarColumn, Progress, TextColumn

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from rich.console import Console
    from rich.progress import TaskID
    from typing_extensions import Self

__all__ = ["BuildProgress", "BuildState", "BuildView", "describe"]

# waiting: for its turn, or for another process that builds it. done: it is there, built now or before.
BuildState = Literal["waiting", "downloading", "compiling", "linking", "done", "failed"]
_EVERY = 10.0  # seconds between two lines about the same server


@dataclass(frozen=True)
class BuildProgress:
    """One report: `done` of `total` packages are compiled (or modules downloaded) after `elapsed` seconds.

    `total` is 0 as long as it is unknown; `remaining` is an estimate in seconds; `detail` says which package
    or module, who is waited for, where the finished program is, or why it failed.
    """

    server: str
    done: int
    total: int
    elapsed: float
    state: BuildState
    remaining: float | None = None
    detail: str = ""

    @property
    def fraction(self) -> float:
        """The compiled share, from 0 to 1."""
        if self.state == "done":
            return 1.0
        return self.done / self.total if self.total and self.state in {"compiling", "linking"} else 0.0


def describe(progress: BuildProgress) -> str:
    """Return the report as words, without the server's name."""
    spent = f"after {_duration(progress.elapsed)}"
    if progress.state == "downloading":
        counted = f" {progress.done} of about {progress.total}" if progress.done else ""
        return f"downloading modules{counted}, {spent}"
    if progress.state == "compiling":
        left = "" if progress.remaining is None else f", about {_duration(progress.remaining)} left"
        return (
            f"{int(100 * progress.fraction):3} %  package {progress.done} of {progress.total}, {spent}{left}"
        )
    if progress.state == "linking":
        return f"linking, {spent}"
    if progress.state == "waiting":
        return progress.detail or "waiting for its turn"
    if progress.state == "failed":
        return f"failed {spent}: {progress.detail}"
    return f"built in {_duration(progress.elapsed)}" if progress.elapsed else f"there: {progress.detail}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


class BuildView:
    """Shows reports while it is entered; hand its `show` to `build_servers`."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        """Draw on `console`, with bars if it is a terminal."""
        self._console = console
        self._clock = clock
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._shown: dict[str, tuple[str, float]] = {}

    def __enter__(self) -> Self:
        """Start to draw."""
        if self._console.is_terminal:
            columns = (
                TextColumn("{task.fields[server]:13}"),
                BarColumn(24),
                TextColumn("{task.description}"),
            )
            self._bars = Progress(*columns, console=self._console)
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the last state on the screen."""
        if self._bars:
            self._bars.stop()

    def show(self, progress: BuildProgress) -> None:
        """Show one report: at once as a bar; as a line when the state changes, else every 10 s."""
        if self._bars:
            self._draw(self._bars, progress)
        elif self._is_news(progress):
            line = f"{progress.server:13}{describe(progress)}"
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _draw(self, bars: Progress, progress: BuildProgress) -> None:
        if progress.server not in self._tasks:
            self._tasks[progress.server] = bars.add_task("", total=1, server=progress.server)
        task = self._tasks[progress.server]
        bars.update(task, description=describe(progress), completed=progress.fraction)

    def _is_news(self, progress: BuildProgress) -> bool:
        state, at = self._shown.get(progress.server, ("", 0.0))
        now = self._clock()
        if progress.state == state and (now - at < _EVERY or state in {"waiting", "done", "failed"}):
            return False
        self._shown[progress.server] = (progress.state, now)
        return True
