"""A real Prometheus that knows a past: samples are written as blocks of its database before it starts."""

from __future__ import annotations

import contextlib
import subprocess
import time
from typing import TYPE_CHECKING

import httpx

from otel_kit.ops.rules._promtool import promtool
from otel_kit.ops.stack.ports import free_ports
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_MINUTES = 10


@contextlib.contextmanager
def prometheus_that_saw(folder: Path, series: Mapping[str, float]) -> Iterator[str]:
    """Run Prometheus on series that have had their values for the last ten minutes; yield its URL."""
    now = int(time.time())
    lines = [
        f"{name} {value} {now - 15 * back}\n"
        for name, value in series.items()
        for back in range(_MINUTES * 4, -1, -1)
    ]
    text = folder / "past.om"
    text.write_text("".join([*lines, "# EOF\n"]))
    command = [promtool(), "tsdb", "create-blocks-from", "openmetrics", "--quiet", text, folder / "data"]
    subprocess.run(command, check=True)
    with prometheus_on(folder) as url:
        yield url


@contextlib.contextmanager
def prometheus_on(folder: Path) -> Iterator[str]:
    """Run Prometheus on the database in `folder`/data; yield its URL."""
    (folder / "prometheus.yml").write_text("global: {}\n")
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    command = [
        promtool().with_name("prometheus"),
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(lambda: _is_ready(url), 30, "Prometheus to be ready")
            yield url
        finally:
            process.terminate()


def _is_ready(url: str) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"{url}/-/ready", trust_env=False).status_code == httpx.codes.OK
    return False
