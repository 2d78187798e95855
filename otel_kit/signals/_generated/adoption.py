# GENERATED from registry/adoption.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Who uses the product, and how they like it: users, features, onboarding, collaboration and satisfaction."""

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
    "ActivityWindow",
    "NpsCategory",
    "OnboardingResult",
    "collaboration",
    "feature_adoption",
    "feature_used",
    "nps_response",
    "onboarding_step",
    "satisfaction",
    "session_duration",
    "user_registered",
    "users_active",
]

ActivityWindow = Literal[
    "1d",
    "7d",
    "30d",
]
_ACTIVITY_WINDOW: Final = frozenset(get_args(ActivityWindow))

NpsCategory = Literal[
    "promoter",
    "passive",
    "detractor",
]
_NPS_CATEGORY: Final = frozenset(get_args(NpsCategory))

OnboardingResult = Literal[
    "completed",
    "skipped",
    "failed",
]
_ONBOARDING_RESULT: Final = frozenset(get_args(OnboardingResult))


class _UsersActive(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, window: ActivityWindow, tenant_tier: str | None = None) -> None:
        """Set `kit.user.active`: users who did something within a window of time.

        Count them in the store, in one place, at an interval of your own, such as each 5 minutes.

        Unit: {user}.

        Args:
            window: The time in which somebody has to have done something to count as active.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if window is not None:
            attributes["kit.activity.window"] = one_of(window, _ACTIVITY_WINDOW, "kit.activity.window")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, window: ActivityWindow, tenant_tier: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if window is not None:
            attributes["kit.activity.window"] = one_of(window, _ACTIVITY_WINDOW, "kit.activity.window")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return Bound(self, attributes)


users_active = _UsersActive(
    SCOPE,
    "kit.user.active",
    unit="{user}",
    description="Users who did something within a window of time.",
    limits={"kit.tenant.tier": 5},
)


class _UserRegistered(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        channel: str | None = None,
        tenant_tier: str | None = None,
    ) -> None:
        """Add to `kit.user.registered`: users who signed up.

        Count it when the account is stored, not when the form is opened.

        Unit: {user}.

        Args:
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, channel: str | None = None, tenant_tier: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return BoundCounter(self, attributes)


user_registered = _UserRegistered(
    SCOPE,
    "kit.user.registered",
    unit="{user}",
    description="Users who signed up.",
    limits={"kit.channel": 10, "kit.tenant.tier": 5},
)


class _OnboardingStep(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        step: str,
        result: OnboardingResult,
        tenant_tier: str | None = None,
    ) -> None:
        """Add to `kit.user.onboarding.steps`: steps of the onboarding that users came past.

        Unit: {step}.

        Args:
            step: The step of the onboarding. Such as profile, invite_team, connect_calendar.
            result: What became of the step.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if step is not None:
            attributes["kit.onboarding.step"] = step
        if result is not None:
            attributes["kit.onboarding.result"] = one_of(result, _ONBOARDING_RESULT, "kit.onboarding.result")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, step: str, result: OnboardingResult, tenant_tier: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if step is not None:
            attributes["kit.onboarding.step"] = step
        if result is not None:
            attributes["kit.onboarding.result"] = one_of(result, _ONBOARDING_RESULT, "kit.onboarding.result")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return BoundCounter(self, attributes)


onboarding_step = _OnboardingStep(
    SCOPE,
    "kit.user.onboarding.steps",
    unit="{step}",
    description="Steps of the onboarding that users came past.",
    limits={"kit.onboarding.step": 20, "kit.tenant.tier": 5},
)


class _SessionDuration(Histogram):
    __slots__ = ()

    def __call__(
        self,
        amount: float,
        /,
        *,
        channel: str | None = None,
        tenant_tier: str | None = None,
    ) -> None:
        """Record `kit.user.session.duration`: time from the first to the last action of a user's visit.

        Record it when the session ends or runs out. How many are open is kit.session.active.

        Unit: seconds.

        Args:
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, channel: str | None = None, tenant_tier: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return Bound(self, attributes)


session_duration = _SessionDuration(
    SCOPE,
    "kit.user.session.duration",
    unit="s",
    description="Time from the first to the last action of a user's visit.",
    buckets=(10.5, 30.5, 60.5, 180.5, 300.5, 600.5, 1200.5, 1800.5, 3600.5, 7200.5, 14400.5),
    limits={"kit.channel": 10, "kit.tenant.tier": 5},
)


