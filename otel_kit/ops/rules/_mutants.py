"""Small faults put into an alert, one at a time: what somebody could have written instead.

Pure text: an expression is cut into its words, and one of them is changed. The sentences of the alert stay as they
are, so that only the behaviour can give a mutant away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from otel_kit.ops.rules import _units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from otel_kit.ops.rules._render import InForce

__all__ = ["FACTORS", "KINDS", "Mutant", "of_expression", "of_values", "turned"]

KINDS = ("comparison", "threshold", "window", "for", "label", "matcher")
FACTORS = (10, 0.1)

_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "==": "!=", "!=": "=="}
_WORD = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\])*")
    |(?P<comment>\#[^\n]*)
    |(?P<matchers>\{[^{}]*\})
    |(?P<window>\[\d[^\]]*\])
    |(?P<grouping>\b(?:by|without|on|ignoring)\s*\([^()]+\))
    |(?P<comparison>(?:[<>]=?|[=!]=))
    |(?P<number>(?<![\w.$])\d+(?:\.\d+)?(?![\w.]))""",
    re.VERBOSE,
)
_MATCHER = re.compile(r'\w+\s*(?:=~|!~|!=|=)\s*"(?:\\.|[^"\\])*"')
_NAMES = re.compile(r"\w+")


@dataclass(frozen=True)
class Mutant:
    """One fault: its kind, what was changed in words, and the alert's rule with it."""

    kind: str
    what: str
    expr: str
    hold: str


def of_values(alert: InForce) -> Iterator[Mutant]:
    """Yield the mutants whose cause is a named value, or `for`: ten times as much, a tenth, nothing."""
    text, place = alert.alert.expr, alert.alert.expr_place
    for name, value in alert.values.items():
        for factor in FACTORS:
            changed = replace(value, amount=_times(value.amount, factor))
            if changed.amount == value.amount:
                continue
            expr = replace(alert, values={**alert.values, name: changed}).query(text, place)
            kind = "window" if isinstance(value.amount, str) else "threshold"
            yield Mutant(kind, f"{name} {_said(factor)}", expr, alert.hold)
    if alert.hold != "0s":
        yield Mutant("for", "without its for", alert.query(text, place), "0s")


def of_expression(expr: str, hold: str) -> Iterator[Mutant]:
    """Yield the mutants of an expression's own words; values must be put in before."""
    compared = False
    for word in _WORD.finditer(expr):
        kind = word.lastgroup
        if kind == "number" and not compared:
            continue
        for what, new in _changes(kind, word[0]):
            mutated = f"{expr[: word.start()]}{new}{expr[word.end() :]}"
            yield Mutant(_KIND_OF.get(kind or "", ""), f"{word[0]} → {what}", mutated, hold)
        compared = kind == "comparison"
    yield from _without_labels(expr, hold)


_KIND_OF = {
    "comparison": "comparison",
    "number": "threshold",
    "window": "window",
    "matchers": "matcher",
}


def turned(expr: str, sign: str) -> str:
    """Return the expression with every such comparison turned round."""
    return _WORD.sub(lambda word: _TURNED[sign] if word[0] == sign else word[0], expr)


def _without_labels(expr: str, hold: str) -> Iterator[Mutant]:
    """Drop each label that is grouped or matched by, wherever that is: its sides would not match otherwise."""
    groupings = [word[0] for word in _WORD.finditer(expr) if word.lastgroup == "grouping"]
    labels = {name: None for grouping in groupings for name in _labels(grouping)}
    for label in labels:

        def drop(word: re.Match[str], label: str = label) -> str:
            if word.lastgroup != "grouping" or label not in _labels(word[0]):
                return word[0]
            kept = ", ".join(name for name in _labels(word[0]) if name != label)
            return f"{word[0].partition('(')[0]}({kept})"

        yield Mutant("label", f"without the label {label}", _WORD.sub(drop, expr), hold)


def _labels(grouping: str) -> list[str]:
    return _NAMES.findall(grouping.partition("(")[2])


def _changes(kind: str | None, word: str) -> Iterator[tuple[str, str]]:
    """Yield what a word could be instead, in words and as text."""
    if kind == "comparison":
        yield _TURNED[word], _TURNED[word]
    elif kind == "number" and float(word):
        for factor in FACTORS:
            number = _units.in_query(_times(float(word), factor))
            yield number, number
    elif kind == "window":
        for factor in FACTORS:
            duration, colon, step = word[1:-1].partition(":")
            if _units.is_duration(duration):
                window = f"[{_times(duration, factor)}{colon}{step}]"
                yield window, window
    elif kind == "matchers":
        matchers = _MATCHER.findall(word)
        for gone in matchers:
            yield f"without {gone}", f"{{{', '.join(one for one in matchers if one is not gone)}}}"


def _times(amount: float | str, factor: float) -> float | str:
    if isinstance(amount, str):
        return _units.as_duration(_units.seconds(amount) * factor)
    return round(amount * factor, 10)


def _said(factor: float) -> str:
    return f"times {factor}" if factor > 1 else f"divided by {round(1 / factor)}"
