"""Spans and log records as tests read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from otel_kit.testing._match import matches, near

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Log", "Logs", "Span", "Spans"]

Item = TypeVar("Item", "Span", "Log")


@dataclass(frozen=True)
class Span:
    """A span that has ended. `kind` is `internal`, `server` and so on, `status` is `unset`, `ok` or `error`.

    `start` is in seconds since 1970.
    """

    name: str
    kind: str
    status: str
    attributes: Mapping[str, Any]
    trace_id: str
    span_id: str
    parent_id: str | None
    events: tuple[str, ...]
    start: float
    seconds: float


@dataclass(frozen=True)
class Log:
    """A log record. `name` is the event's, or empty; `severity` is `INFO` and so on."""

    name: str
    body: Any
    severity: str
    attributes: Mapping[str, Any]
    trace_id: str | None
    span_id: str | None


class _Found(list[Item], Generic[Item]):
    """Items in the order in which they came."""

    def named(self, name: str, /, **attributes: Any) -> list[Item]:
        """Return those with this name and these attributes, by whole or short names."""
        return [item for item in self if item.name == name and matches(item.attributes, attributes)]

    def one(self, name: str, /, **attributes: Any) -> Item:
        """Return the only one; raises `LookupError` where there is none, or several."""
        found = self.named(name, **attributes)
        if len(found) != 1:
            names = near(name, (item.name for item in self if item.name))
            raise LookupError(f"{len(found)} are named {name!r} with {attributes}{names}")
        return found[0]


class Spans(_Found[Span]):
    """Spans, in the order in which they ended."""


class Logs(_Found[Log]):
    """Log records, in the order in which they were emitted."""

    @property
    def bodies(self) -> list[Any]:
        """What each record says."""
        return [record.body for record in self]
