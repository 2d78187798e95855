"""Certificates of agent and gateway, and an expired one."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING

from support.tls import Authority

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Certificates:
    """A folder for each role with `tls.crt`, `tls.key` and `ca.crt`, as collector/config reads them."""

    def __init__(self, folder: Path) -> None:
        """Issue what is asked for below `folder`, all by one authority."""
        self._folder = folder
        self._authority = Authority()

    def folder(self, name: str) -> Path:
        """Return the folder of a role, with a certificate for localhost."""
        folder = self._folder / f"tls-{name}"
        return folder if folder.exists() else self._issue(folder)

    @contextlib.contextmanager
    def expired(self, name: str) -> Iterator[None]:
        """Put a certificate in its place that expired yesterday, inside the block; then a good one."""
        yesterday = dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=1)
        self._issue(self.folder(name), since=yesterday - dt.timedelta(days=30), until=yesterday)
        try:
            yield
        finally:
            self._issue(self.folder(name))

    def _issue(self, folder: Path, **validity: dt.datetime) -> Path:
        return self._authority.identity(folder, "localhost", "127.0.0.1", **validity)
