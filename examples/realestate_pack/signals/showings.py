# GENERATED from registry/showings.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Showings: from the appointment to the visit."""

from __future__ import annotations

from typing import Final, Literal, get_args

from otel_kit.signals.pack import (
    Attributes,
    BoundCounter,
    Counter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "PropertyKind",
    "ShowingResult",
    "held",
    "scheduled",
]

PropertyKind = Literal[
    "house",
    "flat",
    "land",
    "commercial",
]
_PROPERTY_KIND: Final = frozenset(get_args(PropertyKind))

ShowingResult = Literal[
    "offer",
    "no_offer",
    "missed",
]
_SHOWING_RESULT: Final = frozenset(get_args(ShowingResult))


class _Scheduled(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        property_kind: PropertyKind,
        channel: str | None = None,
    ) -> None:
        """Add to `realestate.showing.scheduled`: showings that were agreed upon.

        Unit: {showing}.

        Args:
            property_kind: What is for sale.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
        """
        attributes: Attributes = {}
        if property_kind is not None:
            attributes["realestate.property.kind"] = one_of(property_kind, _PROPERTY_KIND, "realestate.property.kind")
        if channel is not None:
            attributes["kit.channel"] = channel
        self.emit(amount, attributes)

    def bind(self, *, property_kind: PropertyKind, channel: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if property_kind is not None:
            attributes["realestate.property.kind"] = one_of(property_kind, _PROPERTY_KIND, "realestate.property.kind")
        if channel is not None:
            attributes["kit.channel"] = channel
        return BoundCounter(self, attributes)


scheduled = _Scheduled(
    SCOPE,
    "realestate.showing.scheduled",
    unit="{showing}",
    description="Showings that were agreed upon.",
    limits={"kit.channel": 10},
)


class _Held(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, property_kind: PropertyKind, result: ShowingResult) -> None:
        """Add to `realestate.showing.held`: showings that took place, and those that nobody came to.

        Unit: {showing}.

        Args:
            property_kind: What is for sale.
            result: What came of the showing.
        """
        attributes: Attributes = {}
        if property_kind is not None:
            attributes["realestate.property.kind"] = one_of(property_kind, _PROPERTY_KIND, "realestate.property.kind")
        if result is not None:
            attributes["realestate.showing.result"] = one_of(result, _SHOWING_RESULT, "realestate.showing.result")
        self.emit(amount, attributes)

    def bind(self, *, property_kind: PropertyKind, result: ShowingResult) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if property_kind is not None:
            attributes["realestate.property.kind"] = one_of(property_kind, _PROPERTY_KIND, "realestate.property.kind")
        if result is not None:
            attributes["realestate.showing.result"] = one_of(result, _SHOWING_RESULT, "realestate.showing.result")
        return BoundCounter(self, attributes)


held = _Held(
    SCOPE,
    "realestate.showing.held",
    unit="{showing}",
    description="Showings that took place, and those that nobody came to.",
)
