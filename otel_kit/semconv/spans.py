# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Types of spans of the registry otel_kit."""

from __future__ import annotations

from typing import Final

KIT_AGENT_TASK: Final = "kit.agent.task"
"""An agent's work on one task."""

KIT_ALERT_PROCESSING: Final = "kit.alert.processing"
"""How one alert became part of an incident, or opened one."""

KIT_CACHE_OPERATION: Final = "kit.cache.operation"
"""One operation of a cache."""

KIT_CHURN_INTERVENTION: Final = "kit.churn.intervention"
"""One attempt to keep a customer, from the warning until the customer was addressed."""

KIT_COACHING_ANALYSIS: Final = "kit.coaching.analysis"
"""The analysis of a conversation, or of something else, for coaching."""

KIT_DEPLOYMENT: Final = "kit.deployment"
"""One deployment of a service."""

KIT_DETECTION_RUN: Final = "kit.detection.run"
"""One look at all that is watched."""

KIT_EMBEDDING: Final = "kit.embedding"
"""The turning of texts or images into vectors."""

KIT_FEATURE_EXTRACTION: Final = "kit.feature_extraction"
"""The fetching and forming of a model's inputs."""

KIT_GRAPH_QUERY: Final = "kit.graph.query"
"""One query of a graph."""

KIT_INFERENCE: Final = "kit.inference"
"""One call of a model."""

KIT_JOB: Final = "kit.job"
"""One run of a job."""

KIT_LEAD_PROCESSING: Final = "kit.lead.processing"
"""One step of a lead's processing."""

KIT_MEMORY_PROCESSING: Final = "kit.memory.processing"
"""The making of a memory."""

KIT_MEMORY_SEARCH: Final = "kit.memory.search"
"""One search for memories."""

KIT_MESSAGE: Final = "kit.message"
"""How one message of a customer is dealt with."""

KIT_NOTIFICATION: Final = "kit.notification"
"""One attempt to deliver a notification."""

KIT_RECOMMENDATION: Final = "kit.recommendation"
"""The forming of recommendations for one request."""

KIT_SYNC: Final = "kit.sync"
"""One run of a synchronisation."""

KIT_TRAINING: Final = "kit.training"
"""One training of a model."""

KIT_VIEW_REFRESH: Final = "kit.view.refresh"
"""One refresh of a view."""

KIT_WEBHOOK: Final = "kit.webhook"
"""How one webhook is dealt with."""

KIT_WEBSOCKET_MESSAGE: Final = "kit.websocket.message"
"""How one message of a websocket is dealt with."""
