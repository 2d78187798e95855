"""What the stack's processes do now, a line each."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import _paths
from otel_kit.ops.stack import _processes
from otel_kit.ops.stack._versions import version_of
from otel_kit.ops.stack.health import answers
from otel_kit.ops.stack.ports import LOOPBACK
from otel_kit.ops.stack.specs import SERVERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from otel_kit.ops.stack._program import Program
    from otel_kit.ops.stack.supervisor import ProcessInfo

__all__ = ["ServerDiedError", "ServerStatus", "address_of", "ending_of", "status_of"]


class ServerDiedError(OtelKitError):
    """A server has ended by itself; the message holds how, and its last log lines."""

    def __init__(self, name: str, how: str, lines: Sequence[str]) -> None:
        """Build the report of the server `name`."""
        self.name = name
        quoted = "".join(f"\n    {line}" for line in lines) or "\n    (it logged nothing)"
        super().__init__(
            f"{name} has ended: {how}; its last log lines:{quoted}\n  → otel-kit stack logs {name}"
        )


@dataclass(frozen=True)
class ServerStatus:
    """One process of the stack.

    `state` is `running`, `stopping`, `stopped`, `exited` or `missing` (its program is not built); `health` is
    `ready`, `not ready` or empty where nothing runs; `memory` is in bytes, `uptime` in seconds; `detail` says
    why it is not ready or how it ended.
    """

    name: str
    state: str
    version: str
    address: str
    memory: int
    pid: int
    uptime: int
    health: str
    detail: str


# supervisord's names: http://supervisord.org/subprocess.html#process-states
_STATES = {
    "STARTING": "running",
    "RUNNING": "running",
    "STOPPING": "stopping",
    "EXITED": "exited",
    "BACKOFF": "exited",
    "FATAL": "exited",
}


_NEVER_CAME_UP = ("BACKOFF", "FATAL")


def status_of(
    name: str, program: Program | None, info: ProcessInfo | None, ports: Mapping[str, int]
) -> ServerStatus:
    """Join what supervisord, the process and the server's own readiness say."""
    state = _STATES.get(info.state, "stopped") if info else "stopped"
    if state == "stopped" and program and not Path(program.command[0]).is_file():
        state = "missing"
    running = info if info and info.is_alive else None
    problem = answers(program.ready_url) if running and program and program.ready_url else ""
    return ServerStatus(
        name=name,
        state=state,
        version=_version(name, program) if state != "missing" else "",
        address=address_of(name, program, ports),
        memory=_processes.memory_of(running.pid) if running else 0,
        pid=running.pid if running else 0,
        uptime=max(0, int(time.time()) - running.started) if running else 0,
        health=("not ready" if problem else "ready") if running else "",
        detail=ending_of(info) if info and state == "exited" else problem,
    )


def address_of(name: str, program: Program | None, ports: Mapping[str, int]) -> str:
    """Return `127.0.0.1:PORT` of what people use, empty where a program listens nowhere that we know."""
    if name in ports:
        return f"{LOOPBACK}:{ports[name]}"
    return urlsplit(program.ready_url).netloc if program and program.ready_url else ""


def ending_of(info: ProcessInfo) -> str:
    """Return how and when a process ended, such as `exit status 1 at 12:04:31`."""
    if not info.started:
        return "it was never started"
    if info.state in _NEVER_CAME_UP:
        return info.problem
    how = "a signal ended it" if info.exit_status < 0 else f"exit status {info.exit_status}"
    return f"{how} at {time.strftime('%H:%M:%S', time.localtime(info.stopped))}"


def _version(name: str, program: Program | None) -> str:
    if name == "notices":
        return version("otel-kit")
    if name not in SERVERS or program is None:
        return ""
    path = Path(program.command[0])
    built_by_us = path.is_relative_to(_paths.cache())
    return SERVERS[name].version if built_by_us else version_of(path) or ""
