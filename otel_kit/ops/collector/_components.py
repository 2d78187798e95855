"""Which components our distributions have, from components.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.ops import _yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Known", "known"]


@dataclass(frozen=True)
class Known:
    """The types of one kind: in both distributions, in the larger one alone, renamed, and only upstream's."""

    both: frozenset[str]
    full: frozenset[str]
    was: Mapping[str, str]
    elsewhere: Mapping[str, str]

    @property
    def names(self) -> frozenset[str]:
        """Every type that one of our distributions runs, under its present name."""
        return self.both | self.full


@lru_cache(maxsize=1)
def known() -> Mapping[str, Known]:
    """Return the table, by kind."""
    table = _yaml.load(Path(__file__).with_name("components.yaml"))
    return {
        kind: Known(frozenset(row["both"]), frozenset(row["full"]), row["was"], row["elsewhere"])
        for kind, row in table.items()
    }
