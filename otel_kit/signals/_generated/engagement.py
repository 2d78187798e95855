# GENERATED from registry/engagement.yaml by `otel-kit semconv generate`; do not edit.
# ruff: noqa: A002
# fmt: off
"""What is done for customers and staff: recommendations, churn prevention, coaching, messages."""

from __future__ import annotations

from typing import Final, Literal, get_args

from opentelemetry.trace import SpanKind

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    BoundLifecycle,
    Call,
    Counter,
    Gauge,
    Histogram,
    Measure,
    Plan,
    UpDownCounter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "ChurnInterventionCall",
    "ChurnInterventionResult",
    "ChurnRiskLevel",
    "CoachingAnalysisCall",
    "MessageCall",
    "MessageDirection",
    "OperationResult",
    "RecommendCall",
    "churn_intervention",
    "churn_intervention_result",
    "churn_risk",
    "coaching_alert",
    "coaching_analysis",
    "coaching_session",
    "message",
    "message_processed",
    "recommend",
    "recommendation_accepted",
    "recommendations_generated",
    "staff_engagement",
    "staff_interaction",
    "staff_productivity",
]

ChurnInterventionResult = Literal[
    "success",
    "failure",
    "no_response",
    "undelivered",
]
_CHURN_INTERVENTION_RESULT: Final = frozenset(get_args(ChurnInterventionResult))

ChurnRiskLevel = Literal[
    "low",
    "medium",
    "high",
    "critical",
]
_CHURN_RISK_LEVEL: Final = frozenset(get_args(ChurnRiskLevel))

MessageDirection = Literal[
    "inbound",
    "outbound",
]
_MESSAGE_DIRECTION: Final = frozenset(get_args(MessageDirection))

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))


