"""Certificates of agent and gateway, and an expired one."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING

import trustme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Certificates:
    """A folder for each role with `tls.crt`, `tls.key` and `ca.crt`, as collector/config reads them."""

    def __init__(self, folder: Path) -> None:
        """Issue what is asked for below `folder`, all by one authority."""
        self._folder = folder
        self._authority = trustme.CA(organization_name="otel_kit tests")

    def folder(self, name: str) -> Path:
        """Return the folder of a role, with a certificate for localhost."""
        folder = self._folder / f"tls-{name}"
        if not folder.exists():
            folder.mkdir(parents=True)
            self._authority.cert_pem.write_to_path(str(folder / "ca.crt"))
            self._issue(folder)
        return folder

    @contextlib.contextmanager
    def expired(self, name: str) -> Iterator[None]:
        """Put a certificate in its place that expired yesterday, inside the block; then a good one."""
        yesterday = dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=1)
        self._issue(self.folder(name), not_before=yesterday - dt.timedelta(days=30), not_after=yesterday)
        try:
            yield
        finally:
            self._issue(self.folder(name))

    def _issue(self, folder: Path, **validity: dt.datetime) -> None:
        issued = self._authority.issue_cert("localhost", "127.0.0.1", **validity)
        # A whole file takes the other's place, the key first: a reader sees no half, and a pair that does not fit
        # is read again at the next look.
        for name, parts in (("tls.key", [issued.private_key_pem]), ("tls.crt", issued.cert_chain_pems)):
            draft = folder / f".{name}"
            draft.write_bytes(b"".join(part.bytes() for part in parts))
            draft.replace(folder / name)
