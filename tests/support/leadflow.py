"""Leadflow's processes for tests: real ones, on free ports, without a collector."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from otel_kit.ops.stack.ports import free_ports
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parents[2] / "examples"


class System:
    """Portal, worker and storefront, and the command line beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.storefront, self.portal = (f"http://127.0.0.1:{port}" for port in free_ports(2))
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = {
            **os.environ,
            "LEADFLOW_STATE": str(folder / "state"),
            "LEADFLOW_BROKER": "filesystem://",
            "LEADFLOW_STOREFRONT_URL": self.storefront,
            "LEADFLOW_PORTAL_URL": self.portal,
            "OTEL_SDK_DISABLED": "true",
            "PYTHONPATH": str(EXAMPLES),
        }

    def start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start one of leadflow's programs; what it prints goes to its log."""
        with self._log(name).open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", f"leadflow.{name}", *arguments],
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        return self.processes[name]

    def run(self, name: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one of leadflow's programs to its end."""
        return subprocess.run(
            [sys.executable, "-m", f"leadflow.{name}", *arguments],
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def log(self, name: str) -> str:
        """Return what a program has printed so far."""
        return self._log(name).read_text()

    def end(self) -> dict[str, int]:
        """End all that run, as a supervisor does, and return their exit statuses."""
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        return {name: process.wait(20) for name, process in self.processes.items()}

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"


@contextlib.contextmanager
def running(folder: Path) -> Iterator[System]:
    """Run leadflow's three services inside the block."""
    system = System(folder)
    system.start("portal", "--port", system.portal.rpartition(":")[2])
    system.start("worker")
    system.start("storefront", "--port", system.storefront.rpartition(":")[2])
    try:
        for address in (system.portal, system.storefront):
            wait_for(lambda address=address: _is_healthy(address), 30, f"{address}/health")
        wait_for(lambda: "ready." in system.log("worker"), 30, "the worker")
        yield system
    finally:
        system.end()


def _is_healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health").status_code == 200
    except httpx.TransportError:
        return False
