# GENERATED from registry/revenue.yaml by `otel-kit semconv generate`; do not edit.
# ruff: noqa: A002
# fmt: off
"""What the business earns: opportunities, orders, conversions and revenue, attributed to the feature that brought it."""

from __future__ import annotations

from typing import Final, Literal, get_args

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    Counter,
    Gauge,
    Histogram,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "AccountHealth",
    "OperationResult",
    "Period",
    "RevenueTargetLevel",
    "RevenueType",
    "account_reviewed",
    "accounts_active",
    "amount",
    "conversion",
    "conversion_started",
    "conversion_value",
    "opportunities_open",
    "opportunity_identified",
    "opportunity_value",
    "order_placed",
    "refund",
    "subscription_cancelled",
    "subscription_started",
    "subscriptions_active",
    "target",
    "trial_converted",
    "trial_started",
]

AccountHealth = Literal[
    "healthy",
    "watch",
    "at_risk",
]
_ACCOUNT_HEALTH: Final = frozenset(get_args(AccountHealth))

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))

Period = Literal[
    "day",
    "week",
    "month",
    "quarter",
    "year",
]
_PERIOD: Final = frozenset(get_args(Period))

RevenueTargetLevel = Literal[
    "minimum",
    "expected",
    "stretch",
]
_REVENUE_TARGET_LEVEL: Final = frozenset(get_args(RevenueTargetLevel))

RevenueType = Literal[
    "sale",
    "subscription",
    "commission",
    "usage",
]
_REVENUE_TYPE: Final = frozenset(get_args(RevenueType))


class _AccountsActive(Gauge):
    __slots__ = ()

    def __call__(
        self,
        amount: float,
        /,
        *,
        health: AccountHealth | None = None,
        tenant_tier: str | None = None,
    ) -> None:
        """Set `kit.account.active`: accounts of customers that are looked after now, by how they stand.

        Count them in the store, in one place, at an interval of your own, also where there are none.

        Unit: {account}.

        Args:
            health: How the relation to a customer's account stands.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if health is not None:
            attributes["kit.account.health"] = one_of(health, _ACCOUNT_HEALTH, "kit.account.health")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, health: AccountHealth | None = None, tenant_tier: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if health is not None:
            attributes["kit.account.health"] = one_of(health, _ACCOUNT_HEALTH, "kit.account.health")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return Bound(self, attributes)


accounts_active = _AccountsActive(
    SCOPE,
    "kit.account.active",
    unit="{account}",
    description="Accounts of customers that are looked after now, by how they stand.",
    limits={"kit.tenant.tier": 5},
)


class _AccountReviewed(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        result: OperationResult | None = None,
        tenant_tier: str | None = None,
    ) -> None:
        """Add to `kit.account.reviewed`: accounts that were gone through, by a person or a program.

        Unit: {account}.

        Args:
            result: How an operation ended, where its domain has no result of its own.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, result: OperationResult | None = None, tenant_tier: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return BoundCounter(self, attributes)


account_reviewed = _AccountReviewed(
    SCOPE,
    "kit.account.reviewed",
    unit="{account}",
    description="Accounts that were gone through, by a person or a program.",
    limits={"kit.tenant.tier": 5},
)


