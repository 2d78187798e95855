"""Redaction of attributes: names, texts, numbers, bytes, and whatever is nested in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import is_
from typing import TYPE_CHECKING

from otel_kit.pipeline.redaction._text import mark, redact

if TYPE_CHECKING:
    from otel_kit.pipeline.redaction._rules import Rules

__all__ = ["Values"]

_DEEPEST = 8
_MOST_VALUES = 10_000
_LONG_NUMBER = 10**9  # a shorter number is no card, person or account
_CLEAN_LENGTH = 128
_CLEAN_TEXTS = 4096
_KNOWN_NAMES = 4096
_NESTING = "[redacted:nesting]"


class Values:
    """Redacts values of any shape by one set of rules. Threads may share it."""

    def __init__(self, rules: Rules) -> None:
        """Begin with an empty memory of short texts and of names that were found clean."""
        self._rules = rules
        self._clean: set[str] = set()
        self._searched: dict[str, bool] = {}  # by clean name: whether its values are searched

    def text(self, text: str, kinds: list[str]) -> str:
        """Return a redacted text, and add the kind of each finding to `kinds`."""
        if text in self._clean:
            return text
        redacted, found = redact(text, self._rules)
        if redacted is text or (not found and redacted == text):
            self._remember(text)
            return text
        kinds += found
        return redacted

    def _remember(self, text: str) -> None:
        if len(text) <= _CLEAN_LENGTH:
            if len(self._clean) >= _CLEAN_TEXTS:
                self._clean.clear()
            self._clean.add(text)

    def unknown(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return the attributes of which it is not known that nothing is found in them; nothing is searched."""
        clean, searched = self._clean, self._searched
        found = {}
        for name, value in values.items():
            is_searched = searched.get(name)
            if is_searched is False:
                continue
            kind = type(value)
            if is_searched and (
                value in clean
                if kind is str
                else kind is bool or kind is float or (kind is int and -_LONG_NUMBER < value < _LONG_NUMBER)  # type: ignore[operator]
            ):
                continue
            found[name] = value
        return found

    def mapping(self, values: Mapping[str, object], kinds: list[str]) -> dict[str, object]:
        """Return redacted attributes; beyond 8 levels or 10,000 values the rest is `[redacted:nesting]`."""
        return self._mapping(values, kinds, _DEEPEST, [_MOST_VALUES])

    def _mapping(
        self, values: Mapping[str, object], kinds: list[str], depth: int, budget: list[int]
    ) -> dict[str, object]:
        redacted: dict[str, object] = {}
        numbers: dict[str, int] = {}
        for key, value in values.items():
            name = key if isinstance(key, str) else str(key)
            safe = self._name(name, redacted, numbers, kinds)
            redacted[safe] = self._under(name, value, kinds, depth, budget)
            if safe is name and name not in self._searched and self._rules.kind_of(name) is None:
                self._know(name)
        return redacted

    def _know(self, name: str) -> None:
        if len(self._searched) >= _KNOWN_NAMES:
            self._searched.clear()
        self._searched[name] = not self._rules.allows(name)

    def _name(self, name: str, taken: Mapping[str, object], numbers: dict[str, int], kinds: list[str]) -> str:
        """Return a redacted name; a second one that became the same gets a number behind it."""
        numbered = redacted = self.text(name, kinds)
        while numbered in taken:
            numbers[redacted] = numbers.get(redacted, 1) + 1
            numbered = f"{redacted}#{numbers[redacted]}"
        return numbered

    def _under(self, name: str, value: object, kinds: list[str], depth: int, budget: list[int]) -> object:
        kind = self._rules.kind_of(name)
        if kind is not None and not isinstance(value, (bool, type(None), Mapping)):
            return self._masked(value, kind, kinds, depth, budget)
        return value if self._rules.allows(name) else self._value(value, kinds, depth, budget)

    def _masked(self, value: object, kind: str, kinds: list[str], depth: int, budget: list[int]) -> object:
        """Return the mark of a value that is sensitive whatever it looks like, or of each in a list."""
        budget[0] -= 1
        if isinstance(value, (list, tuple)):
            if depth == 0 or budget[0] < 0:
                kinds.append("nesting")
                return _NESTING
            return [self._masked(one, kind, kinds, depth - 1, budget) for one in value]
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        if not text or text.startswith("[redacted:"):
            return value
        kinds.append(kind)
        return mark(text, kind, self._rules)

    def _value(self, value: object, kinds: list[str], depth: int, budget: list[int]) -> object:
        budget[0] -= 1
        if isinstance(value, str):
            return self.text(value, kinds)
        if isinstance(value, bytes):
            return self._bytes(value, kinds)
        if isinstance(value, (Mapping, Sequence)):
            return self._nested(value, kinds, depth, budget)
        return self._number(value, kinds) if type(value) is int else value

    def _nested(
        self, value: Mapping[str, object] | Sequence[object], kinds: list[str], depth: int, budget: list[int]
    ) -> object:
        if depth == 0 or budget[0] < 0:
            kinds.append("nesting")
            return _NESTING
        if isinstance(value, Mapping):
            return self._mapping(value, kinds, depth - 1, budget)
        redacted = [self._value(one, kinds, depth - 1, budget) for one in value]
        return value if all(map(is_, redacted, value)) else redacted

    def _number(self, value: int, kinds: list[str]) -> object:
        if abs(value) < _LONG_NUMBER:
            return value
        text = str(value)
        redacted = self.text(text, kinds)
        return value if redacted == text else redacted

    def _bytes(self, value: bytes, kinds: list[str]) -> bytes:
        text = value.decode("utf-8", "surrogateescape")
        redacted = self.text(text, kinds)
        return value if redacted == text else redacted.encode("utf-8", "surrogateescape")
