# GENERATED from registry/ml.yaml by `otel-kit semconv generate`; do not edit.
# ruff: noqa: A002
# fmt: off
"""Models at work: how long an inference takes, how sure and how good the models are, and how they are trained."""

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
    Event,
    Gauge,
    Histogram,
    Measure,
    Plan,
    UpDownCounter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "FeatureExtractionCall",
    "InferenceCall",
    "ModelDriftMethod",
    "OperationResult",
    "TrainingCall",
    "deployed",
    "drift",
    "feature_extraction",
    "inference",
    "quality",
    "training",
    "training_finished",
    "training_last_success",
    "training_samples",
]

ModelDriftMethod = Literal[
    "psi",
    "kolmogorov_smirnov",
    "jensen_shannon",
    "wasserstein",
]
_MODEL_DRIFT_METHOD: Final = frozenset(get_args(ModelDriftMethod))

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))


class _Quality(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, model: str, figure: str, version: str | None = None) -> None:
        """Set `kit.model.quality`: how good a model is, by one figure that was worked out on data whose answer
        is known.

        Record it after each evaluation, in one place; it is sent on by itself. The figure has its own scale,
        so look at one figure at a time.

        Unit: {score}.

        Args:
            model: The model. Such as churn, lead_score.
            figure: The figure by which the model is judged. Such as accuracy, precision, recall.
            version: The version of the model that answered. Such as 3, 2026-01-10.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if figure is not None:
            attributes["kit.model.quality_metric"] = figure
        if version is not None:
            attributes["kit.model.version"] = version
        self.emit(amount, attributes)

    def bind(self, *, model: str, figure: str, version: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if figure is not None:
            attributes["kit.model.quality_metric"] = figure
        if version is not None:
            attributes["kit.model.version"] = version
        return Bound(self, attributes)


quality = _Quality(
    SCOPE,
    "kit.model.quality",
    unit="{score}",
    description="How good a model is, by one figure that was worked out on data whose answer is known.",
    limits={"kit.model.name": 30, "kit.model.version": 3, "kit.model.quality_metric": 10},
)


class _Drift(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, model: str, input: str, method: ModelDriftMethod) -> None:
        """Set `kit.model.drift`: how far what a model sees has moved from what it has learnt, by input.

        Record it after each comparison, in one place. Each method has its own scale, so look at one at a
        time.

        Unit: {score}.

        Args:
            model: The model. Such as churn, lead_score.
            input: An input of the model, as a column of its training data. Such as days_since_contact,
                budget.
            method: How the distance of what the model sees from what it has learnt is measured.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if input is not None:
            attributes["kit.model.input"] = input
        if method is not None:
            attributes["kit.model.drift_method"] = one_of(method, _MODEL_DRIFT_METHOD, "kit.model.drift_method")
        self.emit(amount, attributes)

    def bind(self, *, model: str, input: str, method: ModelDriftMethod) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if input is not None:
            attributes["kit.model.input"] = input
        if method is not None:
            attributes["kit.model.drift_method"] = one_of(method, _MODEL_DRIFT_METHOD, "kit.model.drift_method")
        return Bound(self, attributes)


drift = _Drift(
    SCOPE,
    "kit.model.drift",
    unit="{score}",
    description="How far what a model sees has moved from what it has learnt, by input.",
    limits={"kit.model.name": 10, "kit.model.input": 50},
)


class _TrainingSamples(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, model: str) -> None:
        """Add to `kit.training.samples`: samples that trainings have worked through.

        Add them up while it trains, so that one that hangs is seen.

        Unit: {sample}.

        Args:
            model: The model. Such as churn, lead_score.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        self.emit(amount, attributes)

    def bind(self, *, model: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        return BoundCounter(self, attributes)


training_samples = _TrainingSamples(
    SCOPE,
    "kit.training.samples",
    unit="{sample}",
    description="Samples that trainings have worked through.",
    limits={"kit.model.name": 30},
)


class _TrainingLastSuccess(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, model: str) -> None:
        """Set `kit.training.last_success`: when a training of the model last went well, in seconds since 1970.

        Record the time itself, not how long ago it is.

        Unit: seconds.

        Args:
            model: The model. Such as churn, lead_score.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        self.emit(amount, attributes)

    def bind(self, *, model: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        return Bound(self, attributes)


training_last_success = _TrainingLastSuccess(
    SCOPE,
    "kit.training.last_success",
    unit="s",
    description="When a training of the model last went well, in seconds since 1970.",
    limits={"kit.model.name": 30},
)

_inference_duration = Histogram(
    SCOPE,
    "kit.inference.duration",
    unit="s",
    description="Time that a model took to answer.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1.1, 1.5, 2.5, 5.5, 10.5),
    has_error_type=True,
    limits={"kit.model.name": 30, "kit.model.version": 3, "kit.inference.task": 10, "error.type": 10},
)

_inference_active = UpDownCounter(
    SCOPE,
    "kit.inference.active",
    unit="{inference}",
    description="Inferences that run now.",
    limits={"kit.model.name": 30},
)

_inference_confidence = Histogram(
    SCOPE,
    "kit.inference.confidence",
    unit="1",
    description="How sure the models are of their answers, from 0 to 1.",
    buckets=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99),
    limits={"kit.model.name": 30, "kit.model.version": 3},
)

