"""Processes that were started earlier, known by pid and time of creation."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import psutil

from otel_kit.ops.stack._state import Identity

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["end", "identify", "is_running", "memory_of"]

_SAME_WITHIN_SECONDS = 0.5


def identify(pid: int) -> Identity | None:
    """Return who a pid is now, `None` if there is no such process."""
    try:
        return Identity(pid, psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return None


def is_running(identity: Identity | None) -> bool:
    """Tell whether exactly this process still runs; one that only waits to be reaped does not."""
    return _process(identity) is not None


def memory_of(pid: int) -> int:
    """Return the resident bytes of a process and of its children, 0 if it is gone."""
    try:
        process = psutil.Process(pid)
        return sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0


def end(identities: Iterable[Identity], patience: float) -> None:
    """End these processes and their children: SIGTERM, then SIGKILL after `patience` seconds."""
    found = [process for identity in identities if (process := _process(identity))]
    family = {p.pid: p for process in found for p in [process, *_children(process)]}
    for process in found:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    _, alive = psutil.wait_procs(list(family.values()), timeout=patience)
    for process in alive:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(alive, timeout=patience)


def _process(identity: Identity | None) -> psutil.Process | None:
    if identity is None:
        return None
    try:
        process = psutil.Process(identity.pid)
        same = abs(process.create_time() - identity.created) < _SAME_WITHIN_SECONDS
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.NoSuchProcess:
        return None


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []
