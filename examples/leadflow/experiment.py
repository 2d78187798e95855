"""An A/B test of the checkout page: whether more buyers take the recommended plan where it stands first."""

from __future__ import annotations

import threading
import zlib
from collections import Counter

from leadflow import faults
from otel_kit import signals

NAME = "checkout_plan_order"
CONVERSION = "took_recommended"
VARIANTS = {"control": 0.5, "recommended_first": 0.5}  # each with its share of the visitors

_counting = threading.Lock()
_exposed: Counter[str] = Counter()
_converted: Counter[str] = Counter()


def variant_of(visitor: str) -> str:
    """Return the variant that a visitor sees, the same each time."""
    place = zlib.crc32(f"{NAME}:{visitor}".encode()) / 2**32
    for variant, share in VARIANTS.items():
        place -= share
        if place < 0:
            return variant
    return variant


def begin() -> None:
    """Tell the plan, with which the exposures are compared."""
    for variant, share in VARIANTS.items():
        signals.experiments.allocation(share, experiment=NAME, variant=variant)


def expose(visitor: str) -> str:
    """Count a visitor who sees the page; an error on the way carries the variant. Each visitor buys once."""
    variant = next(iter(VARIANTS)) if faults.active("one-variant") else variant_of(visitor)
    signals.experiments.exposure(experiment=NAME, variant=variant)
    with _counting:
        _exposed[variant] += 1
    signals.errors.feature_flag(NAME, variant)
    return variant


def bought(variant: str, price: float, *, recommended: bool) -> None:
    """Count what a visitor brought, and whether it was what had been recommended."""
    signals.experiments.value(price, experiment=NAME, variant=variant)
    if recommended:
        signals.experiments.conversion(experiment=NAME, variant=variant, conversion=CONVERSION)
        with _counting:
            _converted[variant] += 1
        _work_out()


def _work_out() -> None:
    """Tell by how much each variant does better than the control, of all visitors since the start.

    An experiment that nobody works out is an alert. How sure the effect is, an example leaves to a statistician.
    """
    with _counting:
        rates = {variant: _converted[variant] / count for variant, count in _exposed.items()}
    control, *others = VARIANTS
    if not rates.get(control):
        return
    for variant in others:
        if variant in rates:
            effect = rates[variant] / rates[control] - 1
            signals.experiments.effect_estimate(
                effect, experiment=NAME, variant=variant, conversion=CONVERSION
            )
