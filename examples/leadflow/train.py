"""Train the lead score and write its weights: `python -m leadflow.train`. The same seed gives the same file."""

from __future__ import annotations

import json
import random

from leadflow.model import CHANNELS, SOURCES, WEIGHTS_FILE, features, probability

_SEED = 20
_LEADS = 1000
_ROUNDS = 200
_RATE = 0.8
# What the made-up leads follow: how much each trait adds to the log-odds of becoming a customer.
_TRUTH = {
    "bias": -2.0,
    "size": 0.8,
    "source=referral": 1.4,
    "source=partner": 0.9,
    "source=event": 0.4,
    "source=email": -0.3,
    "channel=direct": 0.5,
    "channel=paid": -0.4,
}


def history(seed: int, leads: int) -> list[tuple[dict[str, float], bool]]:
    """Return leads of the past, each with whether it became a customer."""
    chance = random.Random(seed)
    rows = []
    for _ in range(leads):
        employees = round(10 ** chance.uniform(0, 4))
        row = features(chance.choice(SOURCES), chance.choice(CHANNELS), employees)
        rows.append((row, chance.random() < probability(_TRUTH, row)))
    return rows


def train(rows: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Fit the weights by gradient descent on the mean log-loss."""
    names = sorted({name for row, _ in rows for name in row})
    weights = dict.fromkeys(names, 0.0)
    for _ in range(_ROUNDS):
        gradient = dict.fromkeys(names, 0.0)
        for row, won in rows:
            error = probability(weights, row) - won
            for name, value in row.items():
                gradient[name] += error * value
        for name in names:
            weights[name] -= _RATE * gradient[name] / len(rows)
    return {name: round(weight, 3) for name, weight in weights.items()}


def main() -> None:
    """Train on the past and write the weights."""
    weights = train(history(_SEED, _LEADS))
    WEIGHTS_FILE.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
