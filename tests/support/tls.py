"""Certificates for tests: an authority of our own, and identities in folders as collector/config reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import trustme

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = ["Authority"]


class Authority:
    """Signs certificates that nobody else trusts."""

    def __init__(self) -> None:
        """Make the authority's own certificate."""
        self._ca = trustme.CA(organization_name="otel_kit tests")

    def identity(
        self, folder: Path, *names: str, organization: str | None = None, until: datetime | None = None
    ) -> Path:
        """Write tls.crt, tls.key and ca.crt for these names into `folder`, and return it; twice is a renewal."""
        folder.mkdir(parents=True, exist_ok=True)
        made = self._ca.issue_cert(*names, organization_name=organization, not_after=until)
        made.private_key_pem.write_to_path(folder / "tls.key")
        (folder / "tls.crt").write_bytes(b"".join(part.bytes() for part in made.cert_chain_pems))
        self._ca.cert_pem.write_to_path(folder / "ca.crt")
        return folder
