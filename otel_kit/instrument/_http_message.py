"""An HTTP request and its answer as every framework can tell them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["METHODS", "Answer", "Received", "content_length", "headers_getter", "number"]

# What is no method of these is `_OTHER` on metrics, whatever a peer invents.
METHODS = frozenset({"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE"})

_DIGITS = 18  # more are no size and no port: nonsense, or an attempt to keep us busy


@dataclass(frozen=True)
class Received:
    """What arrived. `headers` has lower-case names and the values in order; `path` and `query` are as received."""

    method: str
    scheme: str
    path: str
    query: str
    headers: Mapping[str, list[str]]
    protocol_version: str | None = None
    server: tuple[str, int | None] | None = None
    client: str | None = None
    is_websocket: bool = False

    def has_unsized_body(self) -> bool:
        """Tell whether a body follows, or may follow, whose size is known only when it has been read."""
        if "content-length" in self.headers:
            return False
        return "transfer-encoding" in self.headers or not (self.protocol_version or "1").startswith("1")

    def is_part_of(self, other: Received) -> bool:
        """Tell whether another framework got the same request and handed it on."""
        return self._identity() == other._identity()

    def _identity(self) -> tuple[object, ...]:
        return (self.method, self.path, self.query, self.headers.get("host"))


@dataclass
class Answer:
    """What came of it, filled in as it happens. Sizes are in bytes.

    `received` is the size of a request's body that declared none; `None` while it was not read to its end, of which
    `unfinished` is what was read so far.
    """

    status: int | None = None
    headers: dict[str, list[str]] = field(default_factory=dict)
    route: str | None = None
    size: int | None = None
    received: int | None = None
    unfinished: int = 0
    error: Exception | None = None

    def declared_size(self) -> int | None:
        """Return the body's size as its header has it, in bytes."""
        return content_length(self.headers)


def content_length(headers: Mapping[str, list[str]]) -> int | None:
    """Return the declared size of a body in bytes; `None` where none, or nonsense, was declared."""
    values = headers.get("content-length")
    return number(values[0]) if values else None


def number(text: str) -> int | None:
    """Return a number that a peer wrote in plain digits; `None` for anything else."""
    return int(text) if len(text) <= _DIGITS and text.isascii() and text.isdigit() else None


class _HeadersGetter:
    """How propagators read our headers."""

    def get(self, carrier: Mapping[str, list[str]], key: str) -> list[str] | None:
        """Return the header's values."""
        return carrier.get(key.lower())

    def keys(self, carrier: Mapping[str, list[str]]) -> list[str]:
        """Return the names that are there."""
        return list(carrier)


headers_getter: Any = _HeadersGetter()
