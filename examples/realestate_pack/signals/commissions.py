# GENERATED from registry/commissions.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Commissions: what the agency earns, and which feature of the product brought it."""

from __future__ import annotations

from typing import Final, Literal, get_args

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    Counter,
    Gauge,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "PropertyKind",
    "amount",
    "expected",
]

PropertyKind = Literal[
    "house",
    "flat",
    "land",
    "commercial",
]
_PROPERTY_KIND: Final = frozenset(get_args(PropertyKind))


class _Amount(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, property_kind: PropertyKind, feature: str) -> None:
        """Add to `realestate.commission.amount`: commissions of completed sales, in the reporting currency.

        Name the feature that led the customer to the property; it is how revenue is told by feature.

        Unit: {USD}.

        Args:
            property_kind: What is for sale.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if property_kind is not None:
            attributes["realestate.property.kind"] = one_of(property_kind, _PROPERTY_KIND, "realestate.property.kind")
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(self, *, property_kind: PropertyKind, feature: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if property_kind is not None:
            attributes["realestate.property.kind"] = one_of(property_kind, _PROPERTY_KIND, "realestate.property.kind")
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return BoundCounter(self, attributes)


amount = _Amount(
    SCOPE,
    "realestate.commission.amount",
    unit="{USD}",
    description="Commissions of completed sales, in the reporting currency.",
    limits={"kit.feature.name": 100},
)


class _Expected(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, feature: str) -> None:
        """Set `realestate.commission.expected`: commissions of the sales that are under contract but not
        completed.

        Unit: {USD}.

        Args:
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(self, *, feature: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return Bound(self, attributes)


expected = _Expected(
    SCOPE,
    "realestate.commission.expected",
    unit="{USD}",
    description="Commissions of the sales that are under contract but not completed.",
    limits={"kit.feature.name": 100},
)