_inference_batch_size = Histogram(
    SCOPE,
    "kit.inference.batch.size",
    unit="{input}",
    description="How many inputs one call of a model answers.",
    buckets=(1.5, 2.5, 4.5, 8.5, 16.5, 32.5, 64.5, 128.5, 256.5, 512.5, 1024.5),
    limits={"kit.model.name": 30, "kit.model.version": 3},
)

_model_deployed = Counter(
    SCOPE,
    "kit.model.deployed",
    unit="{deployment}",
    description="Versions of models that were put to work.",
    limits={"kit.model.name": 30, "kit.model.version": 3},
)

_feature_extraction_duration = Histogram(
    SCOPE,
    "kit.feature_extraction.duration",
    unit="s",
    description="Time that it took to get and form the inputs of a model.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 5.5),
    has_error_type=True,
    limits={"kit.model.name": 30, "error.type": 10},
)

_training_duration = Histogram(
    SCOPE,
    "kit.training.duration",
    unit="s",
    description="Time that a training took.",
    buckets=(1.5, 5.5, 15.5, 60.5, 300.5, 900.5, 1800.5, 3600.5, 7200.5, 14400.5, 43200.5),
    has_error_type=True,
    limits={"kit.model.name": 30, "error.type": 10},
)

_training_active = UpDownCounter(
    SCOPE,
    "kit.training.active",
    unit="{training}",
    description="Trainings that run now.",
    limits={"kit.model.name": 30},
)

_training_runs = Counter(
    SCOPE,
    "kit.training.runs",
    unit="{training}",
    description="Trainings that ended, by how they ended.",
    limits={"kit.model.name": 30},
)


class _Deployed(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        model: str,
        version: str,
        previous_version: str | None = None,
    ) -> None:
        """Send `kit.model.deployed`: a version of a model was put to work.

        Dashboards mark it, so that a change of the figures can be seen beside the new version.

        Args:
            model: The model. Such as churn, lead_score.
            version: The version of the model that answered. Such as 3, 2026-01-10.
            previous_version: The version that was in use before. Such as 2, 2025-12-13.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if version is not None:
            attributes["kit.model.version"] = version
        if previous_version is not None:
            attributes["kit.model.previous_version"] = previous_version
        self.emit(message, attributes)


deployed = _Deployed(
    SCOPE,
    "kit.model.deployed",
    keys=("kit.model.name", "kit.model.previous_version", "kit.model.version"),
    severity="INFO",
    counter=Measure(_model_deployed, ("kit.model.name", "kit.model.version")),
)


class _TrainingFinished(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        model: str,
        result: OperationResult,
        version: str | None = None,
        samples: int | None = None,
        error_type: str | None = None,
    ) -> None:
        """Send `kit.training.finished`: a training ended.

        For the history of the model. The lifecycle `training` measures and counts it; this counts nothing.

        Args:
            model: The model. Such as churn, lead_score.
            result: How an operation ended, where its domain has no result of its own.
            version: The version that the training made. Such as 3, 2026-01-10.
            samples: How many samples the training used. Such as 120000.
            error_type: Describes a class of error the operation ended with.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if result is not None:
            attributes["kit.operation.result"] = one_of(result, _OPERATION_RESULT, "kit.operation.result")
        if version is not None:
            attributes["kit.model.version"] = version
        if samples is not None:
            attributes["kit.training.sample_count"] = samples
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(message, attributes)


training_finished = _TrainingFinished(
    SCOPE,
    "kit.training.finished",
    keys=(
        "error.type",
        "kit.model.name",
        "kit.model.version",
        "kit.operation.result",
        "kit.training.sample_count",
    ),
    severity="INFO",
)


