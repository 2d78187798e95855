"""What a site decides about redaction, checked once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.pipeline.redaction._detectors import KINDS
from otel_kit.pipeline.redaction._keys import kind_of_key

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ALLOWED_KEYS", "Rules"]

# Names that OpenTelemetry gives to machines, code and telemetry itself: their values are not searched.
ALLOWED_KEYS: tuple[str, ...] = (
    "cloud.*", "code.*", "container.*", "deployment.*", "faas.*", "host.*", "k8s.*", "network.local.*", "os.*", "otel.*",
    "server.address", "server.port", "service.*", "telemetry.*", "thread.*",
)  # fmt: skip

_KIND = re.compile(r"[a-z][a-z0-9_]{0,31}")
# What Go's engine does not know, and a pattern that is shared with the collector must not use.
_NOT_RE2 = re.compile(r"\(\?(?:[=!]|<[=!]|P=|>|\()|\\[1-9]|[*+?}]\+")
_SHORTEST_SECRET = 16


@dataclass(frozen=True)
class Rules:
    """How telemetry is redacted. The default masks all that the detectors know.

    `hash_key`: replace values by a keyed hash instead of a mask, so that equal values stay joinable; at least 16 bytes.
    `disabled`: kinds that are left alone, such as `ip`.
    `allow_values`: texts that are never redacted where they are exactly what was found.
    `allow_keys`: attributes that are not searched; `name.*` stands for all below a name. A name that is itself
    sensitive (`service.api_key`) must be written in full.
    `sensitive_keys`: further names and the kind of their values. `patterns`: further kinds and their regular
    expressions, in the syntax that Python and Go share.
    `max_length`: characters of a text that are kept.

    Raises `ConfigurationError` for a kind or pattern that cannot be used.
    """

    hash_key: bytes | None = None
    disabled: frozenset[str] = frozenset()
    allow_values: frozenset[str] = frozenset()
    allow_keys: tuple[str, ...] = ALLOWED_KEYS
    sensitive_keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    patterns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    max_length: int = 32_768

    def __post_init__(self) -> None:
        """Refuse at the start what would fail, or differ from the collector, later."""
        self._check_kinds()
        for kind, pattern in self.patterns.items():
            _check_pattern(kind, pattern)
        if self.hash_key is not None and len(self.hash_key) < _SHORTEST_SECRET:
            given = f"{len(self.hash_key)} bytes"  # the key itself is never shown
            raise ConfigurationError(
                "hash_key",
                given,
                problem="too short to keep values secret",
                fix="give at least 16 random bytes",
            )
        if self.max_length < 1:
            raise ConfigurationError(
                "max_length",
                self.max_length,
                problem="no text would be left",
                fix="give at least 1, such as 32768",
            )

    def _check_kinds(self) -> None:
        for kind in (*self.sensitive_keys.values(), *self.patterns):
            if _KIND.fullmatch(kind) is None:
                raise ConfigurationError(
                    "kind",
                    kind,
                    problem="not a name",
                    fix="use lower-case letters, digits and _, such as customer_number",
                )
        known = {*KINDS, *self.sensitive_keys.values(), *self.patterns}
        for kind in sorted(self.disabled - known):
            raise ConfigurationError(
                "disabled", kind, problem="no such kind", fix=f"use one of {', '.join(sorted(known))}"
            )

    @cached_property
    def compiled(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The further patterns, ready to search with."""
        return tuple((kind, re.compile(pattern, re.ASCII)) for kind, pattern in self.patterns.items())

    @cached_property
    def _own_keys(self) -> dict[str, str]:
        return {key.lower(): kind for key, kind in self.sensitive_keys.items()}

    @cached_property
    def _allowed_below(self) -> tuple[str, ...]:
        return tuple(key[:-1] for key in self.allow_keys if key.endswith(".*"))

    def kind_of(self, key: str) -> str | None:
        """Return what the value under this key is, whatever it looks like, or None."""
        kind = self._own_keys.get(key.lower()) or kind_of_key(key)
        return None if kind in self.disabled or key in self.allow_keys else kind

    def allows(self, key: str) -> bool:
        """Tell whether the value under this key is not searched."""
        return key in self.allow_keys or key.startswith(self._allowed_below)


def _check_pattern(kind: str, pattern: str) -> None:
    shared = _NOT_RE2.search(pattern) is None
    try:
        empty = re.compile(pattern, re.ASCII).search("") is not None
    except re.error as error:
        raise ConfigurationError(
            f"patterns[{kind}]",
            pattern,
            problem=f"not a regular expression ({error})",
            fix="mend the expression",
        ) from None
    if not shared:
        raise ConfigurationError(
            f"patterns[{kind}]",
            pattern,
            problem="the collector cannot read it",
            fix="write it without look-around, backreferences and possessive repeats",
        )
    if empty:
        raise ConfigurationError(
            f"patterns[{kind}]",
            pattern,
            problem="it also fits an empty text",
            fix="make it need at least one character",
        )
