"""What the services on the other side are called: `service.peer.name`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Peers", "name_peers", "peers_in_use"]


class Peers:
    """Names by `host`, `host:port` or `*.domain`; the most exact one counts. A peer without a name has its host's."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take the user's names; hosts are compared in lower case."""
        self._names = {host.lower(): name for host, name in names.items()}

    def name(self, host: str, port: int | None) -> str:
        """Return the peer's name."""
        host = host.lower()
        labels = host.split(".")
        domains = (f"*.{'.'.join(labels[start:])}" for start in range(1, len(labels)))
        for key in (f"{host}:{port}", host, *domains):
            if key in self._names:
                return self._names[key]
        return host


_in_use = Peers({})


def name_peers(names: Mapping[str, str]) -> None:
    """Let every client that is instrumented from now on use these names."""
    global _in_use  # noqa: PLW0603 - a process has one set of settings
    _in_use = Peers(names)


def peers_in_use() -> Peers:
    """Return the names of this process' settings."""
    return _in_use
