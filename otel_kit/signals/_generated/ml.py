# GENERATED from registry/ml.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Models at work: how long an inference takes, how sure the model is, how many run at once."""

from __future__ import annotations

from typing import Final

from opentelemetry.trace import SpanKind

from otel_kit.signals.pack import (
    Attributes,
    BoundLifecycle,
    Call,
    Histogram,
    Measure,
    Plan,
    UpDownCounter,
)

from ._scope import SCOPE

__all__ = [
    "InferenceCall",
    "inference",
]

_inference_duration = Histogram(
    SCOPE,
    "kit.inference.duration",
    unit="s",
    description="Time that a model took to answer.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5, 10),
    has_error_type=True,
)

_inference_active = UpDownCounter(
    SCOPE,
    "kit.inference.active",
    unit="{inference}",
    description="Inferences that run now.",
)

_inference_confidence = Histogram(
    SCOPE,
    "kit.inference.confidence",
    unit="1",
    description="How sure the models are of their answers, from 0 to 1.",
    buckets=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99),
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


_INFERENCE: Final = Plan(
    scope=SCOPE,
    span_name="inference {}",
    span_name_keys=("kit.model.name",),
    span_keys=(
        "error.type",
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
