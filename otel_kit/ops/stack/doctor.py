"""What is wrong with the stack, and what to do: pure checks over a snapshot (`_snapshot.py`) of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops.stack._snapshot import take_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from otel_kit.ops.stack._snapshot import Snapshot

__all__ = ["CHECKS", "Finding", "examine", "findings"]

GOOD, NOTE, WRONG = "✔", "!", "✘"
_GB = 1_000_000_000
# Prometheus keeps 2 GB at most, the collector's queues 1.2 GB, Loki a week and Tempo two days.
_ENOUGH_BYTES = 5 * _GB
_TOO_LITTLE_BYTES = _GB // 2
# Alertmanager calls an alert resolved, and Prometheus refuses samples, by their own clocks.
_CLOCK_SECONDS = 5.0


@dataclass(frozen=True)
class Finding:
    """One line of `otel-kit stack doctor`: `mark` is ✔, ! or ✘; `fix` is empty where nothing is to do."""

    mark: str
    subject: str
    words: str
    fix: str = ""


def examine() -> list[Finding]:
    """Look at this machine and return what was found."""
    return findings(take_snapshot())


def findings(snapshot: Snapshot) -> list[Finding]:
    """Return what all checks find, in the order in which one would mend it."""
    return [finding for check in CHECKS for finding in check(snapshot)]


def _programs(snapshot: Snapshot) -> Iterator[Finding]:
    yield Finding(GOOD, "otel-kit", f"{snapshot.version}, python {snapshot.python}")
    if snapshot.go:
        yield Finding(GOOD, "go", snapshot.go)
    elif any(not server.program for server in snapshot.servers):
        first, *rest = snapshot.go_problem.splitlines() or [""]
        yield Finding(WRONG, "go", first, _fix(rest) or "install Go: it builds the servers that are missing")


def _folders(snapshot: Snapshot) -> Iterator[Finding]:
    for folder in snapshot.folders:
        free = f"{folder.free / _GB:.1f} GB free in {folder.path}"
        other = f"free some space, or set {folder.variable} to a folder on another disk"
        if folder.problem:
            fix = f"set {folder.variable} to a folder that you may write"
            yield Finding(WRONG, folder.name, f"{folder.path} cannot be written: {folder.problem}", fix)
        elif folder.free < _TOO_LITTLE_BYTES:
            yield Finding(WRONG, folder.name, free, other)
        elif folder.free < _ENOUGH_BYTES:
            words = f"{free}; a week of telemetry may need {_ENOUGH_BYTES / _GB:.0f} GB"
            yield Finding(NOTE, folder.name, words, other)
        else:
            yield Finding(GOOD, folder.name, free)


def _state(snapshot: Snapshot) -> Iterator[Finding]:
    if snapshot.state_problem:
        first, *rest = snapshot.state_problem.splitlines()
        yield Finding(WRONG, "stack", first, _fix(rest))
    elif snapshot.supervisor_lost:
        left = f"; still running: {', '.join(snapshot.left_over)}" if snapshot.left_over else ""
        words = f"its supervisor is gone without `otel-kit stack down`{left}"
        yield Finding(WRONG, "stack", words, "otel-kit stack up ends what is left and starts anew")
    elif not snapshot.is_up:
        yield Finding(NOTE, "stack", "not up", "otel-kit stack up")


def _servers(snapshot: Snapshot) -> Iterator[Finding]:
    for server in snapshot.servers:
        title = f"{server.version} {server.address}".strip()
        if server.problem:
            first, *rest = server.problem.splitlines()
            yield Finding(WRONG, server.name, first, _fix(rest))
        elif server.builder:
            yield Finding(NOTE, server.name, f"is being built by pid {server.builder}")
        elif not server.program:
            yield Finding(NOTE, server.name, "is not built", f"otel-kit stack build {server.name}")
        elif server.state == "exited":
            words = f"has ended: {server.detail}" + (f"; {server.last_line}" if server.last_line else "")
            fix = f"otel-kit stack logs {server.name}; otel-kit stack restart {server.name}"
            yield Finding(WRONG, server.name, words, fix)
        elif server.health == "not ready":
            fix = f"otel-kit stack logs {server.name}"
            yield Finding(WRONG, server.name, f"{title} is not ready: {server.detail}", fix)
        elif snapshot.is_up and server.state != "running":
            yield Finding(NOTE, server.name, "does not run", "otel-kit stack up")
        else:
            yield Finding(GOOD, server.name, title)


def _ports(snapshot: Snapshot) -> Iterator[Finding]:
    for name, (port, holder) in snapshot.taken.items():
        fix = (
            f"nothing: `up` takes a free port; or otel-kit stack up --port {name}=PORT, or stop that process"
        )
        yield Finding(NOTE, name, f"port {port} is taken by {holder}", fix)


def _configuration(snapshot: Snapshot) -> Iterator[Finding]:
    for problem in snapshot.configuration_problems:
        first, *rest = problem.splitlines()
        yield Finding(WRONG, "configuration", first, _fix(rest))
    if not snapshot.configuration_problems:
        yield Finding(
            GOOD, "configuration", f"valid for {', '.join(snapshot.configuration_checked) or 'no server'}"
        )


def _clock(snapshot: Snapshot) -> Iterator[Finding]:
    fix = "set the clock (timedatectl set-ntp true), then otel-kit stack down and up"
    for server, ahead in snapshot.clocks.items():
        if abs(ahead) > _CLOCK_SECONDS:
            way = "ahead of" if ahead > 0 else "behind"
            words = f"{server}'s clock is {abs(ahead):.0f} s {way} this one"
            yield Finding(WRONG, "clock", words, fix)
    if snapshot.newest_sample is not None and snapshot.newest_sample > _CLOCK_SECONDS:
        words = f"the newest sample lies {snapshot.newest_sample:.0f} s in the future: the clock was set back"
        yield Finding(WRONG, "clock", words, fix)


def _fix(lines: Sequence[str]) -> str:
    """Return the fix of an error's message, which follows its arrow."""
    return " ".join(line.strip().removeprefix("→").strip() for line in lines)


CHECKS = (_programs, _folders, _state, _servers, _ports, _configuration, _clock)
