"""Programs that run a service in several processes: started as people start them, ended as a supervisor ends them."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from support import otlp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# Nothing is sent before the end, so that only what a process delivers as it ends can arrive.
ONLY_AT_THE_END = dict.fromkeys(
    ["OTEL_BSP_SCHEDULE_DELAY", "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"], "60000"
)


@contextlib.contextmanager
def running(
    module: Sequence[str], folder: Path, endpoint: str, **environ: str
) -> Iterator[subprocess.Popen[str]]:
    """Run `python -m …` in a folder beside the block, where `end` must end it; after a failure it is killed."""
    with subprocess.Popen(
        [sys.executable, "-m", *module],
        cwd=folder,
        env=otlp.environment(endpoint, **environ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def end(process: subprocess.Popen[str]) -> str:
    """Ask it to end as a supervisor does; return what it said, in which there is no complaint."""
    process.send_signal(signal.SIGTERM)
    errors = process.communicate(timeout=30)[1]
    assert "Traceback" not in errors, errors
    assert "otel_kit" not in errors, errors
    return errors


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str = "/") -> str:
    """Return what a service on this machine answers; an empty text where it does not."""
    with contextlib.suppress(urllib.error.URLError, ConnectionError):
        url = f"http://127.0.0.1:{port}{path}"
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.read().decode()
    return ""


def get_all(port: int, paths: Iterable[str], at_once: int = 4) -> list[str]:
    """Ask for several paths, some at the same time."""
    with ThreadPoolExecutor(at_once) as threads:
        return list(threads.map(lambda path: get(port, path), paths))
