"""Bring the demo up, watch it until it is over or interrupted, and end exactly what it started."""

from __future__ import annotations

import contextlib
import fcntl
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import ui
from otel_kit.ops._paths import home
from otel_kit.ops._signals import interrupted_by
from otel_kit.ops.demo._leadflow import Leadflow, redis_server
from otel_kit.ops.demo._links import links
from otel_kit.ops.demo._show import Lines, Live
from otel_kit.ops.demo._snapshot import Reader
from otel_kit.ops.demo._story import Event, Story
from otel_kit.ops.stack import PROFILES, SERVER_NAMES, Endpoints, ServerDiedError, Stack, up
from otel_kit.ops.stack._layout import writing
from otel_kit.ops.stack.ports import choose_ports, free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from otel_kit.ops.demo._show import Show
    from otel_kit.ops.stack import StackProgress

_PROFILE = "demo"
_LOOK_EVERY_SECONDS = 0.5
_READY_WITHIN_SECONDS = 60.0
_PROVEN_WITHIN_SECONDS = 240.0  # after every server is ready
# They end it as Ctrl-C does, which is among them since it is ignored after `make … &`.
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_NO_REDIS = "no redis-server on PATH: the worker takes its jobs through Celery's file-system broker"


def run(*, once: bool, rate: float) -> bool:
    """Run the demo; return whether every link was proven (`once`), or `True` when it was interrupted."""
    folder = home() / "demo"
    with _only_one(folder), interrupted_by(*_ENDING):
        ports, _ = choose_ports({}, {})
        endpoints = Endpoints.of(ports)
        storefront, portal, redis = free_ports(3)
        leadflow = Leadflow(folder / "run" / "leadflow", storefront, portal, redis)
        programs = leadflow.programs(endpoints.otlp_http, rate=rate)
        stack = Stack(folder, profile=_PROFILE, ephemeral=True, ports=ports, programs=programs)
        with _page(endpoints, wanted=not once) as page:
            show: Show = Lines() if once or not Live.fits() else Live(endpoints, page)
            demo = _Demo(stack, leadflow, [program.name for program in programs], page)
            try:
                return demo.watch(show, once=once)
            except KeyboardInterrupt:
                return not once
            finally:
                signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave servers behind
                show.close()
                demo.end()


class _Demo:
    """The stack with leadflow on it, brought up beside the watching."""

    def __init__(self, stack: Stack, leadflow: Leadflow, programs: list[str], page: str) -> None:
        self._stack = stack
        self._page = page  # its address until it was shown
        self._leadflow = leadflow
        self._programs = programs
        self._story = Story(switch=leadflow.switch)
        self._servers = dict.fromkeys(SERVER_NAMES, "waiting")
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="demo-stack")
        self._bringing: Future[None] | None = None
        self._watched: list[str] = []  # programs that should be running now

    def watch(self, show: Show, *, once: bool) -> bool:
        """Look at the chain until every link is proven (`once`), or without end."""
        began = ready_at = time.monotonic()
        if redis_server() is None:
            self._note(_NO_REDIS)
        self._bringing = self._pool.submit(up, self._stack, on_progress=self._progress, stop=self._stop)
        self._wait_for_collector(show, began)
        self._start_leadflow()
        reader = Reader(self._stack.endpoints)
        while True:
            self._check(once=once)
            snapshot = reader.read()
            self._story.advance(snapshot, time.time())
            found = links(snapshot, self._story)
            show.update(snapshot, self._story, found, self._servers, time.monotonic() - began)
            if once and all(link.proven for link in found):
                return True
            if self._servers:
                ready_at = time.monotonic()
            elif self._page:
                self._show_page()
            elif once and time.monotonic() - ready_at > _PROVEN_WITHIN_SECONDS:
                show.missed(found)
                return False
            self._stop.wait(_LOOK_EVERY_SECONDS)

    def end(self) -> None:
        """End everything, whatever state it is in."""
        self._stop.set()
        self._pool.shutdown()
        self._stack.down()

    def _show_page(self) -> None:
        self._note(f"dashboards, traces, logs and alerts: {self._page}")
        ui.show(self._page)
        self._page = ""

    def _progress(self, progress: StackProgress) -> None:
        if progress.state == "ready":
            self._servers.pop(progress.server, None)
        else:
            self._servers[progress.server] = progress.detail

    def _wait_for_collector(self, show: Show, began: float) -> None:
        while "collector" in self._servers:
            self._check(once=True)
            show.waiting(self._servers, time.monotonic() - began)
            self._stop.wait(_LOOK_EVERY_SECONDS)

    def _start_leadflow(self) -> None:
        self._leadflow.state.mkdir(parents=True, exist_ok=True)
        for name in self._programs:
            self._stack.start(name)
            self._stack.wait_ready(name, _READY_WITHIN_SECONDS)
            self._watched.append(name)

    def _check(self, *, once: bool) -> None:
        """Raise what ended the bringing up; tell of a program that died, and give up on it if `once`."""
        if self._bringing and self._bringing.done():
            self._bringing.result()
        for name in [name for name in self._watched if not self._stack.is_running(name)]:
            self._watched.remove(name)
            try:
                self._stack.is_ready(name)
            except ServerDiedError as died:
                if once:
                    raise
                self._note(str(died).splitlines()[0])

    def _note(self, text: str) -> None:
        self._story.events.append(Event(time.time(), text))


@contextlib.contextmanager
def _page(endpoints: Endpoints, *, wanted: bool) -> Iterator[str]:
    """Serve the page of `otel-kit ui` inside the block and give its address; none where it is not wanted."""
    if not wanted:
        yield ""
        return
    app = ui.application(ui.Backends.of(endpoints), environment=PROFILES[_PROFILE].rule_values)
    with ui.serving(app) as address:
        yield address


@contextlib.contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Hold the demo's folder; end what an earlier demo left behind when it was killed."""
    with writing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.with_suffix(".lock")
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OtelKitError(
                f"{folder}: a demo is running here already\n  → end it with Ctrl-C, or set OTEL_KIT_HOME to another folder"
            ) from None
        if (folder / "state.json").exists():
            Stack.attach(folder).down()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
