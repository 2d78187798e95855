"""An A/B test of the checkout page: whether more buyers take the recommended plan where it stands first."""

from __future__ import annotations

import zlib

from leadflow import faults
from otel_kit import signals

NAME = "checkout_plan_order"
CONVERSION = "took_recommended"
VARIANTS = {"control": 0.5, "recommended_first": 0.5}  # each with its share of the visitors


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
    signals.errors.feature_flag(NAME, variant)
    return variant


def bought(variant: str, price: float, *, recommended: bool) -> None:
    """Count what a visitor brought, and whether it was what had been recommended."""
    signals.experiments.value(price, experiment=NAME, variant=variant)
    if recommended:
        signals.experiments.conversion(experiment=NAME, variant=variant, conversion=CONVERSION)
