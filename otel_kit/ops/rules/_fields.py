"""Reads typed fields out of a YAML section; each mistake becomes one sentence with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import Items, Place, Section, SourceError, unknown
from otel_kit.ops.rules import _units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Fields", "each"]


class Fields:
    """One section whose keys are known in advance."""

    def __init__(self, value: Any, place: Place, what: str, known: Iterable[str]) -> None:
        """Refuse what is no mapping, and any key that is not known."""
        self.what = what
        if not isinstance(value, Section):
            raise SourceError(place, f"{what} is not a mapping", "write `key: value` lines")
        self.section = value
        names = tuple(known)
        for key in value:
            if key not in names:
                raise unknown(value.at(key), "key", key, names, f" of {what}")

    def at(self, key: str) -> Place:
        """Return where `key` stands."""
        return self.section.at(key)

    def text_at(self, key: str) -> Place:
        """Return where the text of `key` begins."""
        return self.section.text_at(key)

    def has(self, key: str) -> bool:
        """Tell whether the key was written."""
        return key in self.section

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that is not empty; `default` where the key is missing."""
        if not self.has(key) and default is not None:
            return default
        value = self._required(key)
        if isinstance(value, bool) or not isinstance(value, str | int | float) or not str(value).strip():
            raise SourceError(
                self.at(key), f"'{key}' of {self.what} is not a text", f"write `{key}: some words`"
            )
        return str(value).strip()

    def choice(self, key: str, known: Iterable[str]) -> str:
        """Return one of the known words."""
        value = self.text(key)
        names = tuple(known)
        if value not in names:
            raise unknown(self.at(key), key, value, names, f" of {self.what}")
        return value

    def number(self, key: str) -> float:
        """Return a number."""
        value = self._required(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise SourceError(
                self.at(key), f"'{key}' of {self.what} is no number, got {value!r}", f"write `{key}: 1`"
            )
        return value

    def duration(self, key: str, default: str) -> str:
        """Return a duration; `default` where the key is missing."""
        value = self.section.get(key, default)
        if not _units.is_duration(value):
            raise SourceError(
                self.at(key),
                f"'{key}' of {self.what} is no duration, got {value!r}",
                f"write {_units.DURATION}",
            )
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts with at least one item."""
        items = self.items(key)
        if not items or not all(isinstance(item, str) and item.strip() for item in items):
            raise SourceError(
                self.at(key), f"'{key}' of {self.what} is no list of texts", "write one `- …` line or more"
            )
        return tuple(item.strip() for item in items)

    def moments(self, key: str) -> tuple[str, ...]:
        """Return a list of durations since the start of a test; an empty one where the key is missing."""
        found = tuple(str(at) for at in self.items(key))
        wrong = next((at for at in found if not _units.is_duration(at)), None)
        if wrong is not None:
            raise SourceError(
                self.at(key), f"'{wrong}' is no moment of {self.what}", f"write {_units.DURATION}"
            )
        return found

    def items(self, key: str) -> Items:
        """Return a list; an empty one where the key is missing."""
        value = self.section.get(key)
        if value is None:
            return Items(self.at(key))
        if not isinstance(value, Items):
            raise SourceError(
                self.at(key), f"'{key}' of {self.what} is no list", "write one `- …` line for each"
            )
        return value

    def mapping(self, key: str) -> Section:
        """Return a mapping; an empty one where the key is missing."""
        value = self.section.get(key)
        if value is None:
            return Section(self.at(key))
        if not isinstance(value, Section):
            raise SourceError(
                self.at(key), f"'{key}' of {self.what} is no mapping", "write `name: value` lines"
            )
        return value

    def labels(self, key: str) -> dict[str, str]:
        """Return a mapping of texts."""
        section = self.mapping(key)
        for name, value in section.items():
            if not isinstance(value, str):
                raise SourceError(
                    section.at(name), f"label '{name}' of {self.what} is no text, got {value!r}", "quote it"
                )
        return dict(section)

    def part(self, key: str, known: Iterable[str]) -> Fields:
        """Return the section behind `key`, which must be there."""
        return Fields(self._required(key), self.at(key), f"'{key}' of {self.what}", known)

    def _required(self, key: str) -> Any:
        if self.section.get(key) is None:
            raise SourceError(self.at(key), f"{self.what} has no '{key}'", f"add a line `{key}: …`")
        return self.section[key]


def each(items: Items) -> Iterator[tuple[Any, Place]]:
    """Yield the items with their places."""
    yield from zip(items, items.places, strict=True)
