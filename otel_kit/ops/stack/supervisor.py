"""A thin adapter over supervisord (http://supervisord.org): start it, and talk to it over its unix socket.

supervisord starts, stops and reaps the processes, keeps their output in files of bounded size, and sends
SIGKILL where SIGTERM is not enough. Nothing is restarted by itself: a server that dies is reported instead.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import xmlrpc.client
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supervisor.xmlrpc import Faults, SupervisorTransport

from otel_kit.exceptions import OtelKitError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from otel_kit.ops.stack._program import Program

__all__ = ["ProcessInfo", "Supervisor", "SupervisorGoneError", "configuration"]

_START_SECONDS = 15


class SupervisorGoneError(OtelKitError):
    """Nothing answers at the supervisor's socket."""


@dataclass(frozen=True)
class ProcessInfo:
    """One process as supervisord sees it.

    `state` is one of its names (`STOPPED`, `STARTING`, `RUNNING`, `STOPPING`, `EXITED`, `FATAL`, …), `pid` is 0
    where it does not run, times are seconds since the epoch or 0, and `exit_status` is -1 after a signal.
    """

    name: str
    state: str
    pid: int
    started: int
    stopped: int
    exit_status: int
    problem: str

    @property
    def is_alive(self) -> bool:
        """Whether there is a process."""
        return self.pid > 0


class Supervisor:
    """One supervisord, known by the path of its socket. Each call opens its own connection: threads may share it."""

    def __init__(self, socket: Path) -> None:
        """Talk to the supervisord that listens at `socket`, whether it is there yet or not."""
        self._socket = socket

    def launch(self, configuration_file: Path) -> int:
        """Start supervisord as a daemon in a session of its own; return its pid."""
        command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(configuration_file)]
        # supervisord leaves by itself once its daemon listens, or with a sentence why it cannot.
        try:
            done = subprocess.run(
                command,
                env=_clean_environment(),
                capture_output=True,
                text=True,
                check=False,
                timeout=_START_SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise OtelKitError(
                f"supervisord did not start within {_START_SECONDS} s\n  → otel-kit stack up once more"
            ) from None
        if done.returncode:
            lines = (done.stderr or done.stdout).strip().splitlines()
            reason = " ".join(line for line in lines if not line.startswith("For help"))
            raise OtelKitError(f"supervisord cannot start: {reason}\n  → otel-kit stack doctor")
        return int(self._call("getPID"))

    def is_alive(self) -> bool:
        """Tell whether supervisord answers."""
        try:
            self._call("getState")
        except SupervisorGoneError:
            return False
        return True

    def start(self, name: str) -> None:
        """Start a process; one that runs already stays as it is."""
        try:
            self._call("startProcess", name, False)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != Faults.ALREADY_STARTED:
                raise OtelKitError(f"{name}: cannot be started ({fault.faultString})") from fault

    def stop(self, name: str, *, wait: bool = True) -> None:
        """Stop a process, with SIGKILL after its time; one that does not run stays as it is."""
        try:
            self._call("stopProcess", name, wait)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != Faults.NOT_RUNNING:
                raise OtelKitError(f"{name}: cannot be stopped ({fault.faultString})") from fault

    def signal(self, name: str, signal: str) -> None:
        """Send a signal (`HUP`, `KILL`, …) to a running process."""
        try:
            self._call("signalProcess", name, signal)
        except xmlrpc.client.Fault as fault:
            raise OtelKitError(f"{name}: cannot get {signal} ({fault.faultString})") from fault

    def info(self) -> dict[str, ProcessInfo]:
        """Return what supervisord knows of each process."""
        return {raw["name"]: _info(raw) for raw in self._call("getAllProcessInfo")}

    def update(self) -> None:
        """Take over a changed configuration file; what runs keeps its old entry until it has been stopped."""
        added, changed, removed = self._call("reloadConfig")[0]
        running = {name for name, info in self.info().items() if info.is_alive}
        for name in {*changed, *removed} - running:
            self._call("removeProcessGroup", name)
        for name in [*added, *(name for name in changed if name not in running)]:
            self._call("addProcessGroup", name)

    def shutdown(self) -> None:
        """Stop every process, then supervisord itself; returns at once."""
        self._call("shutdown")

    def _call(self, method: str, *arguments: object) -> Any:
        transport = SupervisorTransport(None, None, f"unix://{self._socket}")
        proxy = xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport)
        try:
            return getattr(proxy.supervisor, method)(*arguments)
        except (OSError, xmlrpc.client.ProtocolError) as error:
            raise self._gone() from error
        except xmlrpc.client.Fault as fault:
            if fault.faultCode == Faults.SHUTDOWN_STATE:  # it answers, and is about to leave
                raise self._gone() from fault
            raise
        finally:
            transport.close()

    def _gone(self) -> SupervisorGoneError:
        return SupervisorGoneError(
            f"the stack is not up: no supervisor answers at {self._socket}\n  → otel-kit stack up"
        )


