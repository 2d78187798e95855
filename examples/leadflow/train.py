"""Train the lead score and write its weights: `python -m leadflow.train`. The same seed gives the same file.

The worker trains a smaller one when it starts, to tell how good such a model is today.
"""

from __future__ import annotations

import json
import math
import random
import time

from leadflow.model import CHANNELS, NAME, SOURCES, VERSION, WEIGHTS_FILE, features, probability
from otel_kit import signals

Row = tuple[dict[str, float], bool]

_SEED = 20
_LEADS = 1000
_ROUNDS = 200
_RATE = 0.8
_EVEN = 0.5
_TO_CHECK = {"leads": 300, "rounds": 200}  # less than a tenth of a second
# What the made-up leads follow: how much each trait adds to the log-odds of becoming a customer.
_TRUTH = {
    "bias": -10.0,
    "size": 4.0,
    "source=referral": 7.0,
    "source=partner": 4.5,
    "source=event": 2.0,
    "source=email": -1.5,
    "channel=direct": 2.5,
    "channel=paid": -2.0,
}


def history(seed: int, leads: int) -> list[Row]:
    """Return leads of the past, each with whether it became a customer."""
    chance = random.Random(seed)
    rows = []
    for _ in range(leads):
        employees = round(10 ** chance.uniform(0, 4))
        row = features(chance.choice(SOURCES), chance.choice(CHANNELS), employees)
        rows.append((row, chance.random() < probability(_TRUTH, row)))
    return rows


def train(rows: list[Row], rounds: int = _ROUNDS) -> dict[str, float]:
    """Fit the weights by gradient descent on the mean log-loss."""
    names = sorted({name for row, _ in rows for name in row})
    weights = dict.fromkeys(names, 0.0)
    for _ in range(rounds):
        gradient = dict.fromkeys(names, 0.0)
        for row, won in rows:
            error = probability(weights, row) - won
            for name, value in row.items():
                gradient[name] += error * value
        for name in names:
            weights[name] -= _RATE * gradient[name] / len(rows)
    return {name: round(weight, 3) for name, weight in weights.items()}


def accuracy(weights: dict[str, float], rows: list[Row]) -> float:
    """Return the share of leads of which the model says rightly whether they became customers."""
    return sum((probability(weights, row) >= _EVEN) == won for row, won in rows) / len(rows)


def stability(past: list[Row], later: list[Row]) -> float:
    """Return the population stability index of the companies' size: 0 where both are spread alike."""
    total = 0.0
    for decade in range(4):
        was, now = (max(_share(rows, decade), 1e-4) for rows in (past, later))
        total += (now - was) * math.log(now / was)
    return total


def _share(rows: list[Row], decade: int) -> float:
    return sum(min(int(row["size"]), 3) == decade for row, _ in rows) / len(rows)


def check() -> None:
    """Train on a part of the past, and tell how good that model is on another; the weights in use stay."""
    past, later = history(_SEED, _TO_CHECK["leads"]), history(_SEED + 1, _TO_CHECK["leads"])
    with signals.ml.training(model=NAME, version=VERSION) as run:
        weights = train(past, _TO_CHECK["rounds"])
        run.samples = len(past)
    signals.ml.training_samples(len(past), model=NAME)
    signals.ml.training_last_success(time.time(), model=NAME)
    signals.ml.drift(stability(past, later), model=NAME, input="size", method="psi")
    signals.ml.quality(accuracy(weights, later), model=NAME, figure="accuracy", version=VERSION)
    signals.ml.training_finished(f"{NAME} trained", model=NAME, result="success", samples=len(past))


def main() -> None:
    """Train on the past and write the weights."""
    weights = train(history(_SEED, _LEADS))
    WEIGHTS_FILE.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
