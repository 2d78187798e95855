"""Takes personal data and secrets out of telemetry before it leaves the process.

What is looked for, in which order and what takes its place is specified in `docs/redaction.md`; the collector does the
same with the same test vectors in `tests/vectors/redaction/`. Nothing here knows OpenTelemetry.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from otel_kit.pipeline.redaction._detectors import KINDS
from otel_kit.pipeline.redaction._keys import kind_of_key
from otel_kit.pipeline.redaction._rules import ALLOWED_KEYS, Rules
from otel_kit.pipeline.redaction._values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["ALLOWED_KEYS", "KINDS", "Redactor", "Rules", "Surface", "kind_of_key"]

Surface = Literal["attribute", "body", "exception", "stack", "url", "baggage"]


class Redactor:
    """Redacts texts and attributes, and tells `count` what it took out: kind, surface and how many, never the value.

    Threads may share a redactor, and a forked child may go on with its parent's.
    """

    def __init__(
        self, rules: Rules | None = None, count: Callable[[str, Surface, int], None] | None = None
    ) -> None:
        """Take the default rules, and count nothing, unless told otherwise."""
        self._values = Values(rules or Rules())
        self._count = count

    def redact_text(self, text: str, surface: Surface = "body") -> str:
        """Return the text with a mark such as `[redacted:email]` in the place of each finding.

        A text longer than `Rules.max_length` is cut there, which `…[truncated]` at its end says.
        """
        kinds: list[str] = []
        redacted = self._values.text(text, kinds)
        self._tell(kinds, surface)
        return redacted

    def redact_attributes(
        self, attributes: Mapping[str, object], surface: Surface = "attribute"
    ) -> dict[str, object]:
        """Return the attributes redacted by name and by pattern, whatever is nested in them included.

        Values whose names are sensitive are replaced whole. A number in which something is found becomes a text.
        Sequences in which something is found become lists. What is nested deeper than 8 levels, or beyond 10,000 values, becomes
        `[redacted:nesting]`, which also ends an object that contains itself.
        """
        kinds: list[str] = []
        redacted = self._values.mapping(attributes, kinds)
        self._tell(kinds, surface)
        return redacted

    def unknown(self, attributes: Mapping[str, object]) -> dict[str, object]:
        """Return those attributes that must be redacted to know whether something is in them.

        The others were redacted before and nothing was found in them. This is quick and searches nothing.
        """
        return self._values.unknown(attributes)

    def _tell(self, kinds: list[str], surface: Surface) -> None:
        if kinds and self._count is not None:
            for kind, number in Counter(kinds).items():
                self._count(kind, surface, number)