def _info(raw: dict[str, Any]) -> ProcessInfo:
    return ProcessInfo(
        name=raw["name"],
        state=raw["statename"],
        pid=raw["pid"],
        started=raw["start"],
        stopped=raw["stop"],
        exit_status=raw["exitstatus"],
        problem=raw["spawnerr"],
    )


def _clean_environment() -> dict[str, str]:
    # The servers are told everything by the rendered configuration; OTEL_* of the user's shell is for services.
    return {
        key: value
        for key, value in os.environ.items()
        if key.startswith("OTEL_KIT_") or not key.startswith("OTEL_")
    }


def configuration(programs: Sequence[Program], *, socket: Path, run: Path, logs: Path) -> str:
    """Return supervisord's configuration file for these programs; none of them starts by itself."""
    head = f"""\
[unix_http_server]
file={_value(str(socket))}
chmod=0700

[supervisord]
logfile={_value(str(logs / "supervisord.log"))}
logfile_maxbytes=1MB
logfile_backups=1
pidfile={_value(str(run / "supervisord.pid"))}
directory={_value(str(run))}
childlogdir={_value(str(logs))}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""
    return "\n".join([head, *(_section(program, logs) for program in programs)])


def _section(program: Program, logs: Path) -> str:
    environment = ",".join(f"{key}={_quoted(key, value)}" for key, value in program.environment.items())
    lines = {
        "command": _value(shlex.join(program.command)),
        "directory": _value(str(program.directory)) if program.directory else None,
        "environment": _value(environment) or None,
        "autostart": "false",
        "autorestart": "false",
        "startsecs": "0",  # readiness is the server's own word, not a time
        "startretries": "0",
        "stopsignal": program.stop_signal,
        "stopwaitsecs": str(program.stop_wait),
        "stopasgroup": "true",
        "killasgroup": "true",
        "redirect_stderr": "true",
        "stdout_logfile": _value(_value(str(logs / f"{program.name}.log"))),  # it is expanded twice
        "stdout_logfile_maxbytes": "10MB",
        "stdout_logfile_backups": "1",
    }
    body = "\n".join(f"{key}={value}" for key, value in lines.items() if value is not None)
    return f"[program:{program.name}]\n{body}\n"


def _quoted(key: str, value: str) -> str:
    quote = next((mark for mark in "\"'" if mark not in value), None)
    # It takes every quote off both ends, whichever kind they are.
    if quote is None or value.strip("\"'") != value:
        raise OtelKitError(
            f"{key}: supervisord cannot take a value with both kinds of quotes or with one at an end, got {value!r}\n"
            "  → choose another value"
        )
    return f"{quote}{value}{quote}"


_COMMENT_OR_CONTROL = re.compile(r"\s[;#]|[\x00-\x1f\x7f]")


def _value(text: str) -> str:
    if _COMMENT_OR_CONTROL.search(text):
        raise OtelKitError(
            f"supervisord cannot take a line break, ' ;' or ' #', got {text!r}\n  → choose another path or value"
        )
    return text.replace("%", "%%")
