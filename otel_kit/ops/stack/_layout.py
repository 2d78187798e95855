"""The folders of one stack, and how they are made and removed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Layout", "writing"]

# Linux allows 107 bytes for the path of a unix socket; supervisord adds its pid while it makes one.
_LONGEST_SOCKET_PATH = 90


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the system refuses inside the block into the one sentence about the stack's folder."""
    try:
        yield
    except OSError as error:
        raise OtelKitError(
            f"{error.filename or folder}: the stack's folder cannot be written ({error.strerror})\n"
            "  → set OTEL_KIT_HOME to a folder on a disk with free space that you may write"
        ) from error


@dataclass(frozen=True)
class Layout:
    """Where one stack keeps what it needs; an ephemeral one keeps its data where `down` removes them."""

    home: Path
    ephemeral: bool = False

    @property
    def config(self) -> Path:
        """The rendered configuration."""
        return self.home / "config"

    @property
    def data(self) -> Path:
        """What the servers store."""
        return self.run / "data" if self.ephemeral else self.home / "data"

    @property
    def logs(self) -> Path:
        """One log file a server."""
        return self.home / "logs"

    @property
    def run(self) -> Path:
        """What exists only while the stack is up."""
        return self.home / "run"

    @property
    def state(self) -> Path:
        """The file from which another process finds this stack."""
        return self.home / "state.json"

    @property
    def socket(self) -> Path:
        """The supervisor's socket: in `run`, or below the system's temporary folder if that path is too long."""
        inside = self.run / "supervisor.sock"
        if len(os.fsencode(inside)) <= _LONGEST_SOCKET_PATH:
            return inside
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"otel-kit-{os.getuid()}-{digest}" / "supervisor.sock"

    def make(self) -> None:
        """Make the folders and prove that they can be written; raise `OtelKitError` where they cannot."""
        with writing(self.home):
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self.config, self.data, self.logs, self.run):
                folder.mkdir(parents=True, exist_ok=True)
            (self.data / "loki" / "rules" / "fake").mkdir(parents=True, exist_ok=True)  # Loki's only tenant
            self.socket.parent.mkdir(mode=0o700, exist_ok=True)
            probe = self.run / "probe"
            probe.write_bytes(b"\0" * 65536)  # a full disk still takes an empty file
            probe.unlink()
        if len(os.fsencode(self.socket)) > _LONGEST_SOCKET_PATH:
            raise OtelKitError(
                f"{self.socket}: too long for the path of a socket\n  → set OTEL_KIT_HOME to a shorter path"
            )
        if self.socket.parent.stat().st_uid != os.getuid():
            raise OtelKitError(
                f"{self.socket.parent}: belongs to another user\n  → set OTEL_KIT_HOME to a shorter path"
            )

    def clean(self) -> None:
        """Remove what only a running stack needs; for an ephemeral one, everything that it made."""
        if self.socket.parent != self.run:
            shutil.rmtree(self.socket.parent, ignore_errors=True)
        shutil.rmtree(self.run, ignore_errors=True)
        if not self.ephemeral:
            return
        for folder in (self.config, self.logs):
            shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):  # as with the folders: there may be nothing to remove
            self.state.unlink()
        if self.home.is_dir() and not any(self.home.iterdir()):
            self.home.rmdir()
