"""Build the stack's servers from pinned Go modules into the cache, and find them there."""

from __future__ import annotations

import os
import queue
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops._paths import cache
from otel_kit.ops.stack._binaries import cached_path, find_binary, server_folder
from otel_kit.ops.stack._buildfailure import BuildError, StackBuildError
from otel_kit.ops.stack._gobuild import GoBuild
from otel_kit.ops.stack._lock import locked
from otel_kit.ops.stack._progress import BuildProgress
from otel_kit.ops.stack._versions import version_of
from otel_kit.ops.stack.golang import find_go
from otel_kit.ops.stack.specs import SERVERS, ServerSpec, spec_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from otel_kit.ops.stack._progress import BuildState

__all__ = [
    "BuildError",
    "BuildProgress",
    "StackBuildError",
    "build_servers",
    "cached_path",
    "find_binary",
    "version_of",
]

_NICENESS_STEP = 4  # the earlier server gets the processor first; running programs come before all of them
_UNUSED_DAYS = 30


class _StoppedError(Exception):
    """The caller no longer wants the build."""


def build_servers(
    names: Iterable[str] = (),
    jobs: int = 2,
    on_progress: Callable[[BuildProgress], None] | None = None,
    *,
    stop: threading.Event | None = None,
    servers: Mapping[str, ServerSpec] = SERVERS,
) -> None:
    """Build the named servers (all, if none is named) that cannot be found, in the order of `servers`.

    At most `jobs` are compiled at a time. `on_progress` is called in this thread: at least once a second for
    a server that is being built, once with state "done" for one that is there already. Setting `stop` (then
    this returns) or an exception in this thread (Ctrl-C) ends the builds; what is compiled by then is kept.
    Raises `StackBuildError` after the others are built, `OtelKitError` if there is no Go or the cache is not
    writable.
    """
    report = on_progress or (lambda _: None)
    missing = _missing(names, servers, report)
    if not missing:
        return
    _Builder(find_go(), stop or threading.Event(), servers).build(missing, jobs, report)


def _missing(
    names: Iterable[str], servers: Mapping[str, ServerSpec], report: Callable[[BuildProgress], None]
) -> list[ServerSpec]:
    wanted = {spec_of(name, servers)[0].name for name in names} or set(servers)
    missing = []
    for spec in servers.values():
        if spec.name in wanted:
            found = [find_binary(binary.name, servers=servers) for binary in spec.binaries]
            if None in found:
                missing.append(spec)
            else:
                report(BuildProgress(spec.name, 0, 0, 0.0, "done", detail=str(found[0])))
    return missing


class _Builder:
    """Builds servers in threads; the thread that called `build` hands their reports on."""

    def __init__(self, go: Path, stop: threading.Event, servers: Mapping[str, ServerSpec]) -> None:
        self._go = go
        self._stop = stop
        self._over = threading.Event()
        self._servers = servers
        self._reports: queue.SimpleQueue[BuildProgress | None] = queue.SimpleQueue()

    def build(self, specs: list[ServerSpec], jobs: int, report: Callable[[BuildProgress], None]) -> None:
        for spec in specs:
            _make_folder(server_folder(spec))
        for spec in specs[jobs:]:
            report(BuildProgress(spec.name, 0, 0, 0.0, "waiting"))
        with ThreadPoolExecutor(max_workers=max(1, jobs), thread_name_prefix="build") as pool:
            futures = [pool.submit(self._one, spec) for spec in specs]
            for future in futures:
                future.add_done_callback(lambda _: self._reports.put(None))
            try:
                self._hand_on(len(futures), report)
            finally:  # after Ctrl-C above all: leave nothing running
                self._over.set()
        failures = [error for future in futures if (error := future.result())]
        if failures:
            raise StackBuildError(failures)

    def _hand_on(self, unfinished: int, report: Callable[[BuildProgress], None]) -> None:
        while unfinished:
            progress = self._reports.get()
            if progress is None:
                unfinished -= 1
            else:
                report(progress)

    def _one(self, spec: ServerSpec) -> OtelKitError | None:
        """Build one server in a thread of the pool; return what went wrong."""
        started = time.monotonic()
        try:
            program = self._locked(spec, started)
        except _StoppedError:
            return None
        except OSError as error:
            failure: OtelKitError = _unusable(server_folder(spec), error)
        except OtelKitError as error:
            failure = error
        else:
            self._tell(spec, started, "done", str(program))
            return None
        self._tell(spec, started, "failed", str(failure).splitlines()[-1].strip(" →"))
        return failure

    def _locked(self, spec: ServerSpec, started: float) -> Path:
        def wait(holder: str) -> None:
            self._tell(spec, started, "waiting", f"process {holder} is building it")
            self._pause(0.5)

        self._pause(0)
        with locked(server_folder(spec) / ".lock", wait):
            final = cached_path(spec.binaries[0].name, servers=self._servers)
            if not all((final.parent / binary.file).is_file() for binary in spec.binaries):
                self._make(spec, final.parent)
            return final

    def _make(self, spec: ServerSpec, final: Path) -> None:
        """Build beside `final` and rename, so that a folder of the cache is whole or not there."""
        _sweep(final.parent)
        temporary = final.parent / f".{final.name}.{os.getpid()}.building"
        place = list(self._servers).index(spec.name)
        try:
            GoBuild(self._go, place * _NICENESS_STEP, self._reports.put, self._pause).build(spec, temporary)
            if final.exists():
                shutil.rmtree(final)
            temporary.rename(final)
        finally:
            _sweep(final.parent)  # again: the last step of a build that was killed may have written meanwhile
        _prune(final)

    def _tell(self, spec: ServerSpec, started: float, state: BuildState, detail: str) -> None:
        elapsed = time.monotonic() - started
        self._reports.put(BuildProgress(spec.name, 0, 0, elapsed, state, detail=detail))

    def _pause(self, seconds: float) -> None:
        if self._stop.wait(seconds) or self._over.is_set():
            raise _StoppedError


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error) from None


def _unusable(folder: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        "OTEL_KIT_CACHE",
        str(cache()),
        problem=f"{error.filename or folder}: {error.strerror}",
        fix="set OTEL_KIT_CACHE to a folder that can be written and has 1 GB to spare",
    )


def _sweep(folder: Path) -> None:
    """Remove what builds left that did not come to their end; whoever calls it holds the folder's lock."""
    for left_over in folder.glob(".*.building"):
        shutil.rmtree(left_over, ignore_errors=True)


def _prune(current: Path) -> None:
    """Remove the builds of a server that nobody has asked for in the last 30 days."""
    for folder in current.parent.iterdir():
        age = time.time() - folder.stat().st_mtime
        if folder.is_dir() and folder != current and age > _UNUSED_DAYS * 86_400:
            shutil.rmtree(folder, ignore_errors=True)
