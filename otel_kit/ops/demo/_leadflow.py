"""The processes of examples/leadflow, as programs of the stack's supervisor."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError
from otel_kit.ops._paths import bundle
from otel_kit.ops.stack import Program

if TYPE_CHECKING:
    from pathlib import Path

REQUESTS_PER_SECOND = 20
# Short intervals: a demo is watched; services keep the defaults of a quarter minute.
_EXPORT = {
    "OTEL_METRIC_EXPORT_INTERVAL": "1000",
    "OTEL_BSP_SCHEDULE_DELAY": "500",
    "OTEL_BLRP_SCHEDULE_DELAY": "500",
}


@dataclass(frozen=True)
class Leadflow:
    """Where leadflow listens and keeps its state."""

    state: Path
    storefront_port: int
    portal_port: int
    redis_port: int
    deployment: str = "demo"  # deployment.environment.name
    watched: bool = True  # exports every second, for somebody who watches; else as often as any service

    @property
    def storefront(self) -> str:
        """The storefront's address."""
        return f"http://127.0.0.1:{self.storefront_port}"

    @property
    def portal(self) -> str:
        """The portal's address."""
        return f"http://127.0.0.1:{self.portal_port}"

    @property
    def broker(self) -> str:
        """Redis where there is one, else Celery's file-system broker."""
        return f"redis://127.0.0.1:{self.redis_port}/0" if redis_server() else "filesystem://"

    def environment(self, otlp_endpoint: str) -> dict[str, str]:
        """Return what each process of leadflow needs to know."""
        return {
            **(_EXPORT if self.watched else {}),
            "OTEL_KIT_ENVIRONMENT": self.deployment,
            "OTEL_EXPORTER_OTLP_ENDPOINT": otlp_endpoint,
            "LEADFLOW_BROKER": self.broker,
            "LEADFLOW_STATE": str(self.state),
            "XDG_RUNTIME_DIR": str(self.state),  # so that a stack beside another one tells of the host too
            "LEADFLOW_PORTAL_URL": self.portal,
            "LEADFLOW_STOREFRONT_URL": self.storefront,
            "PYTHONPATH": os.pathsep.join(
                filter(None, [str(bundle("examples")), os.environ.get("PYTHONPATH")])
            ),
            "PYTHONUNBUFFERED": "1",
        }

    def programs(self, otlp_endpoint: str, *, rate: float = REQUESTS_PER_SECOND) -> list[Program]:
        """Return the processes in the order in which to start them."""
        environment = self.environment(otlp_endpoint)

        def python(name: str, *arguments: str, ready: str | None = None) -> Program:
            command = [sys.executable, "-m", f"leadflow.{name}", *arguments]
            return Program(name, command, environment=environment, ready_url=ready)

        return [
            *self._redis(),
            python("portal", "--port", str(self.portal_port), ready=f"{self.portal}/health"),
            python("worker"),
            python("storefront", "--port", str(self.storefront_port), ready=f"{self.storefront}/health"),
            python("load", "--rate", f"{rate:g}"),
        ]

    def switch(self, fault: str, on: bool) -> None:
        """Turn one of leadflow's faults on or off."""
        command = [sys.executable, "-m", "leadflow.faults", "on" if on else "off", fault]
        environment = {**os.environ, **self.environment("")}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise OtelKitError(f"leadflow's fault switch failed: {done.stderr.strip()}")

    def _redis(self) -> list[Program]:
        server = redis_server()
        if server is None:
            return []
        arguments = [
            "--port",
            str(self.redis_port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        return [Program("redis", [server, *arguments], directory=self.state)]


def redis_server() -> str | None:
    """Return the path of Redis' server, or `None` where it is not installed."""
    return shutil.which("redis-server")
