# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Events of the registry otel_kit."""

from __future__ import annotations

from typing import Final

KIT_AGENT_TASK_FINISHED: Final = "kit.agent.task.finished"
"""An agent's task ended."""

KIT_ANOMALY_CORRELATED: Final = "kit.anomaly.correlated"
"""Another figure moved with one that is far from the usual."""

KIT_ANOMALY_DETECTED: Final = "kit.anomaly.detected"
"""A figure is far from the usual."""

KIT_ANOMALY_RESOLVED: Final = "kit.anomaly.resolved"
"""A figure is back to the usual."""

KIT_AUDIT_RECORDED: Final = "kit.audit.recorded"
"""Somebody did something that must be accounted for."""

KIT_DB_SLOW_QUERY: Final = "kit.db.slow_query"
"""A query took longer than the limit of the service."""

KIT_DEPLOYMENT_FINISHED: Final = "kit.deployment.finished"
"""A deployment ended."""

KIT_DEPLOYMENT_TRAFFIC_SWITCHED: Final = "kit.deployment.traffic_switched"
"""The traffic of a service went over to the other environment."""

KIT_ERROR_CAPTURED: Final = "kit.error.captured"
"""An error, with what is needed to find its cause."""

KIT_ERROR_GROUP_OPENED: Final = "kit.error.group.opened"
"""An error that the process had not seen before."""

KIT_EXPERIMENT_ROLLED_BACK: Final = "kit.experiment.rolled_back"
"""An experiment was taken back."""

KIT_FORECAST_LIMIT_AHEAD: Final = "kit.forecast.limit_ahead"
"""A resource will run out soon, if it goes on like this."""

KIT_HEALTH_CHANGED: Final = "kit.health.changed"
"""A check found something else than the last time."""

KIT_INCIDENT_ACKNOWLEDGED: Final = "kit.incident.acknowledged"
"""Somebody took an incident up."""

KIT_INCIDENT_ESCALATED: Final = "kit.incident.escalated"
"""An incident was handed to the next level."""

KIT_INCIDENT_OPENED: Final = "kit.incident.opened"
"""An incident was opened."""

KIT_INCIDENT_RESOLVED: Final = "kit.incident.resolved"
"""An incident came to its end."""

KIT_MODEL_DEPLOYED: Final = "kit.model.deployed"
"""A version of a model was put to work."""

KIT_SYNC_FINISHED: Final = "kit.sync.finished"
"""A run of a synchronisation ended."""

KIT_TENANT_ISOLATION_VIOLATED: Final = "kit.tenant.isolation.violated"
"""One tenant came upon what belongs to another, or nearly did."""

KIT_THREAT_DETECTED: Final = "kit.threat.detected"
"""A rule saw a threat."""

KIT_TRAINING_FINISHED: Final = "kit.training.finished"
"""A training ended."""
