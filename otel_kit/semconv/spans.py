# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Types of spans of the registry otel_kit."""

from __future__ import annotations

from typing import Final

KIT_ALERT_PROCESSING: Final = "kit.alert.processing"
"""How one alert became part of an incident, or opened one."""

KIT_CHURN_INTERVENTION: Final = "kit.churn.intervention"
"""One attempt to keep a customer, from the warning until the customer was addressed."""

KIT_COACHING_ANALYSIS: Final = "kit.coaching.analysis"
"""The analysis of a conversation, or of something else, for coaching."""

KIT_DEPLOYMENT: Final = "kit.deployment"
"""One deployment of a service."""

KIT_INFERENCE: Final = "kit.inference"
"""One call of a model."""

KIT_JOB: Final = "kit.job"
"""One run of a job."""

KIT_LEAD_PROCESSING: Final = "kit.lead.processing"
"""One step of a lead's processing."""

KIT_MESSAGE: Final = "kit.message"
"""How one message of a customer is dealt with."""

KIT_NOTIFICATION: Final = "kit.notification"
"""One attempt to deliver a notification."""

KIT_RECOMMENDATION: Final = "kit.recommendation"
"""The forming of recommendations for one request."""