class _RecommendationsGenerated(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, type: str, feature: str | None = None) -> None:
        """Add to `kit.recommendation.generated`: recommendations that were shown or sent.

        Count each one, not each list; a list of five matches counts 5.

        Unit: {recommendation}.

        Args:
            type: What kind of thing is recommended. Such as property_match, next_best_action, upsell.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.recommendation.type"] = type
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(self, *, type: str, feature: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.recommendation.type"] = type
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return BoundCounter(self, attributes)


recommendations_generated = _RecommendationsGenerated(
    SCOPE,
    "kit.recommendation.generated",
    unit="{recommendation}",
    description="Recommendations that were shown or sent.",
    limits={"kit.recommendation.type": 20, "kit.feature.name": 100},
)


class _RecommendationAccepted(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, type: str, feature: str | None = None) -> None:
        """Add to `kit.recommendation.accepted`: recommendations that were followed.

        Unit: {recommendation}.

        Args:
            type: What kind of thing is recommended. Such as property_match, next_best_action, upsell.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.recommendation.type"] = type
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(self, *, type: str, feature: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.recommendation.type"] = type
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return BoundCounter(self, attributes)


recommendation_accepted = _RecommendationAccepted(
    SCOPE,
    "kit.recommendation.accepted",
    unit="{recommendation}",
    description="Recommendations that were followed.",
    limits={"kit.recommendation.type": 20, "kit.feature.name": 100},
)


class _ChurnRisk(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, model: str | None = None, tenant_tier: str | None = None) -> None:
        """Record `kit.churn.risk`: how likely customers are to leave, from 0 to 1.

        Record it for each customer at each run of the model.

        Unit: 1 (a ratio, a score).

        Args:
            model: The model. Such as churn, lead_score.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(amount, attributes)

    def bind(self, *, model: str | None = None, tenant_tier: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return Bound(self, attributes)


churn_risk = _ChurnRisk(
    SCOPE,
    "kit.churn.risk",
    unit="1",
    description="How likely customers are to leave, from 0 to 1.",
    buckets=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95),
    limits={"kit.model.name": 30, "kit.tenant.tier": 5},
)


class _ChurnInterventionResult(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        result: ChurnInterventionResult,
        channel: str | None = None,
        risk: ChurnRiskLevel | None = None,
    ) -> None:
        """Add to `kit.churn.interventions`: attempts to keep a customer, by what became of them.

        Count each attempt once, when its result is known, which may be weeks later.

        Unit: {intervention}.

        Args:
            result: What became of an attempt to keep a customer.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
            risk: How likely the customer is to leave, as a level.
        """
        attributes: Attributes = {}
        if result is not None:
            attributes["kit.churn.intervention_result"] = one_of(result, _CHURN_INTERVENTION_RESULT, "kit.churn.intervention_result")
        if channel is not None:
            attributes["kit.channel"] = channel
        if risk is not None:
            attributes["kit.churn.risk_level"] = one_of(risk, _CHURN_RISK_LEVEL, "kit.churn.risk_level")
        self.emit(amount, attributes)

    def bind(
        self,
        *,
        result: ChurnInterventionResult,
        channel: str | None = None,
        risk: ChurnRiskLevel | None = None,
    ) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if result is not None:
            attributes["kit.churn.intervention_result"] = one_of(result, _CHURN_INTERVENTION_RESULT, "kit.churn.intervention_result")
        if channel is not None:
            attributes["kit.channel"] = channel
        if risk is not None:
            attributes["kit.churn.risk_level"] = one_of(risk, _CHURN_RISK_LEVEL, "kit.churn.risk_level")
        return BoundCounter(self, attributes)


churn_intervention_result = _ChurnInterventionResult(
    SCOPE,
    "kit.churn.interventions",
    unit="{intervention}",
    description="Attempts to keep a customer, by what became of them.",
    limits={"kit.channel": 10},
)


class _StaffInteraction(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        interaction: str,
        channel: str | None = None,
        role: str | None = None,
    ) -> None:
        """Add to `kit.staff.interactions`: things that members of staff did with customers.

        In the sources an agent is a person who sells; software agents have a domain of their own.

        Unit: {interaction}.

        Args:
            interaction: What a member of staff did with a customer. Such as call, message, showing.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
            role: What the member of staff works as. Never who it is. Such as agent, account_manager, support.
        """
        attributes: Attributes = {}
        if interaction is not None:
            attributes["kit.staff.interaction"] = interaction
        if channel is not None:
            attributes["kit.channel"] = channel
        if role is not None:
            attributes["kit.staff.role"] = role
        self.emit(amount, attributes)

    def bind(self, *, interaction: str, channel: str | None = None, role: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if interaction is not None:
            attributes["kit.staff.interaction"] = interaction
        if channel is not None:
            attributes["kit.channel"] = channel
        if role is not None:
            attributes["kit.staff.role"] = role
        return BoundCounter(self, attributes)


staff_interaction = _StaffInteraction(
    SCOPE,
    "kit.staff.interactions",
    unit="{interaction}",
    description="Things that members of staff did with customers.",
    limits={"kit.staff.interaction": 20, "kit.channel": 10, "kit.staff.role": 10},
)


class _StaffProductivity(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, role: str | None = None, feature: str | None = None) -> None:
        """Record `kit.staff.productivity`: how much members of staff get done, from 0 to 100.

        Record one value for each person and period. No label says who it was; the distribution is what
        counts.

        Unit: 1 (a ratio, a score).

        Args:
            role: What the member of staff works as. Never who it is. Such as agent, account_manager, support.
            feature: The feature that they work with, to compare those with it to those without. Such as
                realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if role is not None:
            attributes["kit.staff.role"] = role
        if feature is not None:
            attributes["kit.feature.name"] = feature
        self.emit(amount, attributes)

    def bind(self, *, role: str | None = None, feature: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if role is not None:
            attributes["kit.staff.role"] = role
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return Bound(self, attributes)


staff_productivity = _StaffProductivity(
    SCOPE,
    "kit.staff.productivity",
    unit="1",
    description="How much members of staff get done, from 0 to 100.",
    buckets=(10, 20, 30, 40, 50, 60, 70, 80, 90, 95),
    limits={"kit.staff.role": 10, "kit.feature.name": 100},
)


class _StaffEngagement(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, feature: str, role: str | None = None) -> None:
        """Set `kit.staff.engagement`: share of the staff who make use of what they are offered, from 0 to 1.

        Unit: 1 (a ratio, a score).

        Args:
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
            role: What the member of staff works as. Never who it is. Such as agent, account_manager, support.
        """
        attributes: Attributes = {}
        if feature is not None:
            attributes["kit.feature.name"] = feature
        if role is not None:
            attributes["kit.staff.role"] = role
        self.emit(amount, attributes)

    def bind(self, *, feature: str, role: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if feature is not None:
            attributes["kit.feature.name"] = feature
        if role is not None:
            attributes["kit.staff.role"] = role
        return Bound(self, attributes)


staff_engagement = _StaffEngagement(
    SCOPE,
    "kit.staff.engagement",
    unit="1",
    description="Share of the staff who make use of what they are offered, from 0 to 1.",
    limits={"kit.feature.name": 100, "kit.staff.role": 10},
)


class _CoachingSession(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, type: str, role: str | None = None) -> None:
        """Add to `kit.coaching.sessions`: coachings that members of staff went through.

        Unit: {session}.

        Args:
            type: What the coaching is about. Such as conversation, objection, closing.
            role: What the member of staff works as. Never who it is. Such as agent, account_manager, support.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.coaching.type"] = type
        if role is not None:
            attributes["kit.staff.role"] = role
        self.emit(amount, attributes)

    def bind(self, *, type: str, role: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.coaching.type"] = type
        if role is not None:
            attributes["kit.staff.role"] = role
        return BoundCounter(self, attributes)


coaching_session = _CoachingSession(
    SCOPE,
    "kit.coaching.sessions",
    unit="{session}",
    description="Coachings that members of staff went through.",
    limits={"kit.coaching.type": 10, "kit.staff.role": 10},
)


class _CoachingAlert(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        type: str,
        channel: str | None = None,
        result: OperationResult | None = None,
    ) -> None:
        """Add to `kit.coaching.alerts`: hints that members of staff were sent while they worked.

        Unit: {alert}.

        Args:
            type: What the coaching is about. Such as conversation, objection, closing.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
            result: Whether the hint arrived.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.coaching.type"] = type
        if channel is not None:
            attributes["kit.channel"] = channel
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        self.emit(amount, attributes)

    def bind(
        self,
        *,
        type: str,
        channel: str | None = None,
        result: OperationResult | None = None,
    ) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.coaching.type"] = type
        if channel is not None:
            attributes["kit.channel"] = channel
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        return BoundCounter(self, attributes)


coaching_alert = _CoachingAlert(
    SCOPE,
    "kit.coaching.alerts",
    unit="{alert}",
    description="Hints that members of staff were sent while they worked.",
    limits={"kit.coaching.type": 10, "kit.channel": 10},
)


class _MessageProcessed(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        channel: str,
        type: str | None = None,
        direction: MessageDirection | None = None,
        result: OperationResult | None = None,
    ) -> None:
        """Add to `kit.message.processed`: messages of customers that were dealt with.

        For messages between people and us. Those between services are upstream's messaging metrics.

        Unit: {message}.

        Args:
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
            type: What the message is, or what it asks for. Such as enquiry, appointment, complaint.
            direction: Which way the message went.
            result: How an operation ended, where its domain has no result of its own.
        """
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        if type is not None:
            attributes["kit.message.type"] = type
        if direction is not None:
            attributes["kit.message.direction"] = one_of(direction, _MESSAGE_DIRECTION, "kit.message.direction")
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        self.emit(amount, attributes)

    def bind(
        self,
        *,
        channel: str,
        type: str | None = None,
        direction: MessageDirection | None = None,
        result: OperationResult | None = None,
    ) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        if type is not None:
            attributes["kit.message.type"] = type
        if direction is not None:
            attributes["kit.message.direction"] = one_of(direction, _MESSAGE_DIRECTION, "kit.message.direction")
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        return BoundCounter(self, attributes)


message_processed = _MessageProcessed(
    SCOPE,
    "kit.message.processed",
    unit="{message}",
    description="Messages of customers that were dealt with.",
    limits={"kit.channel": 10, "kit.message.type": 20},
)

_recommendation_duration = Histogram(
    SCOPE,
    "kit.recommendation.duration",
    unit="s",
    description="Time that it took to form recommendations.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1.5, 2.5, 5.5, 10.5, 30.5),
    has_error_type=True,
    limits={"kit.recommendation.type": 20, "error.type": 10},
)

_recommendation_active = UpDownCounter(
    SCOPE,
    "kit.recommendation.active",
    unit="{request}",
    description="Requests for recommendations that are worked on now.",
    limits={"kit.recommendation.type": 20},
)

_recommendation_confidence = Histogram(
    SCOPE,
    "kit.recommendation.confidence",
    unit="1",
    description="How sure the recommender is of its best recommendation, from 0 to 1.",
    buckets=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99),
    limits={"kit.recommendation.type": 20},
)

_churn_intervention_duration = Histogram(
    SCOPE,
    "kit.churn.intervention.duration",
    unit="s",
    description="Time from a warning that a customer may leave until the customer was addressed.",
    buckets=(0.1, 0.25, 0.5, 1.5, 2.5, 5.5, 10.5, 20.5, 30.5, 60.5, 300.5),
    has_error_type=True,
    limits={"kit.channel": 10, "error.type": 10},
)

_coaching_analysis_duration = Histogram(
    SCOPE,
    "kit.coaching.analysis.duration",
    unit="s",
    description="Time that it took to analyse something for coaching, such as a conversation.",
    buckets=(0.1, 0.25, 0.5, 0.75, 1.5, 2.1, 3.5, 5.5, 10.5, 30.5),
    has_error_type=True,
    limits={"kit.coaching.type": 10, "error.type": 10},
)

_message_duration = Histogram(
    SCOPE,
    "kit.message.duration",
    unit="s",
    description="Time that it took to deal with one message.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1.5, 2.5, 5.5, 10.5, 30.5, 60.5, 300.5),
    has_error_type=True,
    limits={"kit.channel": 10, "kit.message.type": 10, "error.type": 5},
)

_message_active = UpDownCounter(
    SCOPE,
    "kit.message.active",
    unit="{message}",
    description="Messages that are being dealt with now.",
    limits={"kit.channel": 10},
)


class RecommendCall(Call):
    """The forming of recommendations for one request."""

    __slots__ = ()

    @property
    def confidence(self) -> float | None:
        """How sure the recommender is of its best recommendation, from 0 to 1."""
        value: float | None = self._get("kit.recommendation.confidence")
        return value

    @confidence.setter
    def confidence(self, value: float) -> None:
        self._set("kit.recommendation.confidence", value)

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_RECOMMEND: Final = Plan(
    scope=SCOPE,
    span_name="recommend {}",
    span_name_keys=("kit.recommendation.type",),
    span_keys=(
        "error.type",
        "kit.feature.name",
        "kit.operation.result",
        "kit.recommendation.confidence",
        "kit.recommendation.type",
    ),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _recommendation_duration,
        ("kit.recommendation.type", "kit.operation.result", "error.type"),
    ),
    active=Measure(_recommendation_active, ("kit.recommendation.type",)),
    values={
        "kit.recommendation.confidence": Measure(_recommendation_confidence, ("kit.recommendation.type",)),
    },
    outcome="kit.operation.result",
)


class _Recommend:
    __slots__ = ()

    def __call__(self, *, type: str, feature: str | None = None) -> RecommendCall:
        """Return a run of `kit.recommendation`: the forming of recommendations for one request.

        Args:
            type: What kind of thing is recommended. Such as property_match, next_best_action, upsell.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.recommendation.type"] = type
        if feature is not None:
            attributes["kit.feature.name"] = feature
        return RecommendCall(_RECOMMEND, attributes)

    def bind(self, *, type: str, feature: str | None = None) -> BoundLifecycle[RecommendCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(type=type, feature=feature))


recommend = _Recommend()


class ChurnInterventionCall(Call):
    """One attempt to keep a customer, from the warning until the customer was addressed."""

    __slots__ = ()

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_CHURN_INTERVENTION: Final = Plan(
    scope=SCOPE,
    span_name="churn intervention",
    span_name_keys=(),
    span_keys=(
        "error.type",
        "kit.channel",
        "kit.churn.risk_level",
        "kit.operation.result",
        "kit.tenant.tier",
    ),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _churn_intervention_duration,
        ("kit.churn.risk_level", "kit.channel", "kit.operation.result", "error.type"),
    ),
    outcome="kit.operation.result",
)


class _ChurnIntervention:
    __slots__ = ()

    def __call__(
        self,
        *,
        risk: ChurnRiskLevel,
        channel: str | None = None,
        tenant_tier: str | None = None,
    ) -> ChurnInterventionCall:
        """Return a run of `kit.churn.intervention`: one attempt to keep a customer, from the warning until the
        customer was addressed.

        What becomes of it is known later, and counted by kit.churn.interventions.

        Args:
            risk: How likely the customer is to leave, as a level.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if risk is not None:
            attributes["kit.churn.risk_level"] = one_of(risk, _CHURN_RISK_LEVEL, "kit.churn.risk_level")
        if channel is not None:
            attributes["kit.channel"] = channel
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        return ChurnInterventionCall(_CHURN_INTERVENTION, attributes)

    def bind(
        self,
        *,
        risk: ChurnRiskLevel,
        channel: str | None = None,
        tenant_tier: str | None = None,
    ) -> BoundLifecycle[ChurnInterventionCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(risk=risk, channel=channel, tenant_tier=tenant_tier))


churn_intervention = _ChurnIntervention()


class CoachingAnalysisCall(Call):
    """The analysis of a conversation, or of something else, for coaching."""

    __slots__ = ()

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_COACHING_ANALYSIS: Final = Plan(
    scope=SCOPE,
    span_name="analyse {}",
    span_name_keys=("kit.coaching.type",),
    span_keys=("error.type", "kit.coaching.type", "kit.model.name", "kit.operation.result"),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _coaching_analysis_duration,
        ("kit.coaching.type", "kit.operation.result", "error.type"),
    ),
    outcome="kit.operation.result",
)


