"""Metrics of the host, `system.*`: from one process of those that run on it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import psutil

from otel_kit.instrument._host_lock import HostLock, runtime_folder
from otel_kit.instrument._observed import Latest, observe, unless_denied
from otel_kit.instrument._system_metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["SystemSnapshot", "start"]

_NOT_DISKS = ("loop", "ram", "zram", "sr", "fd")


@dataclass(frozen=True)
class SystemSnapshot:
    """What psutil says of the host; `None` or nothing where the system does not tell."""

    uptime: float
    cpu: Any
    cpus: int | None
    load: tuple[float, float, float] | None
    memory: Any
    swap: Any
    disks: dict[str, Any]
    filesystems: list[tuple[Any, Any]]
    interfaces: dict[str, Any]


def start(folder: Path | None = None) -> Callable[[], None]:
    """Report the host, if this process is the one that does. `folder`: where the lock file is."""
    lock = HostLock((folder or runtime_folder()) / "system-metrics.lock")
    snapshot = Latest(take_snapshot)
    stop = observe("system", METRICS, lambda: snapshot.get() if lock.is_ours() else None)

    def undo() -> None:
        stop()
        lock.release()

    return undo


def take_snapshot() -> SystemSnapshot:
    """Read everything in one go."""
    disks = unless_denied(lambda: psutil.disk_io_counters(perdisk=True)) or {}
    return SystemSnapshot(
        uptime=max(0.0, time.time() - psutil.boot_time()),
        cpu=unless_denied(psutil.cpu_times),
        cpus=psutil.cpu_count(),
        load=unless_denied(psutil.getloadavg),
        memory=unless_denied(psutil.virtual_memory),
        swap=unless_denied(psutil.swap_memory),
        disks={name: io for name, io in disks.items() if not name.startswith(_NOT_DISKS)},
        filesystems=_filesystems(),
        interfaces=unless_denied(lambda: psutil.net_io_counters(pernic=True)) or {},
    )


def _filesystems() -> list[tuple[Any, Any]]:
    """Return each local device once, however often it is mounted, with its usage."""
    devices = {part.device: part for part in reversed(unless_denied(psutil.disk_partitions) or [])}
    used = [(part, unless_denied(partial(psutil.disk_usage, part.mountpoint))) for part in devices.values()]
    return [(part, usage) for part, usage in used if usage is not None]
