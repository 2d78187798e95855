"""Run a command, hear its lines while it runs, and stop it with all that it started."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import IO

__all__ = ["run"]

_TICK = 0.5  # seconds between two calls of `tick` while nothing is printed
_GRACE = 5.0  # seconds to clean up after an interrupt


def run(
    command: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    on_line: Callable[[str], None],
    tick: Callable[[], None],
    output: IO[bytes] | None = None,
) -> int:
    """Run `command` in `folder` to its end and return its exit status.

    `on_line` gets each line of its error stream, `tick` is called about twice a second; if one of the two
    raises, the command and its children are ended first. Standard output goes to the file `output`.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output if output is not None else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,  # a group of its own, to be ended as a whole
    )
    try:
        assert process.stderr is not None  # noqa: S101 - asked for above
        for line in _lines(process.stderr.fileno(), tick):
            on_line(line)
        return process.wait()
    finally:
        _end(process)
        if process.stderr is not None:
            process.stderr.close()


def _lines(descriptor: int, tick: Callable[[], None]) -> Iterator[str]:
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while True:
            tick()
            if not selector.select(_TICK):
                continue
            piece = os.read(descriptor, 65536)
            *whole, rest = (rest + piece).split(b"\n")
            yield from (line.decode(errors="replace") for line in whole)
            if not piece:
                break
    if rest:
        yield rest.decode(errors="replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the group, if it still runs: `go` removes its work folder when it is interrupted."""
    for number, patience in ((signal.SIGINT, _GRACE), (signal.SIGKILL, None)):
        if process.poll() is None:
            os.killpg(process.pid, number)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
