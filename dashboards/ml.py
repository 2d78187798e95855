"""Models: inference, quality, drift, training, recommendations, and what generative models cost in time and tokens."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, above, below, lines, number, services

_INFERENCE, _MODEL = "kit_inference_duration_seconds", "kit_model_name"
_RECOMMENDED, _TYPE = "kit_recommendation_duration_seconds", "kit_recommendation_type"
_GEN_AI, _ASKED = "gen_ai_client_operation_duration_seconds", "gen_ai_request_model"
_FAILED = 'error_type!=""'


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "ml",
        "Models",
        "Machine learning in service: speed, errors, confidence, quality, drift, training; and generative models.",
        answer=(
            number("Inferences", "Answers of models a second.", services.rate(f"{_INFERENCE}_count"), "ops"),
            number(
                "Inferences that fail",
                "Part of the inferences that fail.",
                services.share(f"{_INFERENCE}_count", _FAILED),
                "percentunit",
            ),
            number(
                "Latency",
                "All but one of twenty inferences take no longer.",
                services.quantile(0.95, _INFERENCE),
                "s",
                above("InferenceLatencyP95High.max_seconds"),
            ),
            number(
                "Recommendations that fail",
                "Part of the recommendations that fail.",
                services.share(f"{_RECOMMENDED}_count", 'kit_operation_result="failure"'),
                "percentunit",
                above("RecommendationFailureRatioHigh.max_failure_ratio"),
            ),
            number(
                "Worst drift",
                "The input that has moved furthest from what the model was trained on.",
                services.now("kit_model_drift", take="max"),
            ),
        ),
        rows=(_inference(), _quality(), _training(), _recommendations(), _generative()),
    )


def _inference() -> Row:
    return Row(
        "Inference",
        (
            lines(
                "Inference duration",
                "Half, and all but one of twenty. Dots lead to traces.",
                services.quantile(0.5, _INFERENCE, _MODEL),
                services.quantile(0.95, _INFERENCE, _MODEL),
                unit="s",
                limits=above("InferenceLatencyP95High.max_seconds"),
                find='{ name =~ "inference .*" && duration > 500ms }',
            ),
            lines(
                "Batch size", "Inputs for each inference.", services.mean("kit_inference_batch_size", _MODEL)
            ),
            lines(
                "Predictions a minute",
                "Answers a minute of each model.",
                services.raw(
                    f"sum by ({_MODEL}) (rate({_INFERENCE}_count{{@}}[$window])) * 60", f"{{{{{_MODEL}}}}}"
                ),
            ),
            lines(
                "Inference errors",
                "Part of each model's inferences that fail.",
                services.share(f"{_INFERENCE}_count", _FAILED, _MODEL),
                unit="percentunit",
                limits=above("InferenceErrorRatioHigh.max_error_ratio"),
                find='{ name =~ "inference .*" && status = error }',
            ),
            lines(
                "Active inferences",
                "Inferences under way in each process.",
                services.now("kit_inference_active", f"instance, {_MODEL}"),
                limits=above("InferenceConcurrencyHigh.max_active"),
            ),
            lines(
                "Model versions",
                "Inferences within the window, by version; two at once are a roll-out or a mistake.",
                services.count(f"{_INFERENCE}_count", f"{_MODEL}, kit_model_version"),
                stacked=True,
            ),
            lines(
                "Feature extraction time",
                "All but one of twenty take no longer.",
                services.quantile(0.95, "kit_feature_extraction_duration_seconds", _MODEL),
                unit="s",
                limits=above("FeatureExtractionP95High.max_seconds"),
            ),
        ),
    )


def _quality() -> Row:
    return Row(
        "Quality",
        (
            lines(
                "Confidence",
                "How sure models and recommendations are, on average. A fall is often the first sign of drift.",
                services.mean("kit_inference_confidence", _MODEL),
                services.mean("kit_recommendation_confidence", _TYPE),
                unit="percentunit",
                limits=below("RecommendationConfidenceLow.min_confidence"),
            ),
            lines(
                "Model quality",
                "What the last evaluation measured; the line is for accuracy.",
                services.now(
                    "kit_model_quality", f"{_MODEL}, kit_model_version, kit_model_quality_metric", take="min"
                ),
                limits=below("ModelAccuracyLow.min_accuracy"),
            ),
            lines(
                "Model drift",
                "How far each input is from what the model was trained on.",
                services.now(
                    "kit_model_drift", f"{_MODEL}, kit_model_input, kit_model_drift_method", take="max"
                ),
                limits=above("ModelDriftHigh.max_psi"),
            ),
        ),
    )


def _training() -> Row:
    return Row(
        "Training",
        (
            lines(
                "Training duration",
                "All but one of twenty trainings take no longer.",
                services.quantile(0.95, "kit_training_duration_seconds", _MODEL),
                unit="s",
            ),
            lines(
                "Training samples",
                "Samples a second that trainings read.",
                services.rate("kit_training_samples_total", _MODEL),
                unit="ops",
            ),
            lines(
                "Models deployed",
                "Versions that were put into service within the window.",
                services.count("kit_model_deployed_total", f"{_MODEL}, kit_model_version"),
            ),
            lines(
                "Trainings",
                "Time since each model was trained with success.",
                services.since("kit_training_last_success_seconds", _MODEL),
                unit="s",
                limits=above("TrainingStale.max_age_days", times=86400),
            ),
            lines(
                "Training runs",
                "Trainings that ended within the window, by result.",
                services.count("kit_training_runs_total", f"{_MODEL}, kit_operation_result"),
            ),
        ),
    )


def _recommendations() -> Row:
    return Row(
        "Recommendations",
        (
            lines(
                "Recommendations",
                "Recommendations a second, by result.",
                services.rate(f"{_RECOMMENDED}_count", f"{_TYPE}, kit_operation_result"),
                unit="ops",
                stacked=True,
            ),
            lines(
                "Recommendation duration",
                "All but one of twenty take no longer.",
                services.quantile(0.95, _RECOMMENDED, _TYPE),
                unit="s",
                limits=above("RecommendationLatencyP95High.max_seconds"),
                find='{ name =~ "recommend .*" && duration > 1s }',
            ),
            lines(
                "Recommendations that fail by type",
                "Part of each type's recommendations.",
                services.share(f"{_RECOMMENDED}_count", 'kit_operation_result="failure"', _TYPE),
                unit="percentunit",
                limits=above("RecommendationFailureRatioHigh.max_failure_ratio"),
            ),
        ),
    )


def _generative() -> Row:
    return Row(
        "Generative models",
        (
            lines(
                "Model calls",
                "Calls a second of generative models.",
                services.rate(f"{_GEN_AI}_count", f"{_ASKED}, gen_ai_operation_name"),
                unit="ops",
            ),
            lines(
                "Tokens",
                "Tokens a second, in and out.",
                services.rate("gen_ai_client_token_usage_sum", f"{_ASKED}, gen_ai_token_type"),
                unit="ops",
                stacked=True,
            ),
            lines(
                "Generative calls",
                "Part of each model's calls that fail.",
                services.share(f"{_GEN_AI}_count", _FAILED, _ASKED),
                unit="percentunit",
                limits=above("GenAiErrorRatioHigh.max_error_ratio"),
                find="{ span.gen_ai.request.model != nil && status = error }",
            ),
            lines(
                "Generative latency",
                "All but one of twenty calls take no longer, to the end and to the first chunk of a streamed answer.",
                services.quantile(0.95, _GEN_AI, _ASKED),
                services.quantile(
                    0.95,
                    "gen_ai_client_operation_time_to_first_chunk_seconds",
                    _ASKED,
                    legend=f"{{{{{_ASKED}}}}} first chunk",
                ),
                unit="s",
                limits=above("GenAiFirstChunkP95Slow.max_seconds", "GenAiLatencyP95High.max_seconds"),
                find="{ span.gen_ai.request.model != nil && duration > 5s }",
            ),
        ),
    )