class InferenceCall(Call):
    """One call of a model."""

    __slots__ = ()

    @property
    def confidence(self) -> float | None:
        """How sure the model is of its answer, from 0 to 1."""
        value: float | None = self._get("kit.inference.confidence")
        return value

    @confidence.setter
    def confidence(self, value: float) -> None:
        self._set("kit.inference.confidence", value)

    @property
    def batch_size(self) -> int | None:
        """How many inputs one call of the model answers."""
        value: int | None = self._get("kit.inference.batch_size")
        return value

    @batch_size.setter
    def batch_size(self, value: int) -> None:
        self._set("kit.inference.batch_size", value)


_INFERENCE: Final = Plan(
    scope=SCOPE,
    span_name="inference {}",
    span_name_keys=("kit.model.name",),
    span_keys=(
        "error.type",
        "kit.inference.batch_size",
        "kit.inference.confidence",
        "kit.inference.task",
        "kit.model.name",
        "kit.model.version",
    ),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _inference_duration,
        ("kit.model.name", "kit.model.version", "kit.inference.task", "error.type"),
    ),
    active=Measure(_inference_active, ("kit.model.name",)),
    values={
        "kit.inference.confidence": Measure(_inference_confidence, ("kit.model.name", "kit.model.version")),
        "kit.inference.batch_size": Measure(_inference_batch_size, ("kit.model.name", "kit.model.version")),
    },
)


class _Inference:
    __slots__ = ()

    def __call__(self, *, model: str, version: str | None = None, task: str | None = None) -> InferenceCall:
        """Return a run of `kit.inference`: one call of a model.

        For generative models use the gen_ai conventions, which the client libraries send by themselves.

        Args:
            model: The model. Such as churn, lead_score.
            version: The version of the model that answered. Such as 3, 2026-01-10.
            task: What the model is asked for. Such as classification, regression, ranking.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if version is not None:
            attributes["kit.model.version"] = version
        if task is not None:
            attributes["kit.inference.task"] = task
        return InferenceCall(_INFERENCE, attributes)

    def bind(
        self,
        *,
        model: str,
        version: str | None = None,
        task: str | None = None,
    ) -> BoundLifecycle[InferenceCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(model=model, version=version, task=task))


inference = _Inference()


class FeatureExtractionCall(Call):
    """The fetching and forming of a model's inputs."""

    __slots__ = ()

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_FEATURE_EXTRACTION: Final = Plan(
    scope=SCOPE,
    span_name="extract features {}",
    span_name_keys=("kit.model.name",),
    span_keys=("error.type", "kit.model.name", "kit.operation.result"),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _feature_extraction_duration,
        ("kit.model.name", "kit.operation.result", "error.type"),
    ),
    outcome="kit.operation.result",
)


class _FeatureExtraction:
    __slots__ = ()

    def __call__(self, *, model: str) -> FeatureExtractionCall:
        """Return a run of `kit.feature_extraction`: the fetching and forming of a model's inputs.

        Args:
            model: The model. Such as churn, lead_score.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        return FeatureExtractionCall(_FEATURE_EXTRACTION, attributes)

    def bind(self, *, model: str) -> BoundLifecycle[FeatureExtractionCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(model=model))


feature_extraction = _FeatureExtraction()


class TrainingCall(Call):
    """One training of a model."""

    __slots__ = ()

    @property
    def samples(self) -> int | None:
        """How many samples the training used."""
        value: int | None = self._get("kit.training.sample_count")
        return value

    @samples.setter
    def samples(self, value: int) -> None:
        self._set("kit.training.sample_count", value)

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_TRAINING: Final = Plan(
    scope=SCOPE,
    span_name="train {}",
    span_name_keys=("kit.model.name",),
    span_keys=(
        "error.type",
        "kit.model.name",
        "kit.model.version",
        "kit.operation.result",
        "kit.training.sample_count",
    ),
    kind=SpanKind.INTERNAL,
    duration=Measure(_training_duration, ("kit.model.name", "kit.operation.result", "error.type")),
    active=Measure(_training_active, ("kit.model.name",)),
    counter=Measure(_training_runs, ("kit.model.name", "kit.operation.result")),
    outcome="kit.operation.result",
)


class _Training:
    __slots__ = ()

    def __call__(self, *, model: str, version: str | None = None) -> TrainingCall:
        """Return a run of `kit.training`: one training of a model.

        Args:
            model: The model. Such as churn, lead_score.
            version: The version that the training makes. Such as 3, 2026-01-10.
        """
        attributes: Attributes = {}
        if model is not None:
            attributes["kit.model.name"] = model
        if version is not None:
            attributes["kit.model.version"] = version
        return TrainingCall(_TRAINING, attributes)

    def bind(self, *, model: str, version: str | None = None) -> BoundLifecycle[TrainingCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(model=model, version=version))


training = _Training()
