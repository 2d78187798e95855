"""A broker that speaks Kafka's protocol, as a process that tests kill and start again on the same port and folder."""

from __future__ import annotations

import contextlib
import socket
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from otel_kit.ops.stack.ports import free_ports
from support.programs import program
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Broker", "broker"]


@dataclass
class Broker:
    """The broker of deploy/build/kafka_broker, with its log in `folder`."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def addresses(self) -> str:
        """Where it is, as OTEL_KIT_KAFKA has it."""
        return f'["127.0.0.1:{self.port}"]'

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        command = [str(program("kafka-broker")), "-port", str(self.port), "-data", str(self.folder / "data")]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_for(self._is_ready, 20, "the broker to take connections")

    def kill(self) -> None:
        """End it as a crash would."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def _is_ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.folder / "log").read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False


@contextlib.contextmanager
def broker(folder: Path) -> Iterator[Broker]:
    """Give a broker that is yet to be started, and end it after the block."""
    folder.mkdir()
    found = Broker(folder, free_ports(1)[0])
    try:
        yield found
    finally:
        found.kill()
