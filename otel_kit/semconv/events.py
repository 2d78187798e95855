# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Events of the registry otel_kit."""

from __future__ import annotations

from typing import Final

KIT_DEPLOYMENT_FINISHED: Final = "kit.deployment.finished"
"""A deployment ended."""

KIT_DEPLOYMENT_TRAFFIC_SWITCHED: Final = "kit.deployment.traffic_switched"
"""The traffic of a service went over to the other environment."""

KIT_EXPERIMENT_ROLLED_BACK: Final = "kit.experiment.rolled_back"
"""An experiment was taken back."""

KIT_INCIDENT_ACKNOWLEDGED: Final = "kit.incident.acknowledged"
"""Somebody took an incident up."""

KIT_INCIDENT_ESCALATED: Final = "kit.incident.escalated"
"""An incident was handed to the next level."""

KIT_INCIDENT_OPENED: Final = "kit.incident.opened"
"""An incident was opened."""

KIT_INCIDENT_RESOLVED: Final = "kit.incident.resolved"
"""An incident came to its end."""
