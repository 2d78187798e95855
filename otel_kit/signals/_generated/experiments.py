# GENERATED from registry/experiments.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Experiments: who saw which variant, what it changed, whether the figures can be trusted. Which variant a user gets is the feature flag's matter: upstream's event `feature_flag.evaluation` tells it, and its attributes are used here."""

from __future__ import annotations

from typing import Final, Literal, get_args

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    Counter,
    Event,
    Gauge,
    Histogram,
    Measure,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "ExperimentRollbackReason",
    "allocation",
    "conversion",
    "effect_estimate",
    "effect_lower",
    "effect_p_value",
    "effect_upper",
    "exposure",
    "rolled_back",
    "srm_p_value",
    "value",
]

ExperimentRollbackReason = Literal[
    "harm",
    "errors",
    "sample_ratio",
    "manual",
]
_EXPERIMENT_ROLLBACK_REASON: Final = frozenset(get_args(ExperimentRollbackReason))


class _Exposure(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, experiment: str, variant: str) -> None:
        """Add to `kit.experiment.exposures`: subjects that came to see a variant.

        Count each subject once, when the variant first makes a difference to it, not when it was assigned.

        Unit: {exposure}.

        Args:
            experiment: The experiment. Such as checkout_button, ranking_v2.
            variant: The variant, as the feature flag names it. Such as control, treatment.
        """
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        self.emit(amount, attributes)

    def bind(self, *, experiment: str, variant: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        return BoundCounter(self, attributes)


exposure = _Exposure(
    SCOPE,
    "kit.experiment.exposures",
    unit="{exposure}",
    description="Subjects that came to see a variant.",
    limits={"kit.experiment.name": 50, "feature_flag.result.variant": 10},
)


class _Conversion(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, experiment: str, variant: str, conversion: str) -> None:
        """Add to `kit.experiment.conversions`: exposed subjects that converted.

        Count each subject at most once for each conversion.

        Unit: {conversion}.

        Args:
            experiment: The experiment. Such as checkout_button, ranking_v2.
            variant: The variant, as the feature flag names it. Such as control, treatment.
            conversion: Which step of the customer's way was taken. Such as trial_to_paid, visit_to_lead,
                lead_to_showing.
        """
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        if conversion is not None:
            attributes["kit.conversion.name"] = conversion
        self.emit(amount, attributes)

    def bind(self, *, experiment: str, variant: str, conversion: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        if conversion is not None:
            attributes["kit.conversion.name"] = conversion
        return BoundCounter(self, attributes)


conversion = _Conversion(
    SCOPE,
    "kit.experiment.conversions",
    unit="{conversion}",
    description="Exposed subjects that converted.",
    limits={"kit.experiment.name": 50, "feature_flag.result.variant": 10, "kit.conversion.name": 4},
)


class _Value(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, experiment: str, variant: str) -> None:
        """Record `kit.experiment.value`: what an exposed subject brought, in the reporting currency.

        Unit: {USD}.

        Args:
            experiment: The experiment. Such as checkout_button, ranking_v2.
            variant: The variant, as the feature flag names it. Such as control, treatment.
        """
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        self.emit(amount, attributes)

    def bind(self, *, experiment: str, variant: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        return Bound(self, attributes)


value = _Value(
    SCOPE,
    "kit.experiment.value",
    unit="{USD}",
    description="What an exposed subject brought, in the reporting currency.",
    buckets=(1, 5, 10, 25, 50, 100, 250, 500, 1000, 5000),
    limits={"kit.experiment.name": 50, "feature_flag.result.variant": 10},
)


class _Allocation(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, experiment: str, variant: str) -> None:
        """Set `kit.experiment.allocation`: share of the subjects that a variant is planned to get, from 0 to 1.

        What the exposures are compared with. Record it at the start and at each change of the plan.

        Unit: 1 (a ratio, a score).

        Args:
            experiment: The experiment. Such as checkout_button, ranking_v2.
            variant: The variant, as the feature flag names it. Such as control, treatment.
        """
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        self.emit(amount, attributes)

    def bind(self, *, experiment: str, variant: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        return Bound(self, attributes)


allocation = _Allocation(
    SCOPE,
    "kit.experiment.allocation",
    unit="1",
    description="Share of the subjects that a variant is planned to get, from 0 to 1.",
    limits={"kit.experiment.name": 50, "feature_flag.result.variant": 10},
)


class _SrmPValue(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, experiment: str) -> None:
        """Set `kit.experiment.srm.p_value`: how likely the observed sizes of the groups are if the plan was
        followed, from 0 to 1.

        For finding a sample-ratio mismatch. Below 0.001 the assignment is broken, and no other figure of the
        experiment is to be trusted.

        Unit: 1 (a ratio, a score).

        Args:
            experiment: The experiment. Such as checkout_button, ranking_v2.
        """
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        self.emit(amount, attributes)

    def bind(self, *, experiment: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        return Bound(self, attributes)


srm_p_value = _SrmPValue(
    SCOPE,
    "kit.experiment.srm.p_value",
    unit="1",
    description="How likely the observed sizes of the groups are if the plan was followed, from 0 to 1.",
    limits={"kit.experiment.name": 50},
)


class _EffectEstimate(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, experiment: str, variant: str, conversion: str) -> None:
        """Set `kit.experiment.effect.estimate`: by how much a variant does better than the control, as a share
        of the control; 0.05 is 5 % better.

        Unit: 1 (a ratio, a score).

        Args:
            experiment: The experiment. Such as checkout_button, ranking_v2.
            variant: The variant, as the feature flag names it. Such as control, treatment.
            conversion: The conversion that the effect is on. Such as trial_to_paid, visit_to_lead,
                lead_to_showing.
        """
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        if conversion is not None:
            attributes["kit.conversion.name"] = conversion
        self.emit(amount, attributes)

    def bind(self, *, experiment: str, variant: str, conversion: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        if conversion is not None:
            attributes["kit.conversion.name"] = conversion
        return Bound(self, attributes)


effect_estimate = _EffectEstimate(
    SCOPE,
    "kit.experiment.effect.estimate",
    unit="1",
    description="By how much a variant does better than the control, as a share of the control; 0.05 is 5 % better.",
    limits={"kit.experiment.name": 50, "feature_flag.result.variant": 10, "kit.conversion.name": 4},
)


class _EffectLower(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, experiment: str, variant: str, conversion: str) -> None:
        """Set `kit.experiment.effect.lower`: the lower end of the effect's confidence interval. Above 0 the
        variant does better.

        Unit: 1 (a ratio, a score).

        Args:
            experiment: The experiment. Such as checkout_button, ranking_v2.
            variant: The variant, as the feature flag names it. Such as control, treatment.
            conversion: The conversion that the effect is on. Such as trial_to_paid, visit_to_lead,
                lead_to_showing.
        """
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        if conversion is not None:
            attributes["kit.conversion.name"] = conversion
        self.emit(amount, attributes)

    def bind(self, *, experiment: str, variant: str, conversion: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        if conversion is not None:
            attributes["kit.conversion.name"] = conversion
        return Bound(self, attributes)


effect_lower = _EffectLower(
    SCOPE,
    "kit.experiment.effect.lower",
    unit="1",
    description="The lower end of the effect's confidence interval. Above 0 the variant does better.",
    limits={"kit.experiment.name": 50, "feature_flag.result.variant": 10, "kit.conversion.name": 4},
)


class _EffectUpper(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, experiment: str, variant: str, conversion: str) -> None:
        """Set `kit.experiment.effect.upper`: the upper end of the effect's confidence interval. Below 0 the
        variant does harm.

        Unit: 1 (a ratio, a score).

        Args:
            experiment: The experiment. Such as checkout_button, ranking_v2.
            variant: The variant, as the feature flag names it. Such as control, treatment.
            conversion: The conversion that the effect is on. Such as trial_to_paid, visit_to_lead,
                lead_to_showing.
        """
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        if conversion is not None:
            attributes["kit.conversion.name"] = conversion
        self.emit(amount, attributes)

    def bind(self, *, experiment: str, variant: str, conversion: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        if conversion is not None:
            attributes["kit.conversion.name"] = conversion
        return Bound(self, attributes)


effect_upper = _EffectUpper(
    SCOPE,
    "kit.experiment.effect.upper",
    unit="1",
    description="The upper end of the effect's confidence interval. Below 0 the variant does harm.",
    limits={"kit.experiment.name": 50, "feature_flag.result.variant": 10, "kit.conversion.name": 4},
)


class _EffectPValue(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, experiment: str, variant: str, conversion: str) -> None:
        """Set `kit.experiment.effect.p_value`: how likely an effect as large as this is if there is none, from 0
        to 1.

        Unit: 1 (a ratio, a score).

        Args:
            experiment: The experiment. Such as checkout_button, ranking_v2.
            variant: The variant, as the feature flag names it. Such as control, treatment.
            conversion: The conversion that the effect is on. Such as trial_to_paid, visit_to_lead,
                lead_to_showing.
        """
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        if conversion is not None:
            attributes["kit.conversion.name"] = conversion
        self.emit(amount, attributes)

    def bind(self, *, experiment: str, variant: str, conversion: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        if conversion is not None:
            attributes["kit.conversion.name"] = conversion
        return Bound(self, attributes)


effect_p_value = _EffectPValue(
    SCOPE,
    "kit.experiment.effect.p_value",
    unit="1",
    description="How likely an effect as large as this is if there is none, from 0 to 1.",
    limits={"kit.experiment.name": 50, "feature_flag.result.variant": 10, "kit.conversion.name": 4},
)

_experiment_rollbacks = Counter(
    SCOPE,
    "kit.experiment.rollbacks",
    unit="{rollback}",
    description="Experiments that were taken back.",
    limits={"kit.experiment.name": 50},
)


class _RolledBack(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        experiment: str,
        reason: ExperimentRollbackReason,
        flag: str | None = None,
        variant: str | None = None,
    ) -> None:
        """Send `kit.experiment.rolled_back`: an experiment was taken back.

        Args:
            experiment: The experiment. Such as checkout_button, ranking_v2.
            reason: Why the experiment was taken back.
            flag: The flag that was switched. Such as checkout-button.
            variant: The variant that gave the reason. Such as treatment.
        """
        attributes: Attributes = {}
        if experiment is not None:
            attributes["kit.experiment.name"] = experiment
        if reason is not None:
            attributes["kit.experiment.rollback_reason"] = one_of(reason, _EXPERIMENT_ROLLBACK_REASON, "kit.experiment.rollback_reason")
        if flag is not None:
            attributes["feature_flag.key"] = flag
        if variant is not None:
            attributes["feature_flag.result.variant"] = variant
        self.emit(message, attributes)


rolled_back = _RolledBack(
    SCOPE,
    "kit.experiment.rolled_back",
    keys=(
        "feature_flag.key",
        "feature_flag.result.variant",
        "kit.experiment.name",
        "kit.experiment.rollback_reason",
    ),
    severity="WARN",
    counter=Measure(_experiment_rollbacks, ("kit.experiment.name", "kit.experiment.rollback_reason")),
)
