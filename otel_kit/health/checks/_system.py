"""Disk, memory and processors of the machine, or of the container."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from otel_kit.health._model import HEALTHY, Outcome, degraded, unhealthy

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["cpu", "disk", "memory"]

_CGROUP = Path("/sys/fs/cgroup")


def disk(path: str = "/", *, degraded_at: float = 0.9, unhealthy_at: float = 0.97) -> Callable[[], Outcome]:
    """Check how full the disk below a path is, as a share from 0 to 1."""

    def probe() -> Outcome:
        return _judged(
            psutil.disk_usage(path).percent / 100, "the disk is {:.0%} full", degraded_at, unhealthy_at
        )

    return probe


def memory(
    *, degraded_at: float = 0.9, unhealthy_at: float = 0.97, cgroup: Path = _CGROUP
) -> Callable[[], Outcome]:
    """Check how much memory is in use, as a share from 0 to 1: of the container's limit where there is one."""

    def probe() -> Outcome:
        share = _of_container(cgroup)
        used = psutil.virtual_memory().percent / 100 if share is None else share
        return _judged(used, "{:.0%} of the memory is in use", degraded_at, unhealthy_at)

    return probe


def cpu(*, degraded_at: float = 1.5, unhealthy_at: float = 4.0) -> Callable[[], Outcome]:
    """Check the load of the last minute: how many processes wait for each processor, or use it."""

    def probe() -> Outcome:
        load = psutil.getloadavg()[0] / (psutil.cpu_count() or 1)
        return _judged(load, "the load is {:.1f} for each processor", degraded_at, unhealthy_at)

    return probe


def _judged(value: float, words: str, degraded_at: float, unhealthy_at: float) -> Outcome:
    if value >= unhealthy_at:
        return unhealthy(words.format(value))
    return degraded(words.format(value)) if value >= degraded_at else HEALTHY


def _of_container(cgroup: Path) -> float | None:
    """Return the share of the limit that is in use without what the kernel can drop at once; `None` without a limit."""
    try:
        limit = int((cgroup / "memory.max").read_text())
        used = int((cgroup / "memory.current").read_text())
        details = dict(line.split() for line in (cgroup / "memory.stat").read_text().splitlines())
    except (OSError, ValueError):  # no limit is the word "max"
        return None
    return (used - int(details.get("inactive_file", 0))) / limit if limit else None
