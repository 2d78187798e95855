# GENERATED from registry/cost.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""What it costs to run: by category, provider, feature and model, against budgets."""

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
    "CostCategory",
    "Period",
    "amount",
    "budget",
    "model_amount",
]

CostCategory = Literal[
    "model",
    "api",
    "compute",
    "database",
    "storage",
    "network",
    "messaging",
    "observability",
    "licence",
    "marketing",
]
_COST_CATEGORY: Final = frozenset(get_args(CostCategory))

Period = Literal[
    "day",
    "week",
    "month",
    "quarter",
    "year",
]
_PERIOD: Final = frozenset(get_args(Period))


class _Amount(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        category: CostCategory,
        provider: str | None = None,
        feature: str | None = None,
    ) -> None:
        """Add to `kit.cost.amount`: money that was spent, in the reporting currency.

        Record each cost once, when it arises or when the bill is read. This is the whole;
        kit.cost.model.amount looks closer at one category of it and is not to be added.

        Unit: {USD}.

        Args:
            category: What the money is spent on.
            provider: Who sends the bill. Such as openai, stripe, railway.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.cost.category"] = one_of(category, _COST_CATEGORY, "kit.cost.category")
        if provider is not None:
            attributes["kit.cost.provider"] = provider
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(
        self,
        *,
        category: CostCategory,
        provider: str | None = None,
        feature: str | None = None,
    ) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.cost.category"] = one_of(category, _COST_CATEGORY, "kit.cost.category")
        if provider is not None:
            attributes["kit.cost.provider"] = provider
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return BoundCounter(self, attributes)


amount = _Amount(
    SCOPE,
    "kit.cost.amount",
    unit="{USD}",
    description="Money that was spent, in the reporting currency.",
    limits={"kit.cost.provider": 10, "kit.feature.name": 20},
)


class _ModelAmount(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        model: str,
        provider: str | None = None,
        feature: str | None = None,
    ) -> None:
        """Add to `kit.cost.model.amount`: what the calls of models cost, by model, in the reporting currency.

        The same money as kit.cost.amount of the category model, told by model.

        Unit: {USD}.

        Args:
            model: The model. Such as churn, lead_score.
            provider: Who sends the bill. Such as openai, stripe, railway.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if provider is not None:
            attributes["kit.cost.provider"] = provider
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(self, *, model: str, provider: str | None = None, feature: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if provider is not None:
            attributes["kit.cost.provider"] = provider
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return BoundCounter(self, attributes)


model_amount = _ModelAmount(
    SCOPE,
    "kit.cost.model.amount",
    unit="{USD}",
    description="What the calls of models cost, by model, in the reporting currency.",
    limits={"kit.model.name": 30, "kit.cost.provider": 10, "kit.feature.name": 50},
)


class _Budget(Gauge):
    __slots__ = ()

    def __call__(
        self,
        amount: float,
        /,
        *,
        period: Period,
        category: CostCategory | None = None,
        provider: str | None = None,
        feature: str | None = None,
    ) -> None:
        """Set `kit.cost.budget`: money that may be spent in a period, in the reporting currency.

        Without a category, provider or feature it is the budget of everything. Record it in one place, when
        that service starts and when the budget changes; it is sent on by itself.

        Unit: {USD}.

        Args:
            period: The period that a target or a budget is for.
            category: What the money is spent on.
            provider: Who sends the bill. Such as openai, stripe, railway.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if period is not None:
            attributes["kit.period"] = one_of(period, _PERIOD, "kit.period")
        if category is not None:
            attributes["kit.cost.category"] = one_of(category, _COST_CATEGORY, "kit.cost.category")
        if provider is not None:
            attributes["kit.cost.provider"] = provider
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(
        self,
        *,
        period: Period,
        category: CostCategory | None = None,
        provider: str | None = None,
        feature: str | None = None,
    ) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if period is not None:
            attributes["kit.period"] = one_of(period, _PERIOD, "kit.period")
        if category is not None:
            attributes["kit.cost.category"] = one_of(category, _COST_CATEGORY, "kit.cost.category")
        if provider is not None:
            attributes["kit.cost.provider"] = provider
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return Bound(self, attributes)


budget = _Budget(
    SCOPE,
    "kit.cost.budget",
    unit="{USD}",
    description="Money that may be spent in a period, in the reporting currency.",
    limits={"kit.cost.provider": 4, "kit.feature.name": 10},
)