class _OpportunityIdentified(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, type: str, channel: str | None = None) -> None:
        """Add to `kit.opportunity.identified`: opportunities to sell something that were found.

        Unit: {opportunity}.

        Args:
            type: What could be sold. Such as new_business, renewal, upsell.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.opportunity.type"] = type
        if channel is not None:
            attributes["kit.channel"] = channel
        self.emit(amount, attributes)

    def bind(self, *, type: str, channel: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.opportunity.type"] = type
        if channel is not None:
            attributes["kit.channel"] = channel
        return BoundCounter(self, attributes)


opportunity_identified = _OpportunityIdentified(
    SCOPE,
    "kit.opportunity.identified",
    unit="{opportunity}",
    description="Opportunities to sell something that were found.",
    limits={"kit.opportunity.type": 10, "kit.channel": 10},
)


class _OpportunitiesOpen(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, stage: str, type: str | None = None) -> None:
        """Set `kit.opportunity.open`: opportunities that are neither won nor lost, by how far they have come.

        Count them in the store, in one place, at an interval of your own, also where there are none.

        Unit: {opportunity}.

        Args:
            stage: How far the opportunity has come. Such as identified, proposal, negotiation.
            type: What could be sold. Such as new_business, renewal, upsell.
        """
        attributes: Attributes = {}
        if stage is not None:
            attributes["kit.opportunity.stage"] = stage
        if type is not None:
            attributes["kit.opportunity.type"] = type
        self.emit(amount, attributes)

    def bind(self, *, stage: str, type: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if stage is not None:
            attributes["kit.opportunity.stage"] = stage
        if type is not None:
            attributes["kit.opportunity.type"] = type
        return Bound(self, attributes)


opportunities_open = _OpportunitiesOpen(
    SCOPE,
    "kit.opportunity.open",
    unit="{opportunity}",
    description="Opportunities that are neither won nor lost, by how far they have come.",
    limits={"kit.opportunity.stage": 10, "kit.opportunity.type": 10},
)


class _OpportunityValue(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, type: str) -> None:
        """Record `kit.opportunity.value`: what an opportunity is worth if it is won, in the reporting currency.

        Unit: {USD}.

        Args:
            type: What could be sold. Such as new_business, renewal, upsell.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.opportunity.type"] = type
        self.emit(amount, attributes)

    def bind(self, *, type: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.opportunity.type"] = type
        return Bound(self, attributes)


opportunity_value = _OpportunityValue(
    SCOPE,
    "kit.opportunity.value",
    unit="{USD}",
    description="What an opportunity is worth if it is won, in the reporting currency.",
    buckets=(100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 500000),
    limits={"kit.opportunity.type": 10},
)


class _OrderPlaced(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, channel: str | None = None) -> None:
        """Add to `kit.order.placed`: orders that customers placed.

        Count it when the order is stored, before it is paid.

        Unit: {order}.

        Args:
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
        """
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        self.emit(amount, attributes)

    def bind(self, *, channel: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        return BoundCounter(self, attributes)


order_placed = _OrderPlaced(
    SCOPE,
    "kit.order.placed",
    unit="{order}",
    description="Orders that customers placed.",
    limits={"kit.channel": 10},
)


class _Amount(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, type: RevenueType, feature: str | None = None) -> None:
        """Add to `kit.revenue.amount`: revenue in the reporting currency.

        Convert other currencies before. Where several features helped, split the amount and record each share
        once. Refunds are counted apart.

        Unit: {USD}.

        Args:
            type: How the money was earned.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.revenue.type"] = one_of(type, _REVENUE_TYPE, "kit.revenue.type")
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(self, *, type: RevenueType, feature: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.revenue.type"] = one_of(type, _REVENUE_TYPE, "kit.revenue.type")
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return BoundCounter(self, attributes)


amount = _Amount(
    SCOPE,
    "kit.revenue.amount",
    unit="{USD}",
    description="Revenue in the reporting currency.",
    limits={"kit.feature.name": 100},
)


class _Target(Gauge):
    __slots__ = ()

    def __call__(
        self,
        amount: float,
        /,
        *,
        period: Period,
        level: RevenueTargetLevel | None = None,
        feature: str | None = None,
    ) -> None:
        """Set `kit.revenue.target`: revenue that is to be earned in a period, in the reporting currency.

        Record it in one place, when that service starts and when the plan changes; it is sent on by itself.

        Unit: {USD}.

        Args:
            period: The period that a target or a budget is for.
            level: Which end of the target it is, where a plan gives a range.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if period is not None:
            attributes["kit.period"] = one_of(period, _PERIOD, "kit.period")
        if level is not None:
            attributes["kit.revenue.target_level"] = one_of(level, _REVENUE_TARGET_LEVEL, "kit.revenue.target_level")
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(
        self,
        *,
        period: Period,
        level: RevenueTargetLevel | None = None,
        feature: str | None = None,
    ) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if period is not None:
            attributes["kit.period"] = one_of(period, _PERIOD, "kit.period")
        if level is not None:
            attributes["kit.revenue.target_level"] = one_of(level, _REVENUE_TARGET_LEVEL, "kit.revenue.target_level")
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return Bound(self, attributes)


target = _Target(
    SCOPE,
    "kit.revenue.target",
    unit="{USD}",
    description="Revenue that is to be earned in a period, in the reporting currency.",
    limits={"kit.feature.name": 100},
)


class _Refund(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        type: RevenueType,
        feature: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Add to `kit.refund.amount`: money that was given back, in the reporting currency.

        Record it under the type and the feature under which it was earned, as a positive amount.

        Unit: {USD}.

        Args:
            type: How the money was earned.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
            reason: Why the money was given back. Such as cancelled, faulty, duplicate.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.revenue.type"] = one_of(type, _REVENUE_TYPE, "kit.revenue.type")
        if feature is not None:
            attributes["kit.feature.name"] = feature
        if reason is not None:
            attributes["kit.refund.reason"] = reason
        self.emit(amount, attributes)

    def bind(
        self,
        *,
        type: RevenueType,
        feature: str | None = None,
        reason: str | None = None,
    ) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.revenue.type"] = one_of(type, _REVENUE_TYPE, "kit.revenue.type")
        if feature is not None:
            attributes["kit.feature.name"] = feature
        if reason is not None:
            attributes["kit.refund.reason"] = reason
        return BoundCounter(self, attributes)


refund = _Refund(
    SCOPE,
    "kit.refund.amount",
    unit="{USD}",
    description="Money that was given back, in the reporting currency.",
    limits={"kit.feature.name": 100, "kit.refund.reason": 5},
)


class _ConversionStarted(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        name: str,
        channel: str | None = None,
        tenant_tier: str | None = None,
    ) -> None:
        """Add to `kit.conversion.started`: customers who could take a step from now on, such as visitors who saw
        the offer.

        Optional. With it each conversion has a rate of its own.

        Unit: {conversion}.

        Args:
            name: Which step of the customer's way was taken. Such as trial_to_paid, visit_to_lead,
                lead_to_showing.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.conversion.name"] = name
        if channel is not None:
            attributes["kit.channel"] = channel
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, name: str, channel: str | None = None, tenant_tier: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.conversion.name"] = name
        if channel is not None:
            attributes["kit.channel"] = channel
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return BoundCounter(self, attributes)


conversion_started = _ConversionStarted(
    SCOPE,
    "kit.conversion.started",
    unit="{conversion}",
    description="Customers who could take a step from now on, such as visitors who saw the offer.",
    limits={"kit.conversion.name": 40, "kit.channel": 10, "kit.tenant.tier": 5},
)


class _Conversion(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        name: str,
        channel: str | None = None,
        tenant_tier: str | None = None,
    ) -> None:
        """Add to `kit.conversion.completed`: conversions that were completed.

        Name the step, so that one rate can be formed for each.

        Unit: {conversion}.

        Args:
            name: Which step of the customer's way was taken. Such as trial_to_paid, visit_to_lead,
                lead_to_showing.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.conversion.name"] = name
        if channel is not None:
            attributes["kit.channel"] = channel
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, name: str, channel: str | None = None, tenant_tier: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.conversion.name"] = name
        if channel is not None:
            attributes["kit.channel"] = channel
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return BoundCounter(self, attributes)


conversion = _Conversion(
    SCOPE,
    "kit.conversion.completed",
    unit="{conversion}",
    description="Conversions that were completed.",
    limits={"kit.conversion.name": 40, "kit.channel": 10, "kit.tenant.tier": 5},
)


class _ConversionValue(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, name: str, channel: str | None = None) -> None:
        """Record `kit.conversion.value`: what a conversion is worth, in the reporting currency.

        Record it beside the conversion where its worth is known. What is paid is kit.revenue.amount as well.

        Unit: {USD}.

        Args:
            name: Which step of the customer's way was taken. Such as trial_to_paid, visit_to_lead,
                lead_to_showing.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
        """
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.conversion.name"] = name
        if channel is not None:
            attributes["kit.channel"] = channel
        self.emit(amount, attributes)

    def bind(self, *, name: str, channel: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if name is not None:
            attributes["kit.conversion.name"] = name
        if channel is not None:
            attributes["kit.channel"] = channel
        return Bound(self, attributes)


conversion_value = _ConversionValue(
    SCOPE,
    "kit.conversion.value",
    unit="{USD}",
    description="What a conversion is worth, in the reporting currency.",
    buckets=(10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 50000),
    limits={"kit.conversion.name": 50, "kit.channel": 10},
)


class _SubscriptionsActive(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, tenant_tier: str | None = None) -> None:
        """Set `kit.subscription.active`: subscriptions that are paid for now.

        Count them in the store, in one place, at an interval of your own, also where there are none.

        Unit: {subscription}.

        Args:
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, tenant_tier: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return Bound(self, attributes)


subscriptions_active = _SubscriptionsActive(
    SCOPE,
    "kit.subscription.active",
    unit="{subscription}",
    description="Subscriptions that are paid for now.",
    limits={"kit.tenant.tier": 5},
)


class _SubscriptionStarted(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        tenant_tier: str | None = None,
        channel: str | None = None,
    ) -> None:
        """Add to `kit.subscription.started`: subscriptions that began, after a trial or without one.

        Unit: {subscription}.

        Args:
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
        """
        attributes: Attributes = {}
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        if channel is not None:
            attributes["kit.channel"] = channel
        self.emit(amount, attributes)

    def bind(self, *, tenant_tier: str | None = None, channel: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        if channel is not None:
            attributes["kit.channel"] = channel
        return BoundCounter(self, attributes)


subscription_started = _SubscriptionStarted(
    SCOPE,
    "kit.subscription.started",
    unit="{subscription}",
    description="Subscriptions that began, after a trial or without one.",
    limits={"kit.tenant.tier": 5, "kit.channel": 10},
)


class _SubscriptionCancelled(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        tenant_tier: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Add to `kit.subscription.cancelled`: subscriptions that ended.

        Count it when the customer, or you, end it, even if it still runs to the end of its period.

        Unit: {subscription}.

        Args:
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
            reason: Why the subscription ended. Such as price, missing_feature, payment_failed.
        """
        attributes: Attributes = {}
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        if reason is not None:
            attributes["kit.subscription.reason"] = reason
        self.emit(amount, attributes)

    def bind(self, *, tenant_tier: str | None = None, reason: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        if reason is not None:
            attributes["kit.subscription.reason"] = reason
        return BoundCounter(self, attributes)


subscription_cancelled = _SubscriptionCancelled(
    SCOPE,
    "kit.subscription.cancelled",
    unit="{subscription}",
    description="Subscriptions that ended.",
    limits={"kit.tenant.tier": 5, "kit.subscription.reason": 10},
)


class _TrialStarted(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        tenant_tier: str | None = None,
        channel: str | None = None,
    ) -> None:
        """Add to `kit.trial.started`: trials of a paid plan that began.

        Unit: {trial}.

        Args:
            tenant_tier: The plan that is tried. Such as free, gold, enterprise.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
        """
        attributes: Attributes = {}
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        if channel is not None:
            attributes["kit.channel"] = channel
        self.emit(amount, attributes)

    def bind(self, *, tenant_tier: str | None = None, channel: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        if channel is not None:
            attributes["kit.channel"] = channel
        return BoundCounter(self, attributes)


trial_started = _TrialStarted(
    SCOPE,
    "kit.trial.started",
    unit="{trial}",
    description="Trials of a paid plan that began.",
    limits={"kit.tenant.tier": 5, "kit.channel": 10},
)


class _TrialConverted(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        tenant_tier: str | None = None,
        channel: str | None = None,
    ) -> None:
        """Add to `kit.trial.converted`: trials that became a paid plan.

        Unit: {trial}.

        Args:
            tenant_tier: The plan that is paid from now on. Such as free, gold, enterprise.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
        """
        attributes: Attributes = {}
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        if channel is not None:
            attributes["kit.channel"] = channel
        self.emit(amount, attributes)

    def bind(self, *, tenant_tier: str | None = None, channel: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        if channel is not None:
            attributes["kit.channel"] = channel
        return BoundCounter(self, attributes)


trial_converted = _TrialConverted(
    SCOPE,
    "kit.trial.converted",
    unit="{trial}",
    description="Trials that became a paid plan.",
    limits={"kit.tenant.tier": 5, "kit.channel": 10},
)
