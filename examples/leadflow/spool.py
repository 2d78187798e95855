"""Celery's file-system broker, safe for a producer and a consumer at once.

Kombu's own transport shows a message before it is written, and writes the table of queues in place; a consumer that
looks in that moment finds half a file and the job is lost. Here a file has its name only once it is complete.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kombu.transport import filesystem
from kombu.utils.json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator


class Channel(filesystem.Channel):
    """Kombu's channel, with complete files only."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Make the folders that this channel uses."""
        super().__init__(*arguments, **named)
        for folder in (self.data_folder_in, self.data_folder_out, self.control_folder):
            Path(folder).mkdir(parents=True, exist_ok=True)

    # Kombu's base class and its file-system channel name the second argument differently.
    def _put(self, queue: str, payload: dict[str, Any], **_: Any) -> None:  # type: ignore[override]
        """Write the message beside its place, then move it there."""
        name = f"{time.time_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        place = Path(self.data_folder_out, name)
        beside = place.with_name(f"{name}.part")
        beside.write_text(dumps(payload), encoding="utf-8")
        beside.replace(place)

    def get_table(self, exchange: str) -> list[Any]:
        """Read the table of queues while nobody writes it."""
        with self._locked():
            return list(super().get_table(exchange))

    def _queue_bind(self, *arguments: Any) -> None:
        with self._locked():
            super()._queue_bind(*arguments)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        folder = os.open(self.control_folder, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


class Transport(filesystem.Transport):
    """Kombu's transport over these channels."""

    Channel = Channel

    @property
    def default_connection_params(self) -> dict[str, Any]:
        """Tell that there is no host to connect to."""
        return {}


def options(folder: Path) -> dict[str, Any]:
    """Return Celery's `broker_transport_options` for a queue in this folder."""
    messages = str(folder / "messages")
    return {
        "data_folder_in": messages,
        "data_folder_out": messages,
        "control_folder": str(folder / "control"),
        "polling_interval": 0.1,  # seconds between looks at an empty queue
    }
