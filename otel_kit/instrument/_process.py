"""Metrics of this process and its interpreter: `process.*` and `cpython.gc.*`."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psutil

from otel_kit.instrument._observed import Latest, Observed, by, observe, one, unless_denied

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["start"]


@dataclass(frozen=True)
class ProcessSnapshot:
    """What psutil says of this process; `None` where the system does not tell."""

    uptime: float
    cpu: Any
    memory: Any
    threads: int | None
    descriptors: int | None
    switches: Any
    io: Any
    collections: list[dict[str, int]]


def start() -> Callable[[], None]:
    """Report this process, and after a fork the child instead."""
    return observe("process", METRICS, Latest(take_snapshot).get)


def take_snapshot() -> ProcessSnapshot:
    """Read everything in one go; the process is looked up anew, for we may be a child of the last one's."""
    process = psutil.Process()
    with process.oneshot():
        return ProcessSnapshot(
            uptime=max(0.0, time.time() - process.create_time()),
            cpu=unless_denied(process.cpu_times),
            memory=unless_denied(process.memory_info),
            threads=unless_denied(process.num_threads),
            descriptors=unless_denied(process.num_fds),
            switches=unless_denied(process.num_ctx_switches),
            io=unless_denied(process.io_counters),
            collections=gc.get_stats(),
        )


def _generations(key: str) -> Callable[[ProcessSnapshot], list[tuple[float, dict[str, int]]]]:
    return lambda s: [
        (stats[key], {"cpython.gc.generation": generation}) for generation, stats in enumerate(s.collections)
    ]


METRICS: tuple[Observed[ProcessSnapshot], ...] = (
    Observed(
        "process.uptime", "gauge", "s", "The time the process has been running.", lambda s: one(s.uptime)
    ),
    Observed(
        "process.cpu.time",
        "counter",
        "s",
        "Total CPU seconds broken down by different CPU modes.",
        lambda s: by("cpu.mode", user=s.cpu.user, system=s.cpu.system) if s.cpu else (),
    ),
    Observed(
        "process.memory.usage",
        "updowncounter",
        "By",
        "The amount of physical memory in use.",
        lambda s: one(s.memory.rss) if s.memory else (),
    ),
    Observed(
        "process.memory.virtual",
        "updowncounter",
        "By",
        "The amount of committed virtual memory.",
        lambda s: one(s.memory.vms) if s.memory else (),
    ),
    Observed(
        "process.thread.count",
        "updowncounter",
        "{thread}",
        "Process threads count.",
        lambda s: one(s.threads),
    ),
    Observed(
        "process.unix.file_descriptor.count",
        "updowncounter",
        "{file_descriptor}",
        "Number of unix file descriptors in use by the process.",
        lambda s: one(s.descriptors),
    ),
    Observed(
        "process.context_switches",
        "counter",
        "{context_switch}",
        "Number of times the process has been context switched.",
        lambda s: (
            by(
                "process.context_switch.type",
                voluntary=s.switches.voluntary,
                involuntary=s.switches.involuntary,
            )
            if s.switches
            else ()
        ),
    ),
    Observed(
        "process.disk.io",
        "counter",
        "By",
        "Disk bytes transferred.",
        lambda s: by("disk.io.direction", read=s.io.read_bytes, write=s.io.write_bytes) if s.io else (),
    ),
    Observed(
        "cpython.gc.collections",
        "counter",
        "{collection}",
        "The number of times a generation was collected since interpreter start.",
        _generations("collections"),
    ),
    Observed(
        "cpython.gc.collected_objects",
        "counter",
        "{object}",
        "The total number of objects collected since interpreter start.",
        _generations("collected"),
    ),
    Observed(
        "cpython.gc.uncollectable_objects",
        "counter",
        "{object}",
        "The total number of uncollectable objects found since interpreter start.",
        _generations("uncollectable"),
    ),
)
