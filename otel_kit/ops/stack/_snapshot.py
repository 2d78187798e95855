"""Everything that the doctor looks at, collected at one moment; what is wrong never stops the collecting."""

from __future__ import annotations

import fcntl
import platform
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeVar

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import _paths
from otel_kit.ops.stack import _clocks, _processes
from otel_kit.ops.stack._binaries import server_folder
from otel_kit.ops.stack._config import problems_of_sources
from otel_kit.ops.stack.build import find_binary
from otel_kit.ops.stack.golang import find_go
from otel_kit.ops.stack.ports import DEFAULT_PORTS, holder_of, is_free
from otel_kit.ops.stack.profiles import PROFILES
from otel_kit.ops.stack.programs import SERVER_NAMES
from otel_kit.ops.stack.specs import SERVERS
from otel_kit.ops.stack.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from otel_kit.ops.stack._state import State
    from otel_kit.ops.stack.ports import Holder
    from otel_kit.ops.stack.status import ServerStatus

T = TypeVar("T")

__all__ = ["FolderFacts", "ServerFacts", "Snapshot", "take_snapshot"]


@dataclass(frozen=True)
class FolderFacts:
    """One folder that otel-kit writes to; `free` is in bytes, `problem` says why it cannot be written."""

    name: str
    path: str
    variable: str
    free: int
    problem: str = ""


@dataclass(frozen=True)
class ServerFacts:
    """One server; `program` is empty if it is not built, `builder` the pid of who builds it now."""

    name: str
    program: str = ""
    version: str = ""
    address: str = ""
    problem: str = ""
    builder: str = ""
    state: str = ""
    health: str = ""
    detail: str = ""
    last_line: str = ""


@dataclass(frozen=True)
class Snapshot:
    """What the machine showed; messages are those of `OtelKitError`, with their fix after an arrow."""

    version: str
    python: str
    go: str = ""
    go_problem: str = ""
    folders: tuple[FolderFacts, ...] = ()
    is_up: bool = False
    state_problem: str = ""
    supervisor_lost: bool = False
    left_over: tuple[str, ...] = ()
    servers: tuple[ServerFacts, ...] = ()
    taken: Mapping[str, tuple[int, Holder]] = field(default_factory=dict)
    configuration_checked: tuple[str, ...] = ()
    configuration_problems: tuple[str, ...] = ()
    clocks: Mapping[str, float] = field(default_factory=dict)  # seconds ahead of this process's clock
    newest_sample: float | None = None  # seconds ahead, as Prometheus has it


def take_snapshot() -> Snapshot:
    """Collect everything for the stack of `OTEL_KIT_HOME`."""
    go, go_problem = _or_message(lambda: str(find_go()))
    stack, state_problem = _or_message(_stack)
    state = stack.state if stack else None
    is_up = stack.is_up if stack else False
    # A program of the user's that does not fit is told by `_server`.
    statuses, _ = _or_message(stack.status) if stack and state else ([], "")
    found = {server.name: server for server in statuses or []}
    profile = PROFILES.get(state.profile if state else "local", PROFILES["local"])
    ports = state.ports if state else DEFAULT_PORTS
    checked, problems = problems_of_sources(ports, profile)
    running = stack if is_up else None
    return Snapshot(
        version=version("otel-kit"),
        python=platform.python_version(),
        go=go or "",
        go_problem=go_problem,
        folders=(
            _folder("home", _paths.home(), "OTEL_KIT_HOME"),
            _folder("cache", _paths.cache(), "OTEL_KIT_CACHE"),
        ),
        is_up=is_up,
        state_problem=state_problem,
        supervisor_lost=bool(state and state.supervisor) and not is_up,
        left_over=_left_over(state) if not is_up else (),
        servers=tuple(_server(name, found.get(name), stack) for name in SERVER_NAMES),
        taken={} if is_up else _taken(ports),
        configuration_checked=checked,
        configuration_problems=problems,
        clocks=_clocks.ahead(running.endpoints) if running else {},
        newest_sample=_clocks.newest_sample_ahead(running.endpoints.prometheus) if running else None,
    )


def _stack() -> Stack | None:
    return Stack.attach() if (_paths.home() / "state.json").is_file() else None


def _or_message(make: Callable[[], T]) -> tuple[T | None, str]:
    try:
        return make(), ""
    except OtelKitError as error:
        return None, str(error)


def _folder(name: str, path: Path, variable: str) -> FolderFacts:
    """Try to write where the folder is, or in the nearest folder above it that exists."""
    nearest = next(place for place in (path, *path.parents) if place.exists())
    problem, free = "", 0
    try:
        free = shutil.disk_usage(nearest).free
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        problem = error.strerror or str(error)
    return FolderFacts(name, str(path), variable, free, problem)


def _left_over(state: State | None) -> tuple[str, ...]:
    servers = state.servers if state else {}
    return tuple(name for name, identity in servers.items() if _processes.is_running(identity))


def _taken(ports: Mapping[str, int]) -> dict[str, tuple[int, Holder]]:
    return {name: (port, holder_of(port)) for name, port in ports.items() if not is_free(port)}


def _server(name: str, status: ServerStatus | None, stack: Stack | None) -> ServerFacts:
    if name == "notices":  # part of otel_kit
        program, problem = sys.executable, ""
    else:
        found, problem = _or_message(lambda: find_binary(name))
        program = str(found or "")
    died = status is not None and status.state == "exited"
    last = stack.log(name, 1) if died and stack else []
    return ServerFacts(
        name=name,
        program=program,
        version=status.version if status else "",
        address=status.address if status else "",
        problem=problem,
        builder=_builder(name) if not program and not problem else "",
        state=status.state if status else "",
        health=status.health if status else "",
        detail=status.detail if status else "",
        last_line=last[0] if last else "",
    )


def _builder(name: str) -> str:
    """Return the pid of who builds this server now: the holder of the lock in its folder of the cache."""
    with suppress(OSError), (server_folder(SERVERS[name]) / ".lock").open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return lock.read(32).decode(errors="replace").strip()
    return ""