class _CoachingAnalysis:
    __slots__ = ()

    def __call__(self, *, type: str, model: str | None = None) -> CoachingAnalysisCall:
        """Return a run of `kit.coaching.analysis`: the analysis of a conversation, or of something else, for
        coaching.

        Args:
            type: What the coaching is about. Such as conversation, objection, closing.
            model: The model. Such as churn, lead_score.
        """
        attributes: Attributes = {}
        if type is not None:
            attributes["kit.coaching.type"] = type
        if model is not None:
            attributes["kit.model.name"] = model
        return CoachingAnalysisCall(_COACHING_ANALYSIS, attributes)

    def bind(self, *, type: str, model: str | None = None) -> BoundLifecycle[CoachingAnalysisCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(type=type, model=model))


coaching_analysis = _CoachingAnalysis()


class MessageCall(Call):
    """How one message of a customer is dealt with."""

    __slots__ = ()

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_MESSAGE: Final = Plan(
    scope=SCOPE,
    span_name="message {}",
    span_name_keys=("kit.channel",),
    span_keys=(
        "error.type",
        "kit.channel",
        "kit.message.direction",
        "kit.message.type",
        "kit.operation.result",
        "kit.tenant.id",
    ),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _message_duration,
        ("kit.channel", "kit.message.type", "kit.operation.result", "error.type"),
    ),
    active=Measure(_message_active, ("kit.channel",)),
    outcome="kit.operation.result",
)


class _Message:
    __slots__ = ()

    def __call__(
        self,
        *,
        channel: str,
        type: str | None = None,
        direction: MessageDirection | None = None,
        tenant: str | None = None,
    ) -> MessageCall:
        """Return a run of `kit.message`: how one message of a customer is dealt with.

        Args:
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
            type: What the message is, or what it asks for. Such as enquiry, appointment, complaint.
            direction: Which way the message went.
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
        """
        attributes: Attributes = {}
        if channel is not None:
            attributes["kit.channel"] = channel
        if type is not None:
            attributes["kit.message.type"] = type
        if direction is not None:
            attributes["kit.message.direction"] = one_of(direction, _MESSAGE_DIRECTION, "kit.message.direction")
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        return MessageCall(_MESSAGE, attributes)

    def bind(
        self,
        *,
        channel: str,
        type: str | None = None,
        direction: MessageDirection | None = None,
        tenant: str | None = None,
    ) -> BoundLifecycle[MessageCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(channel=channel, type=type, direction=direction, tenant=tenant))


message = _Message()
