"""The local stack: its servers as plain processes on loopback, under one supervisor, found again by its folder."""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import tempfile
import threading
import uuid
from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops import _paths
from otel_kit.ops.stack import _processes
from otel_kit.ops.stack._config import checked_draft, take_over
from otel_kit.ops.stack._layout import Layout, writing
from otel_kit.ops.stack._logs import tail
from otel_kit.ops.stack._reload import reload_servers, servers_of_changes
from otel_kit.ops.stack._state import State
from otel_kit.ops.stack.build import cached_path, find_binary
from otel_kit.ops.stack.endpoints import Endpoints
from otel_kit.ops.stack.health import answers, wait_until
from otel_kit.ops.stack.ports import DEFAULT_PORTS, choose_ports
from otel_kit.ops.stack.profiles import profile_named
from otel_kit.ops.stack.programs import SERVER_NAMES, server_programs
from otel_kit.ops.stack.render import house_rules
from otel_kit.ops.stack.status import ServerDiedError, ServerStatus, ending_of, status_of
from otel_kit.ops.stack.supervisor import Supervisor, configuration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from otel_kit.ops.stack._program import Program
    from otel_kit.ops.stack.render import RuleBuilder

__all__ = ["Stack"]

_LAST_LINES = 5
_END_MARGIN_SECONDS = 5


