"""What `tests/chain/healthy` looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.chain import Chain


@dataclass(frozen=True)
class Healthy:
    """A chain with leadflow and its load, and since when all of it was ready, in seconds since 1970."""

    chain: Chain
    since: float
