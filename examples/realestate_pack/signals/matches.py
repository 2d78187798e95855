# GENERATED from registry/matches.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Which properties are proposed to whom: how long the search takes, how well they fit, what becomes of them."""

from __future__ import annotations

from typing import Final, Literal, get_args

from opentelemetry.trace import SpanKind

from otel_kit.signals.pack import (
    Attributes,
    BoundCounter,
    BoundLifecycle,
    Call,
    Counter,
    Histogram,
    Measure,
    Plan,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "MatchReaction",
    "PropertyKind",
    "SearchCall",
    "reaction",
    "search",
]

MatchReaction = Literal[
    "liked",
    "ignored",
    "rejected",
]
_MATCH_REACTION: Final = frozenset(get_args(MatchReaction))

PropertyKind = Literal[
    "house",
    "flat",
    "land",
    "commercial",
]
_PROPERTY_KIND: Final = frozenset(get_args(PropertyKind))


class _Reaction(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        reaction: MatchReaction,
        property_kind: PropertyKind,
        channel: str | None = None,
    ) -> None:
        """Add to `realestate.match.reactions`: what customers made of the properties that were proposed.

        Unit: {match}.

        Args:
            reaction: What the customer made of it.
            property_kind: What is for sale.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
        """
        attributes: Attributes = {}
        if reaction is not None:
            attributes["realestate.match.reaction"] = one_of(reaction, _MATCH_REACTION, "realestate.match.reaction")
        if property_kind is not None:
            attributes["realestate.property.kind"] = one_of(property_kind, _PROPERTY_KIND, "realestate.property.kind")
        if channel is not None:
            attributes["kit.channel"] = channel
        self.emit(amount, attributes)

    def bind(
        self,
        *,
        reaction: MatchReaction,
        property_kind: PropertyKind,
        channel: str | None = None,
    ) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if reaction is not None:
            attributes["realestate.match.reaction"] = one_of(reaction, _MATCH_REACTION, "realestate.match.reaction")
        if property_kind is not None:
            attributes["realestate.property.kind"] = one_of(property_kind, _PROPERTY_KIND, "realestate.property.kind")
        if channel is not None:
            attributes["kit.channel"] = channel
        return BoundCounter(self, attributes)


reaction = _Reaction(
    SCOPE,
    "realestate.match.reactions",
    unit="{match}",
    description="What customers made of the properties that were proposed.",
    limits={"kit.channel": 10},
)

_match_duration = Histogram(
    SCOPE,
    "realestate.match.duration",
    unit="s",
    description="Time that a search for fitting properties took.",
    buckets=(0.1, 0.25, 0.5, 1, 1.5, 2.5, 5),
    has_error_type=True,
    limits={"error.type": 10},
)

_match_score = Histogram(
    SCOPE,
    "realestate.match.score",
    unit="1",
    description="How well the best property of a search fits, from 0 to 1.",
    buckets=(0.2, 0.4, 0.6, 0.7, 0.8, 0.88, 0.95),
)


class SearchCall(Call):
    """One search for fitting properties."""

    __slots__ = ()

    @property
    def listing(self) -> str | None:
        """The property. There are far too many for a metric."""
        value: str | None = self._get("realestate.property.id")
        return value

    @listing.setter
    def listing(self, value: str) -> None:
        self._set("realestate.property.id", value)

    @property
    def score(self) -> float | None:
        """How well the best property fits, from 0 to 1."""
        value: float | None = self._get("realestate.match.score")
        return value

    @score.setter
    def score(self, value: float) -> None:
        self._set("realestate.match.score", value)


_SEARCH: Final = Plan(
    scope=SCOPE,
    span_name="match {}",
    span_name_keys=("realestate.property.kind",),
    span_keys=(
        "error.type",
        "kit.tenant.id",
        "realestate.match.score",
        "realestate.property.id",
        "realestate.property.kind",
    ),
    kind=SpanKind.INTERNAL,
    duration=Measure(_match_duration, ("realestate.property.kind", "error.type")),
    values={"realestate.match.score": Measure(_match_score, ("realestate.property.kind",))},
)


class _Search:
    __slots__ = ()

    def __call__(self, *, property_kind: PropertyKind, tenant: str | None = None) -> SearchCall:
        """Return a run of `realestate.match`: one search for fitting properties.

        Args:
            property_kind: What is for sale.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
        """
        attributes: Attributes = {}
        if property_kind is not None:
            attributes["realestate.property.kind"] = one_of(property_kind, _PROPERTY_KIND, "realestate.property.kind")
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        return SearchCall(_SEARCH, attributes)

    def bind(self, *, property_kind: PropertyKind, tenant: str | None = None) -> BoundLifecycle[SearchCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(property_kind=property_kind, tenant=tenant))


search = _Search()
