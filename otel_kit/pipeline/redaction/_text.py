"""Redaction of one text: search, settle what overlaps, replace."""

from __future__ import annotations

import hashlib
import hmac
import re
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

from otel_kit.pipeline.redaction._checksums import alphanumeric
from otel_kit.pipeline.redaction._detectors import DETECTORS
from otel_kit.pipeline.redaction._found import MARK, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from otel_kit.pipeline.redaction._rules import Rules

__all__ = ["TRUNCATED", "Redacted", "mark", "redact"]

TRUNCATED = "\u2026[truncated]"
# What is found may begin before the limit and end behind it.
_OVERLAP = 512
_HASH_DIGITS = 16
# Shorter than any key of a service, and without a mark or digit that all else needs.
_SHORT = 20
_WORDS = re.compile(r"[A-Za-z_ /{}]*")
# Its digits are by chance those of a telephone or a card at times.
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_UUID_LENGTH = 36
_GROUPED = frozenset({"card", "iban", "phone", "national_id"})
_PASSES = 4

Redacted = tuple[str, list[str]]


def redact(text: str, rules: Rules) -> Redacted:
    """Return the text with every finding replaced, and the kind of each finding in order.

    What replaces a finding may lay bare a neighbour that did not count beside it, so the search is repeated until it
    finds nothing more, four times at most.
    """
    if not rules.patterns and _holds_nothing(text, rules.max_length):
        return text, []
    cut = len(text) > rules.max_length
    text = text[: rules.max_length + _OVERLAP]
    kinds: list[str] = []
    for _ in range(_PASSES):
        found = list(_search(text, rules))
        findings = _settled(found, text) if found else []
        if not findings:
            break
        kinds.extend(one.kind for one in findings)
        text = _replaced(text, findings, rules)
    if cut:
        text = text[: rules.max_length] + TRUNCATED
    return text, kinds


def _holds_nothing(text: str, longest: int) -> bool:
    """Tell at once what most texts are: a word or two, or an id."""
    size = len(text)
    if size < _SHORT:
        return _WORDS.fullmatch(text) is not None
    return size == _UUID_LENGTH <= longest and _UUID.fullmatch(text) is not None


def mark(value: str, kind: str, rules: Rules) -> str:
    """Return what stands in the place of a value: `[redacted:email]`, or with its keyed hash behind the kind."""
    if rules.hash_key is None:
        return f"[redacted:{kind}]"
    message = f"{kind}\0{_normal(value, kind)}".encode("utf-8", "replace")
    digest = hmac.new(rules.hash_key, message, hashlib.sha256).hexdigest()
    return f"[redacted:{kind}:{digest[:_HASH_DIGITS]}]"


def _normal(value: str, kind: str) -> str:
    """Return the form in which equal values are equal, however they were written."""
    if kind in _GROUPED:
        return alphanumeric(value)
    return (
        "".join(chr(ord(letter) + 32) if "A" <= letter <= "Z" else letter for letter in value)
        if kind == "email"
        else value
    )


def _search(text: str, rules: Rules) -> Iterator[Found]:
    for detector in DETECTORS:
        if detector.possible(text):
            for found in detector.find(text):
                if (
                    found.kind not in rules.disabled
                    and text[found.start : found.end] not in rules.allow_values
                ):
                    yield found
    for kind, pattern in rules.compiled:
        for match in pattern.finditer(text):
            if (
                match.end() > match.start()
                and kind not in rules.disabled
                and match[0] not in rules.allow_values
            ):
                yield Found(match.start(), match.end(), kind)


def _settled(findings: list[Found], text: str) -> list[Found]:
    """Return findings that do not overlap: those that do become one, of the kind that was found first.

    What lies within a mark of an earlier redaction is nothing new. An address that begins within credentials is the
    password with the host behind it.
    """
    marks = [match.span() for match in MARK.finditer(text)] if "[redacted:" in text else []
    secrets = [(found.start, found.end) for found in findings if found.kind == "credentials"]
    merged: list[tuple[int, int, int, str]] = []
    for start, rank, end, kind in sorted(
        (one.start, rank, one.end, one.kind) for rank, one in enumerate(findings)
    ):
        if _within(marks, start, end) or (kind == "email" and _within(secrets, start, start + 1)):
            continue
        if merged and start < merged[-1][2]:
            first, earlier, until, other = merged.pop()
            merged.append((first, min(earlier, rank), max(until, end), other if earlier < rank else kind))
        else:
            merged.append((start, rank, end, kind))
    return [Found(start, end, kind) for start, _, end, kind in merged]


def _within(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether `start:end` lies in one of these spans, which are in order."""
    place = bisect_right(spans, (start, sys.maxsize)) - 1
    return place >= 0 and end <= spans[place][1]


def _replaced(text: str, findings: list[Found], rules: Rules) -> str:
    parts, position = [], 0
    for start, end, kind in findings:
        parts += [text[position:start], mark(text[start:end], kind, rules)]
        position = end
    return "".join([*parts, text[position:]])