class _FeatureUsed(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, feature: str, tenant_tier: str | None = None) -> None:
        """Add to `kit.feature.uses`: times that a feature of the product was used.

        Count what a user set out to do, not each request that it took.

        Unit: {use}.

        Args:
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if feature is not None:
            attributes["kit.feature.name"] = feature
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, feature: str, tenant_tier: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if feature is not None:
            attributes["kit.feature.name"] = feature
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return BoundCounter(self, attributes)


feature_used = _FeatureUsed(
    SCOPE,
    "kit.feature.uses",
    unit="{use}",
    description="Times that a feature of the product was used.",
    limits={"kit.feature.name": 100, "kit.tenant.tier": 5},
)


class _FeatureAdoption(Gauge):
    __slots__ = ()

    def __call__(
        self,
        amount: float,
        /,
        *,
        feature: str,
        window: ActivityWindow,
        tenant_tier: str | None = None,
    ) -> None:
        """Set `kit.feature.adoption`: share of the active users who used a feature, from 0 to 1.

        Work it out where the users are stored; a sum of uses does not tell how many people they were.

        Unit: 1 (a ratio, a score).

        Args:
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
            window: The time in which somebody has to have done something to count as active.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if feature is not None:
            attributes["kit.feature.name"] = feature
        if window is not None:
            attributes["kit.activity.window"] = one_of(window, _ACTIVITY_WINDOW, "kit.activity.window")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, feature: str, window: ActivityWindow, tenant_tier: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if feature is not None:
            attributes["kit.feature.name"] = feature
        if window is not None:
            attributes["kit.activity.window"] = one_of(window, _ACTIVITY_WINDOW, "kit.activity.window")
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return Bound(self, attributes)


feature_adoption = _FeatureAdoption(
    SCOPE,
    "kit.feature.adoption",
    unit="1",
    description="Share of the active users who used a feature, from 0 to 1.",
    limits={"kit.feature.name": 100, "kit.tenant.tier": 5},
)


class _NpsResponse(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, category: NpsCategory, feature: str | None = None) -> None:
        """Add to `kit.nps.responses`: answers to how likely somebody is to recommend the product.

        The score is the share of promoters minus the share of detractors, times 100.

        Unit: {response}.

        Args:
            category: The group of a net promoter answer.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.nps.category"] = one_of(category, _NPS_CATEGORY, "kit.nps.category")
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(self, *, category: NpsCategory, feature: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.nps.category"] = one_of(category, _NPS_CATEGORY, "kit.nps.category")
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return BoundCounter(self, attributes)


nps_response = _NpsResponse(
    SCOPE,
    "kit.nps.responses",
    unit="{response}",
    description="Answers to how likely somebody is to recommend the product.",
    limits={"kit.feature.name": 100},
)


class _Satisfaction(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, subject: str, feature: str | None = None) -> None:
        """Record `kit.satisfaction.score`: how content somebody was with what they got, from 0 to 100.

        Bring other scales to this one, such as 4 of 5 stars to 75.

        Unit: 1 (a ratio, a score).

        Args:
            subject: What was judged. Such as property_match, coaching, support.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if subject is not None:
            attributes["kit.satisfaction.subject"] = subject
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(self, *, subject: str, feature: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if subject is not None:
            attributes["kit.satisfaction.subject"] = subject
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return Bound(self, attributes)


satisfaction = _Satisfaction(
    SCOPE,
    "kit.satisfaction.score",
    unit="1",
    description="How content somebody was with what they got, from 0 to 100.",
    buckets=(10, 20, 30, 40, 50, 60, 70, 80, 88, 95),
    limits={"kit.satisfaction.subject": 20, "kit.feature.name": 50},
)


class _Collaboration(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, action: str, tenant_tier: str | None = None) -> None:
        """Add to `kit.collaboration.actions`: things that users did together with others.

        Unit: {action}.

        Args:
            action: What somebody did together with others. Such as comment, mention, share.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if action is not None:
            attributes["kit.collaboration.action"] = action
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, action: str, tenant_tier: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if action is not None:
            attributes["kit.collaboration.action"] = action
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return BoundCounter(self, attributes)


collaboration = _Collaboration(
    SCOPE,
    "kit.collaboration.actions",
    unit="{action}",
    description="Things that users did together with others.",
    limits={"kit.collaboration.action": 30, "kit.tenant.tier": 5},
)
