"""The table of `system.*`: names, units and attributes of OpenTelemetry's conventions.

Load averages are not in the conventions; theirs are the names of the Collector's host metrics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.instrument._observed import Observed, by, one

if TYPE_CHECKING:
    from collections.abc import Iterable

    from otel_kit.instrument._system import SystemSnapshot

    Points = Iterable[tuple[float, dict[str, Any]]]

__all__ = ["METRICS"]

_CPU_MODES = ("user", "system", "nice", "idle", "iowait", "steal")
_MEMORY_STATES = ("used", "free", "cached", "buffers")


def _cpu_time(s: SystemSnapshot) -> Points:
    modes = {mode: getattr(s.cpu, mode, None) for mode in _CPU_MODES}
    interrupt = getattr(s.cpu, "irq", 0.0) + getattr(s.cpu, "softirq", 0.0)
    return by("cpu.mode", **modes, interrupt=interrupt) if s.cpu else ()


def _memory(s: SystemSnapshot, total: float = 1.0) -> Points:
    states = {state: getattr(s.memory, state, None) for state in _MEMORY_STATES}
    return [
        (value / total, {"system.memory.state": state})
        for state, value in states.items()
        if value is not None
    ]


def _disk(s: SystemSnapshot, read: str, write: str) -> Points:
    return [
        (getattr(io, field), {"system.device": device, "disk.io.direction": direction})
        for device, io in s.disks.items()
        for direction, field in (("read", read), ("write", write))
    ]


def _filesystem(s: SystemSnapshot) -> Points:
    return [
        (getattr(usage, state), {**_mounted(part), "system.filesystem.state": state})
        for part, usage in s.filesystems
        for state in ("used", "free")
    ]


def _mounted(part: Any) -> dict[str, Any]:
    return {
        "system.device": part.device,
        "system.filesystem.mountpoint": part.mountpoint,
        "system.filesystem.type": part.fstype,
        "system.filesystem.mode": "ro" if "ro" in part.opts.split(",") else "rw",
    }


def _network(s: SystemSnapshot, received: str, transmitted: str, device: str) -> Points:
    return [
        (getattr(io, field), {device: name, "network.io.direction": direction})
        for name, io in s.interfaces.items()
        for direction, field in (("receive", received), ("transmit", transmitted))
    ]


def _load_average(position: int, minutes: int) -> Observed[SystemSnapshot]:
    return Observed(
        f"system.cpu.load_average.{minutes}m",
        "gauge",
        "{thread}",
        f"Average number of running and waiting threads over {minutes} min.",
        lambda s: one(s.load[position]) if s.load else (),
    )


_INTERFACE = "network.interface.name"

METRICS: tuple[Observed[SystemSnapshot], ...] = (
    Observed("system.uptime", "gauge", "s", "The time the system has been running.", lambda s: one(s.uptime)),
    Observed("system.cpu.time", "counter", "s", "Seconds the CPUs spent on each mode.", _cpu_time),
    Observed(
        "system.cpu.logical.count",
        "updowncounter",
        "{cpu}",
        "The number of logical processors.",
        lambda s: one(s.cpus),
    ),
    *(_load_average(position, minutes) for position, minutes in enumerate((1, 5, 15))),
    Observed("system.memory.usage", "updowncounter", "By", "Memory in use by state.", _memory),
    Observed(
        "system.memory.limit",
        "updowncounter",
        "By",
        "Total memory available in the system.",
        lambda s: one(s.memory.total) if s.memory else (),
    ),
    Observed(
        "system.memory.utilization",
        "gauge",
        "1",
        "Memory in use by state, as a part of the whole.",
        lambda s: _memory(s, s.memory.total) if s.memory else (),
    ),
    Observed(
        "system.memory.linux.available",
        "updowncounter",
        "By",
        "Memory that new programs can have without swapping.",
        lambda s: one(s.memory.available) if s.memory else (),
    ),
    Observed(
        "system.paging.usage",
        "updowncounter",
        "By",
        "Swap in use by state.",
        lambda s: by("system.paging.state", used=s.swap.used, free=s.swap.free) if s.swap else (),
    ),
    Observed(
        "system.disk.io",
        "counter",
        "By",
        "Disk bytes transferred.",
        lambda s: _disk(s, "read_bytes", "write_bytes"),
    ),
    Observed(
        "system.disk.operations",
        "counter",
        "{operation}",
        "Disk operations.",
        lambda s: _disk(s, "read_count", "write_count"),
    ),
    Observed(
        "system.disk.io_time",
        "counter",
        "s",
        "Time the disk spent activated.",
        lambda s: [(io.busy_time / 1000, {"system.device": name}) for name, io in s.disks.items()],
    ),
    Observed("system.filesystem.usage", "updowncounter", "By", "Filesystem space by state.", _filesystem),
    Observed(
        "system.filesystem.limit",
        "updowncounter",
        "By",
        "The total storage capacity of the filesystem.",
        lambda s: [(usage.total, _mounted(part)) for part, usage in s.filesystems],
    ),
    Observed(
        "system.filesystem.utilization",
        "gauge",
        "1",
        "Used space of the filesystem, as a part of the whole.",
        lambda s: [(usage.percent / 100, _mounted(part)) for part, usage in s.filesystems],
    ),
    Observed(
        "system.network.io",
        "counter",
        "By",
        "Network bytes transferred.",
        lambda s: _network(s, "bytes_recv", "bytes_sent", _INTERFACE),
    ),
    Observed(
        "system.network.packet.count",
        "counter",
        "{packet}",
        "Network packets transferred.",
        lambda s: _network(s, "packets_recv", "packets_sent", "system.device"),
    ),
    Observed(
        "system.network.packet.dropped",
        "counter",
        "{packet}",
        "Network packets dropped.",
        lambda s: _network(s, "dropin", "dropout", _INTERFACE),
    ),
    Observed(
        "system.network.errors",
        "counter",
        "{error}",
        "Network errors detected.",
        lambda s: _network(s, "errin", "errout", _INTERFACE),
    ),
)
