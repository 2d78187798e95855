"""A small model that is a real one: logistic regression, trained by `leadflow.train`, its weights beside this file."""

from __future__ import annotations

import functools
import json
import math
import time
from pathlib import Path

from leadflow import faults
from otel_kit import signals

NAME, VERSION = "lead-score", "1"
WEIGHTS_FILE = Path(__file__).with_name("model.json")
SOURCES = ("web", "referral", "event", "email", "partner")
CHANNELS = ("organic", "paid", "social", "direct")
_SLOW_SECONDS = 0.8
_BROKEN = 1 / 3  # of the scores


class ScoringError(Exception):
    """The model gave no score."""


def features(source: str, channel: str, employees: int) -> dict[str, float]:
    """Return what the model looks at; a source or channel that it does not know counts for nothing."""
    return {
        "bias": 1.0,
        f"source={source}": 1.0,
        f"channel={channel}": 1.0,
        "size": math.log10(max(employees, 1)),
    }


def probability(by_name: dict[str, float], given: dict[str, float]) -> float:
    """Return how likely this lead becomes a customer, from 0 to 1."""
    total = sum(by_name.get(name, 0.0) * value for name, value in given.items())
    return 1 / (1 + math.exp(-total))


@functools.cache
def weights() -> dict[str, float]:
    """Return the trained weights."""
    return dict(json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")))


def score(source: str, channel: str, employees: int) -> float:
    """Score a lead from 0 to 100: a span, a duration and the model's confidence come with it."""
    with signals.ml.inference(model=NAME, version=VERSION, task="classification") as call:
        if faults.active("slow-model"):
            time.sleep(_SLOW_SECONDS)
        if faults.strikes("broken-model", _BROKEN):
            raise ScoringError("the model gave no score")
        with signals.ml.feature_extraction(model=NAME):
            given = features(source, channel, employees)
        chance = probability(weights(), given)
        call.confidence = max(chance, 1 - chance)
    return round(100 * chance, 1)
