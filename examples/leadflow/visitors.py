"""Who visits leadflow: an endless mix of leads, sign-ins and checkouts, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadflow import experiment, faults
from leadflow.members import FEATURES
from leadflow.model import CHANNELS, SOURCES
from leadflow.plans import PLANS
from leadflow.sign_in import PASSWORD, USERS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from leadflow.settings import Settings

# Of ten visits five leave a lead, two sign in and three buy.
KINDS = {"leads": 5, "sign_ins": 2, "checkouts": 3}
_MISTYPED = 0.07  # of the passwords
_ROBOTS = 0.03  # of those who sign in
_CARDS = 50  # one of so many has expired
_TRIED_BEFORE = 0.3  # of the buyers
_TAKES_ADVICE = {"control": 0.3, "recommended_first": 0.4}  # of the buyers, by what they see
_WITH_NOTE = 0.25  # of the leads
_NOTES = (
    "please call me back on Monday",
    "we have outgrown our spreadsheet, write to kim.doe@example.com",
    "how many users are in the team plan?",
)
_ATTACK = "'; DROP TABLE leads; --"


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
    notes = [_ATTACK] if faults.active("attacks") else _NOTES
    return {
        "source": chance.choice(SOURCES),
        "channel": chance.choice(CHANNELS),
        "employees": round(10 ** chance.uniform(0, 4)),
        "note": chance.choice(notes) if chance.random() < _WITH_NOTE else "",
    }


def _sign_in(chance: random.Random) -> dict[str, Any]:
    if chance.random() < _ROBOTS:
        return {"user": "admin", "password": "admin"}
    mistyped = chance.random() < _MISTYPED
    return {
        "user": chance.choice(USERS),
        "password": PASSWORD[:-1] if mistyped else PASSWORD,
        "opens": chance.choice(FEATURES),
    }


def _order(chance: random.Random) -> dict[str, Any]:
    visitor = f"{chance.getrandbits(64):016x}"
    return {
        "visitor": visitor,
        "plan": chance.choice(list(PLANS)),
        "card_expired": int(visitor, 16) % _CARDS == 0,
        "channel": chance.choice(CHANNELS),
        "trial": chance.random() < _TRIED_BEFORE,
        "recommended": chance.random() < _TAKES_ADVICE[experiment.variant_of(visitor)],
    }
