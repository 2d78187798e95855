"""What the supervisor runs: one process, told as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["Program"]


@dataclass(frozen=True)
class Program:
    """One process of the stack.

    `environment` is added to the environment of `otel-kit`. The process is ready when `ready_url` answers
    200, or at once where there is none. `stop_wait` is in seconds; then the process group gets SIGKILL.
    `before` is a command that must succeed before each start.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    directory: Path | None = None
    ready_url: str | None = None
    stop_signal: str = "TERM"
    stop_wait: int = 5
    before: Sequence[str] = ()
