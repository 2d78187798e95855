"""Certificates for tests: an authority of our own, and identities in folders as collector/config reads them."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import trustme

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = ["Authority", "showing"]


def showing(identity: Path | None, *, trusting: Path) -> ssl.SSLContext:
    """Return the TLS of a client that shows the certificate of a folder, or none, and trusts the authority of another."""
    context = ssl.create_default_context(cafile=str(trusting / "ca.crt"))
    if identity is not None:
        context.load_cert_chain(identity / "tls.crt", identity / "tls.key")
    return context


class Authority:
    """Signs certificates that nobody else trusts."""

    def __init__(self) -> None:
        """Make the authority's own certificate."""
        self._ca = trustme.CA(organization_name="otel_kit tests")

    def identity(
        self,
        folder: Path,
        *names: str,
        organization: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Path:
        """Write tls.crt, tls.key and ca.crt for these names into `folder`, and return it; twice is a renewal.

        A whole file takes the other's place, the key first: a reader sees no half, and a pair that does not fit is read
        again at the next look.
        """
        folder.mkdir(parents=True, exist_ok=True)
        made = self._ca.issue_cert(*names, organization_name=organization, not_before=since, not_after=until)
        self._ca.cert_pem.write_to_path(str(folder / "ca.crt"))
        for name, blobs in (("tls.key", [made.private_key_pem]), ("tls.crt", made.cert_chain_pems)):
            draft = folder / f".{name}"
            draft.write_bytes(b"".join(blob.bytes() for blob in blobs))
            draft.replace(folder / name)
        return folder
