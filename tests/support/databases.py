"""A real PostgreSQL and a real Redis on free ports of loopback, with their data in temporary folders."""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PASSWORD = "s3cret-of-the-database"


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Run Debian's PostgreSQL and give its address, with a password in it."""
    user = "postgres" if os.getuid() == 0 else None  # the server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="otel-kit-pg-"))
    (folder / "password").write_text(PASSWORD)
    if user is not None:
        for path in (folder, folder / "password"):
            os.chown(path, pwd.getpwnam(user).pw_uid, -1)
    try:
        _run(
            [str(_newest() / "initdb"), "-D", str(folder / "data"), "-U", "kit", "--no-sync", "-A", "scram-sha-256",
             "--pwfile", str(folder / "password")],
            user,
        )  # fmt: skip
        port = _free_port()
        settings = {
            "port": port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with _running([str(_newest() / "postgres"), "-D", str(folder / "data"), *options], port, user):
            yield f"postgresql://kit:{PASSWORD}@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """Run Debian's Redis and give its address."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        with _running(command, port, None):
            yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def _running(command: Sequence[str], port: int, user: str | None) -> Iterator[None]:
    with subprocess.Popen(
        command, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(lambda: process.poll() is not None or _listens(port), 20, f"{command[0]} to listen")
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            yield
        finally:
            process.terminate()
            process.wait(20)


def _run(command: Sequence[str], user: str | None) -> None:
    done = subprocess.run(
        command, user=user, cwd="/", capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _newest() -> Path:
    """Return the programs of the newest PostgreSQL that is installed."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(re.findall(r"\d+", str(path))[0]),
    )
    assert found, "PostgreSQL is not installed: apt-get install postgresql"
    return found[-1].parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
        return True
    return False
