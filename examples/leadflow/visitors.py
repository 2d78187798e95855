"""Who visits leadflow: an endless mix of leads, sign-ins and checkouts, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadflow.model import CHANNELS, SOURCES
from leadflow.plans import PLANS
from leadflow.sign_in import PASSWORD, USERS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from leadflow.settings import Settings

# Of ten visits five leave a lead, two sign in and three buy.
KINDS = {"leads": 5, "sign_ins": 2, "checkouts": 3}
_MISTYPED = 0.1  # of the passwords
_TRIED_BEFORE = 0.3  # of the buyers


@dataclass(frozen=True)
class Visit:
    """One request: its kind, where it goes and what it carries."""

    kind: str
    url: str
    body: dict[str, Any]


def visits(chance: random.Random, where: Settings) -> Iterator[Visit]:
    """Yield visits without end."""
    while True:
        (kind,) = chance.choices(list(KINDS), weights=list(KINDS.values()))
        if kind == "leads":
            yield Visit(kind, f"{where.storefront_url}/leads", _lead(chance))
        elif kind == "sign_ins":
            yield Visit(kind, f"{where.portal_url}/sign-in", _sign_in(chance))
        else:
            yield Visit(kind, f"{where.portal_url}/checkout", _order(chance))


def _lead(chance: random.Random) -> dict[str, Any]:
    return {
        "source": chance.choice(SOURCES),
        "channel": chance.choice(CHANNELS),
        "employees": round(10 ** chance.uniform(0, 4)),
    }


def _sign_in(chance: random.Random) -> dict[str, Any]:
    mistyped = chance.random() < _MISTYPED
    return {"user": chance.choice(USERS), "password": PASSWORD[:-1] if mistyped else PASSWORD}


def _order(chance: random.Random) -> dict[str, Any]:
    return {
        "plan": chance.choice(list(PLANS)),
        "channel": chance.choice(CHANNELS),
        "trial": chance.random() < _TRIED_BEFORE,
    }
