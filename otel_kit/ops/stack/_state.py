"""`state.json`: what another process needs to know of a stack."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import OtelKitError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Identity", "State"]


@dataclass(frozen=True)
class Identity:
    """One process: its pid and when it was created, so that a reused pid is not mistaken for it."""

    pid: int
    created: float  # seconds since the epoch


@dataclass(frozen=True)
class State:
    """A stack as it was last brought up; `supervisor` is `None` after `down`."""

    version: str  # of otel_kit
    profile: str
    ephemeral: bool
    ports: dict[str, int]
    supervisor: Identity | None = None
    started_at: str = ""  # RFC 3339
    servers: dict[str, Identity] = field(default_factory=dict)

    def save(self, path: Path) -> None:
        """Write the file whole or not at all."""
        draft = path.with_suffix(".tmp")
        try:
            draft.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
            draft.replace(path)
        except OSError as error:
            raise OtelKitError(
                f"{path}: cannot be written ({error.strerror})\n  → free space on that disk"
            ) from error

    @classmethod
    def load(cls, path: Path) -> State | None:
        """Read the file: `None` where there is none; raise `OtelKitError` where it is broken."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            return cls._checked(raw)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise OtelKitError(
                f"{path}: cannot be read as a stack's state ({error})\n"
                f"  → remove the file if no stack runs from {path.parent}"
            ) from error

    @classmethod
    def _checked(cls, raw: dict[str, Any]) -> State:
        supervisor = raw["supervisor"]
        return cls(
            version=str(raw["version"]),
            profile=str(raw["profile"]),
            ephemeral=bool(raw["ephemeral"]),
            ports={str(name): int(port) for name, port in raw["ports"].items()},
            supervisor=_identity(supervisor) if supervisor else None,
            started_at=str(raw["started_at"]),
            servers={str(name): _identity(server) for name, server in raw["servers"].items()},
        )


def _identity(raw: dict[str, Any]) -> Identity:
    return Identity(int(raw["pid"]), float(raw["created"]))