class Stack:
    """The servers of one folder. Threads may share it; another process finds it with `attach`."""

    def __init__(
        self,
        home: Path | None = None,
        *,
        profile: str = "local",
        ephemeral: bool = False,
        ports: Mapping[str, int] | None = None,
        programs: Sequence[Program] = (),
        rules: RuleBuilder = house_rules,
    ) -> None:
        """Describe a stack; nothing happens before `prepare`.

        `home` is `OTEL_KIT_HOME` or the user's data folder if none is given, and a temporary folder if the stack
        is `ephemeral`, which keeps nothing after `down`. `ports` are the user's own choices, named as in
        `DEFAULT_PORTS`. `programs` run beside the servers.
        """
        self._profile_name = profile
        self._profile = profile_named(profile)
        self._layout = Layout(home.absolute() if home else _default_home(ephemeral=ephemeral), ephemeral)
        self._wanted = dict(ports or {})
        self._extra = tuple(programs)
        self._rules = rules
        self._supervisor = Supervisor(self._layout.socket)
        self._state: State | None = None
        self._programs: dict[str, Program] | None = None
        self._lock = threading.RLock()
        self._is_alone = False
        self.notes: list[str] = []  # which default ports were taken, by whom

    @classmethod
    def attach(cls, home: Path | None = None, *, rules: RuleBuilder = house_rules) -> Stack:
        """Return the stack of a folder, whether it is up or not; raise `OtelKitError` if there never was one."""
        folder = (home or _paths.home()).absolute()
        state = State.load(folder / "state.json")
        if state is None:
            raise OtelKitError(f"{folder}: no stack was ever up here\n  → otel-kit stack up")
        stack = cls(folder, profile=state.profile, ephemeral=state.ephemeral, rules=rules)
        stack._state = state
        return stack

    @property
    def home(self) -> Path:
        """The stack's folder, with `state.json`, `config/`, `data/`, `logs/` and `run/`."""
        return self._layout.home

    @property
    def data(self) -> Path:
        """What the servers store, a folder each."""
        return self._layout.data

    @property
    def profile(self) -> str:
        """The name of its profile."""
        return self._profile_name

    @property
    def ports(self) -> Mapping[str, int]:
        """The ports, named as in `DEFAULT_PORTS`."""
        return {**DEFAULT_PORTS, **self._known_state().ports}  # an older otel_kit's file knows fewer names

    @property
    def state(self) -> State | None:
        """What `state.json` says, `None` where the stack was never up."""
        return self._state or State.load(self._layout.state)

    @property
    def endpoints(self) -> Endpoints:
        """The addresses of the servers."""
        return Endpoints.of(self.ports)

    @property
    def programs(self) -> dict[str, Program]:
        """The servers and what runs beside them, by name."""
        if self._programs is None:
            servers = server_programs(self._layout, self.ports, self._profile, _binary)
            self._programs = {program.name: program for program in [*servers, *self._extra]}
        return self._programs

    @property
    def is_up(self) -> bool:
        """Whether the supervisor answers."""
        return self._supervisor.is_alive()

    def prepare(self) -> None:
        """Choose ports, render and check the configuration, start the supervisor; no server is started yet.

        On a stack that is up it renders anew and takes over changed programs. Raises `OtelKitError` with nothing
        started if a folder cannot be written, a wanted port is taken or a server finds its configuration invalid.
        """
        with self._alone():
            previous = State.load(self._layout.state)
            if previous and self.is_up:
                self._renew(previous)
            else:
                self._end_leftovers(previous)
                self._bring_up(previous.ports if previous else {})

    def start(self, name: str) -> None:
        """Start a program; one that runs stays as it is. Raises `OtelKitError` if it is not built."""
        program = self._program(name)
        if not Path(program.command[0]).is_file():
            raise OtelKitError(f"{name}: {program.command[0]} is not there\n  → otel-kit stack build {name}")
        if program.before and not self.is_running(name):
            _run_before(program)
        self._supervisor.start(name)
        info = self._supervisor.info().get(name)
        identity = _processes.identify(info.pid) if info and info.is_alive else None
        if identity:
            with self._alone():
                state = State.load(self._layout.state) or self._known_state()  # others start servers too
                self._save(replace(state, servers={**state.servers, name: identity}))

    def is_running(self, name: str) -> bool:
        """Tell whether a program has a process."""
        info = self._supervisor.info().get(name)
        return info is not None and info.is_alive

    def is_ready(self, name: str) -> bool:
        """Tell whether a started program answers that it is ready; raise `ServerDiedError` if it has ended."""
        info = self._supervisor.info().get(name)
        if info is None or not info.is_alive:
            how = ending_of(info) if info else "it was never started"
            raise ServerDiedError(name, how, self.log(name, _LAST_LINES))
        url = self._program(name).ready_url
        return url is None or not answers(url)

    def wait_ready(self, name: str, timeout: float = 60) -> None:
        """Wait until a started program is ready; raise `OtelKitError` if it dies or takes over `timeout` s."""
        if not wait_until(lambda: self.is_ready(name), timeout):
            lines = "".join(f"\n    {line}" for line in self.log(name, _LAST_LINES))
            reason = answers(self._program(name).ready_url or "")
            raise OtelKitError(
                f"{name}: not ready within {timeout:g} s ({reason}); its last log lines:{lines}\n"
                f"  → otel-kit stack logs {name}"
            )

    def stop(self, name: str) -> None:
        """Stop a program, with SIGKILL after its time, and wait for its end."""
        self._program(name)
        self._supervisor.stop(name)

    def restart(self, name: str) -> None:
        """Stop a program and start it with what is now configured."""
        self.stop(name)
        self._supervisor.update()
        self.start(name)

    def signal(self, name: str, signal: str) -> None:
        """Send a signal, such as `HUP` or `KILL`, to a running program."""
        self._program(name)
        self._supervisor.signal(name, signal)

    def down(self) -> None:
        """End exactly what `prepare` and `start` started; the data stay, unless the stack is ephemeral."""
        with self._alone() if self.home.is_dir() else self._lock:
            self._end()

    def status(self) -> list[ServerStatus]:
        """Return what each program does now."""
        infos = self._supervisor.info() if self.is_up else {}
        programs = self.programs
        names = [*programs, *(name for name in infos if name not in programs)]
        return [status_of(name, programs.get(name), infos.get(name), self.ports) for name in names]

    def status_of(self, name: str) -> ServerStatus:
        """Return what one program does now."""
        return status_of(name, self._program(name), self._supervisor.info().get(name), self.ports)

    def reload(self) -> dict[str, str]:
        """Render and check the configuration anew, and make the running servers take it over.

        Returns what was done, by server; it is empty if nothing changed. Raises `OtelKitError` with nothing
        changed if a server finds its new configuration invalid.
        """
        with self._alone():
            running = {name for name, info in self._supervisor.info().items() if info.is_alive}
            return reload_servers(self, self._configure(), running)

    def log(self, name: str, lines: int) -> list[str]:
        """Return the last lines of a program's log."""
        return tail(self.log_file(name), lines)

    def log_file(self, name: str) -> Path:
        """Return where a program logs to; raise `OtelKitError` for an unknown name."""
        path = self._layout.logs / f"{name}.log"
        if not path.exists():
            self._program(name)
        return path

    def _program(self, name: str) -> Program:
        found = self.programs.get(name)
        if found is None:
            known = ", ".join(self.programs)
            raise ConfigurationError("NAME", name, problem="no such server", fix=f"choose one of: {known}")
        return found

    def _known_state(self) -> State:
        self._state = self.state
        if self._state is None:
            raise OtelKitError(f"{self.home}: the stack is not up\n  → otel-kit stack up")
        return self._state

    def _save(self, state: State) -> None:
        self._state = state
        state.save(self._layout.state)

    def _bring_up(self, kept_ports: Mapping[str, int]) -> None:
        with contextlib.ExitStack() as undo:
            undo.callback(self._layout.clean)
            self._layout.make()
            ports, self.notes = choose_ports(self._wanted, kept_ports)
            self._state = State(version("otel-kit"), self._profile_name, self._layout.ephemeral, ports)
            self._configure()
            pid = self._supervisor.launch(self._supervisor_file)
            undo.callback(self._supervisor.shutdown)
            now = datetime.now(timezone.utc).isoformat(timespec="seconds")
            self._save(replace(self._state, supervisor=_processes.identify(pid), started_at=now))
            undo.pop_all()

    def _renew(self, state: State) -> None:
        if state.profile != self._profile_name:
            raise _is_up_otherwise("--profile", self._profile_name, f"profile {state.profile}")
        if state.ephemeral != self._layout.ephemeral:
            kept = "data that do not stay" if state.ephemeral else "data that stay"
            raise _is_up_otherwise("--ephemeral", self._layout.ephemeral, kept)
        for name, port in self._wanted.items():
            if state.ports.get(name) != port:
                raise _is_up_otherwise(f"--port {name}", port, str(state.ports.get(name)))
        self._state = state
        self._configure()
        self._supervisor.update()

    def _configure(self) -> set[str]:
        """Render, check and take over the configuration; return the servers whose files are new."""
        self._programs = None
        programs = list(self.programs.values())
        layout = self._layout
        text = configuration(programs, socket=layout.socket, run=layout.run, logs=layout.logs)
        with (
            writing(self.home),
            checked_draft(layout, self.ports, self._profile, self._rules, programs) as draft,
        ):
            changed = servers_of_changes(layout.config, draft)
            if changed:
                take_over(draft, layout.config)
            self._supervisor_file.write_text(text, encoding="utf-8")
        return changed

    @property
    def _supervisor_file(self) -> Path:
        return self._layout.run / "supervisord.conf"

    def _end_leftovers(self, state: State | None) -> None:
        """End what a killed supervisor left, or a supervisor whose state file was removed."""
        if self.is_up or (state and (state.supervisor or state.servers)):
            self._state = state
            self._end()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other threads and processes from changing the stack of this folder meanwhile; may be nested."""
        with self._lock:
            if self._is_alone:
                yield
                return
            with writing(self.home):
                self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
                folder = os.open(self.home, os.O_RDONLY)
            try:
                fcntl.flock(folder, fcntl.LOCK_EX)
                self._is_alone = True
                yield
            finally:
                self._is_alone = False
                os.close(folder)

    def _end(self) -> None:
        state = self.state
        if self.is_up:
            self._stop_all()
            identity = state.supervisor if state else None
            self._supervisor.shutdown()
            wait_until(lambda: not (_processes.is_running(identity) or self.is_up), _END_MARGIN_SECONDS)
        if state:
            # What a supervisor left behind that was killed itself.
            left = [state.supervisor, *state.servers.values()]
            _processes.end([identity for identity in left if identity], _END_MARGIN_SECONDS)
            self._state = replace(state, supervisor=None, servers={}, started_at="")
            if self.home.is_dir():  # an ephemeral stack may be down already
                self._save(self._state)
        self._layout.clean()

    def _stop_all(self) -> None:
        """Stop in the order in which a signal travels: what sends first, so that nothing is cut off."""
        running = {name for name, info in self._supervisor.info().items() if info.is_alive}
        extra = running - set(SERVER_NAMES)
        patience = self._patience()
        for wave in (extra, running & {"collector"}, running - extra - {"collector"}):
            for name in wave:
                self._supervisor.stop(name, wait=False)
            longest = max((patience.get(name, 0) for name in wave), default=0)
            wait_until(partial(self._are_stopped, wave), longest + _END_MARGIN_SECONDS)

    def _patience(self) -> dict[str, int]:
        """Return how long each program may take to end; its port and its file do not matter for that."""
        servers = server_programs(self._layout, DEFAULT_PORTS, self._profile, Path)
        return {program.name: program.stop_wait for program in [*servers, *self._extra]}

    def _are_stopped(self, names: set[str]) -> bool:
        return not any(info.is_alive for name, info in self._supervisor.info().items() if name in names)


def _run_before(program: Program) -> None:
    done = subprocess.run(program.before, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OtelKitError(f"{program.name}: {' '.join(program.before)} failed: {done.stderr.strip()}")


def _default_home(*, ephemeral: bool) -> Path:
    return Path(tempfile.gettempdir()) / f"otel-kit-{uuid.uuid4().hex[:8]}" if ephemeral else _paths.home()


def _is_up_otherwise(key: str, value: object, how: str) -> ConfigurationError:
    fix = "run `otel-kit stack down` first"
    return ConfigurationError(key, value, problem=f"the stack is up with {how}", fix=fix)


def _binary(name: str) -> Path:
    return find_binary(name) or cached_path(name)
