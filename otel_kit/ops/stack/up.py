"""Bring a stack up: build what is missing, start each server as soon as its program is there, until all are ready."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack._progress import describe
from otel_kit.ops.stack.build import build_servers, find_binary
from otel_kit.ops.stack.programs import SERVER_NAMES
from otel_kit.ops.stack.specs import SERVERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Future

    from typing_extensions import Self

    from otel_kit.ops.stack._progress import BuildProgress
    from otel_kit.ops.stack.specs import ServerSpec
    from otel_kit.ops.stack.stack import Stack

__all__ = ["StackProgress", "up"]

_POLL_SECONDS = 0.05
_READY_WITHIN_SECONDS = 120.0


@dataclass(frozen=True)
class StackProgress:
    """What one server came to: `detail` is a few words for people, `seconds` how long the state took.

    `build` is the build's own report while the state is `building`.
    """

    server: str
    state: Literal["building", "starting", "ready", "failed"]
    detail: str
    seconds: float = 0.0
    build: BuildProgress | None = None


def up(
    stack: Stack,
    names: Iterable[str] = SERVER_NAMES,
    on_progress: Callable[[StackProgress], None] | None = None,
    build: bool = True,
    *,
    timeout: float = _READY_WITHIN_SECONDS,
    stop: threading.Event | None = None,
    servers: Mapping[str, ServerSpec] = SERVERS,
) -> None:
    """Return when every server of `names` is ready, within `timeout` seconds of its start.

    `on_progress` is called in this thread. Setting `stop` gives up. What is missing of `servers` is built. If anything fails, or is interrupted, what
    this call started is ended again before the error is raised.
    """
    names = list(names)
    with contextlib.ExitStack() as undo:
        was_up = stack.is_up
        stack.prepare()
        bringing = _Bringing(stack, names, on_progress or (lambda _: None), timeout)
        undo.callback(bringing.undo if was_up else stack.down)
        with _Building(names, servers, stop or threading.Event(), build=build) as building:
            while not bringing.step(building):
                building.wait(_POLL_SECONDS)
        undo.pop_all()


class _Building:
    """Builds what is missing in a thread, and hands the reports to whoever asks."""

    def __init__(
        self, names: list[str], servers: Mapping[str, ServerSpec], stop: threading.Event, *, build: bool
    ) -> None:
        self._missing = [
            name for name in names if name in servers and find_binary(name, servers=servers) is None
        ]
        if self._missing and not build:
            listed = ", ".join(self._missing)
            raise OtelKitError(
                f"not built: {listed}\n  → otel-kit stack build {' '.join(self._missing)}, "
                "or name programs of yours as OTEL_KIT_PROMETHEUS_BIN and the like"
            )
        self._servers = servers
        self._stop = stop
        self._reports: queue.SimpleQueue[BuildProgress] = queue.SimpleQueue()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stack-build")
        self._future: Future[None] | None = None

    def __enter__(self) -> Self:
        if self._missing:
            self._future = self._pool.submit(
                build_servers,
                tuple(self._missing),
                on_progress=self._reports.put,
                stop=self._stop,
                servers=self._servers,
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self._future and not self._future.done():
            self._stop.set()
        self._pool.shutdown()

    def wait(self, seconds: float) -> None:
        """Wait a moment; raise what made the build fail, or `OtelKitError` if somebody gave up."""
        if self._stop.wait(seconds):
            raise OtelKitError("the stack was stopped before it was up")
        if self._future and self._future.done():
            self._future.result()

    def reports(self) -> Iterator[BuildProgress]:
        """Yield what was reported since the last call; what is done is there from then on."""
        with contextlib.suppress(queue.Empty):
            while True:
                progress = self._reports.get_nowait()
                if progress.state == "done":
                    self._missing.remove(progress.server)
                yield progress

    def is_there(self, name: str) -> bool:
        """Tell whether a program can be started now."""
        return name not in self._missing


class _Bringing:
    """Takes each server from its program to its readiness, one look at a time."""

    def __init__(
        self, stack: Stack, names: list[str], report: Callable[[StackProgress], None], timeout: float
    ) -> None:
        self._stack = stack
        self._waiting = list(names)
        self._starting: dict[str, float] = {}
        self._started_here: list[str] = []
        self._report = report
        self._timeout = timeout

    def step(self, building: _Building) -> bool:
        """Start what can be started and look at what was; return whether all are ready."""
        for progress in building.reports():
            words = describe(progress)
            self._report(StackProgress(progress.server, "building", words, progress.elapsed, progress))
        for name in [name for name in self._waiting if building.is_there(name)]:
            self._start(name)
        for name in list(self._starting):
            self._look(name)
        return not self._waiting and not self._starting

    def undo(self) -> None:
        """Stop what `step` started."""
        for name in reversed(self._started_here):
            self._stack.stop(name)

    def _start(self, name: str) -> None:
        self._waiting.remove(name)
        self._starting[name] = time.monotonic()
        if not self._stack.is_running(name):
            self._started_here.append(name)
            self._report(StackProgress(name, "starting", "starting"))
            self._stack.start(name)

    def _look(self, name: str) -> None:
        seconds = time.monotonic() - self._starting[name]
        try:
            if self._stack.is_ready(name):
                del self._starting[name]
                self._report(StackProgress(name, "ready", f"ready in {seconds:.1f} s", seconds))
            elif seconds > self._timeout:
                self._stack.wait_ready(name, timeout=0)  # raises with its last log lines
        except OtelKitError as error:
            self._report(StackProgress(name, "failed", str(error).splitlines()[0], seconds))
            raise
