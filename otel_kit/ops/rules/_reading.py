"""Which recording rules an expression reads, by itself or by way of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from otel_kit.ops.rules._render import Rule

__all__ = ["read_by"]


def read_by(exprs: Iterable[str], recorded: Sequence[Rule]) -> list[Rule]:
    """Return the recordings that the expressions read, and those that these read, in their order."""
    found: set[int] = set()
    new = list(exprs)
    while new:
        names = {rule["record"] for rule in recorded if any(_reads(expr, rule["record"]) for expr in new)}
        more = {number for number, rule in enumerate(recorded) if rule["record"] in names} - found
        found |= more
        new = [recorded[number]["expr"] for number in more]
    return [recorded[number] for number in sorted(found)]


def _reads(expr: str, name: str) -> bool:
    return re.search(rf"(?<![\w:]){re.escape(name)}(?![\w:])", expr) is not None
