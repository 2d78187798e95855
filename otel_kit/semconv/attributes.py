# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# ruff: noqa: S105
# fmt: off
"""Attributes of the registry otel_kit."""

from __future__ import annotations

from enum import Enum
from typing import Final

KIT_ACCOUNT_HEALTH: Final = "kit.account.health"
"""How the relation to a customer's account stands."""

KIT_ACTIVITY_WINDOW: Final = "kit.activity.window"
"""The time in which somebody has to have done something to count as active."""

KIT_ALERT_CATEGORY: Final = "kit.alert.category"
"""What the alert is about, as the rule has it."""

KIT_ALERT_FINGERPRINT: Final = "kit.alert.fingerprint"
"""The fingerprint of the alert's labels, as Alertmanager gives it."""

KIT_ALERT_NAME: Final = "kit.alert.name"
"""The alert's name, as the rule has it."""

KIT_ALERT_SEVERITY: Final = "kit.alert.severity"
"""The alert's severity, as the rule has it."""

KIT_ALERT_STATUS: Final = "kit.alert.status"
"""Whether the alert began or ended."""

KIT_ALERT_SUPPRESSION: Final = "kit.alert.suppression"
"""Why nobody was told."""

KIT_AUTH_METHOD: Final = "kit.auth.method"
"""How somebody proves who they are."""

KIT_AUTH_RESULT: Final = "kit.auth.result"
"""Whether the attempt succeeded."""

KIT_CHANNEL: Final = "kit.channel"
"""The channel through which something reached us, or left us."""

KIT_CHURN_INTERVENTION_RESULT: Final = "kit.churn.intervention_result"
"""What became of an attempt to keep a customer."""

KIT_CHURN_RISK_LEVEL: Final = "kit.churn.risk_level"
"""How likely the customer is to leave, as a level."""

KIT_COACHING_TYPE: Final = "kit.coaching.type"
"""What the coaching is about."""

KIT_COLLABORATION_ACTION: Final = "kit.collaboration.action"
"""What somebody did together with others."""

KIT_CONVERSION_NAME: Final = "kit.conversion.name"
"""Which step of the customer's way was taken."""

KIT_COST_CATEGORY: Final = "kit.cost.category"
"""What the money is spent on."""

KIT_COST_PROVIDER: Final = "kit.cost.provider"
"""Who sends the bill."""

KIT_DEPLOYMENT_COLOR: Final = "kit.deployment.color"
"""Which of the two environments it is."""

KIT_DEPLOYMENT_HEALTH: Final = "kit.deployment.health"
"""Whether an instance can take traffic."""

KIT_DEPLOYMENT_PREVIOUS_COLOR: Final = "kit.deployment.previous_color"
"""The environment that had the traffic before."""

KIT_DEPLOYMENT_RESULT: Final = "kit.deployment.result"
"""How the deployment ended."""

KIT_DEPLOYMENT_SERVICE: Final = "kit.deployment.service"
"""The service that is deployed, which need not be the one that tells."""

KIT_DEPLOYMENT_VERSION: Final = "kit.deployment.version"
"""The version that is deployed."""

KIT_ESCALATION_LEVEL: Final = "kit.escalation.level"
"""Who is called next."""

KIT_EXPERIMENT_NAME: Final = "kit.experiment.name"
"""The experiment."""

KIT_EXPERIMENT_ROLLBACK_REASON: Final = "kit.experiment.rollback_reason"
"""Why the experiment was taken back."""

KIT_FEATURE_NAME: Final = "kit.feature.name"
"""The feature of the product that it belongs to, such as the one that a revenue is attributed to."""

KIT_INCIDENT_CATEGORY: Final = "kit.incident.category"
"""What the incident is about; by default the category of its first alert."""

KIT_INCIDENT_ID: Final = "kit.incident.id"
"""The incident. Too many for a metric; spans and logs carry it."""

KIT_INCIDENT_PRIORITY: Final = "kit.incident.priority"
"""How much it matters."""

KIT_INCIDENT_RESOLUTION: Final = "kit.incident.resolution"
"""How the incident came to its end."""

KIT_INFERENCE_CONFIDENCE: Final = "kit.inference.confidence"
"""How sure the model is of its answer, from 0 to 1."""

KIT_INFERENCE_TASK: Final = "kit.inference.task"
"""What the model is asked for."""

KIT_JOB_NAME: Final = "kit.job.name"
"""The job, as the code names it."""

KIT_JOB_RESULT: Final = "kit.job.result"
"""How the job ended."""

KIT_LEAD_ID: Final = "kit.lead.id"
"""The lead. Too many for a metric; spans and logs carry it."""

KIT_LEAD_SOURCE: Final = "kit.lead.source"
"""Where the lead came from."""

KIT_LEAD_STATUS: Final = "kit.lead.status"
"""Where the lead stands on its way to a sale."""

KIT_LEAD_STEP: Final = "kit.lead.step"
"""The step of processing that a lead goes through."""

KIT_MESSAGE_DIRECTION: Final = "kit.message.direction"
"""Which way the message went."""

KIT_MESSAGE_TYPE: Final = "kit.message.type"
"""What the message is, or what it asks for."""

KIT_MODEL_NAME: Final = "kit.model.name"
"""The model."""

KIT_MODEL_VERSION: Final = "kit.model.version"
"""The version of the model that answered."""

KIT_NPS_CATEGORY: Final = "kit.nps.category"
"""The group of a net promoter answer."""

KIT_ONBOARDING_RESULT: Final = "kit.onboarding.result"
"""What became of the step."""

KIT_ONBOARDING_STEP: Final = "kit.onboarding.step"
"""The step of the onboarding."""

KIT_OPERATION_RESULT: Final = "kit.operation.result"
"""How an operation ended, where its domain has no result of its own."""

KIT_OPPORTUNITY_STAGE: Final = "kit.opportunity.stage"
"""How far the opportunity has come."""

KIT_OPPORTUNITY_TYPE: Final = "kit.opportunity.type"
"""What could be sold."""

KIT_PERIOD: Final = "kit.period"
"""The period that a target or a budget is for."""

KIT_QUEUE_NAME: Final = "kit.queue.name"
"""The queue."""

KIT_RECOMMENDATION_CONFIDENCE: Final = "kit.recommendation.confidence"
"""How sure the recommender is of its best recommendation, from 0 to 1."""

KIT_RECOMMENDATION_TYPE: Final = "kit.recommendation.type"
"""What kind of thing is recommended."""

KIT_REFUND_REASON: Final = "kit.refund.reason"
"""Why the money was given back."""

KIT_REVENUE_TARGET_LEVEL: Final = "kit.revenue.target_level"
"""Which end of the target it is, where a plan gives a range."""

KIT_REVENUE_TYPE: Final = "kit.revenue.type"
"""How the money was earned."""

KIT_SATISFACTION_SUBJECT: Final = "kit.satisfaction.subject"
"""What was judged."""

KIT_STAFF_INTERACTION: Final = "kit.staff.interaction"
"""What a member of staff did with a customer."""

KIT_STAFF_ROLE: Final = "kit.staff.role"
"""What the member of staff works as. Never who it is."""

KIT_SUBSCRIPTION_REASON: Final = "kit.subscription.reason"
"""Why the subscription ended."""

KIT_TELEMETRY_REASON: Final = "kit.telemetry.reason"
"""Why it was dropped."""

KIT_TELEMETRY_SIGNAL: Final = "kit.telemetry.signal"
"""Which kind of telemetry."""

KIT_TENANT_ID: Final = "kit.tenant.id"
"""The tenant. Too many for a metric; spans, logs and baggage carry it."""

KIT_TENANT_TIER: Final = "kit.tenant.tier"
"""The tenant's plan. Metrics carry the tier, spans and logs the tenant."""

KIT_THREAT_ACTION: Final = "kit.threat.action"
"""What was done about it."""

KIT_THREAT_RULE: Final = "kit.threat.rule"
"""The rule that saw the threat."""

KIT_THREAT_SEVERITY: Final = "kit.threat.severity"
"""How bad it is."""


class KitAccountHealthValues(Enum):
    """The values of `kit.account.health`."""

    HEALTHY = "healthy"
    """All is well."""
    WATCH = "watch"
    """Something is to be looked at."""
    AT_RISK = "at_risk"
    """Likely to be lost."""


class KitActivityWindowValues(Enum):
    """The values of `kit.activity.window`."""

    VALUE_1D = "1d"
    """The last 24 hours."""
    VALUE_7D = "7d"
    """The last 7 days."""
    VALUE_30D = "30d"
    """The last 30 days."""


class KitAlertSeverityValues(Enum):
    """The values of `kit.alert.severity`."""

    CRITICAL = "critical"
    """Wakes somebody."""
    WARNING = "warning"
    """Somebody looks during the day."""
    INFO = "info"
    """Good to know."""


class KitAlertStatusValues(Enum):
    """The values of `kit.alert.status`."""

    FIRING = "firing"
    """The condition holds."""
    RESOLVED = "resolved"
    """It no longer holds."""


class KitAlertSuppressionValues(Enum):
    """The values of `kit.alert.suppression`."""

    SILENCE = "silence"
    """A person silenced it."""
    INHIBITION = "inhibition"
    """A graver alert stands for it."""
    MAINTENANCE = "maintenance"
    """Maintenance was announced."""
    COOLDOWN = "cooldown"
    """Its last notification is too recent."""


class KitAuthMethodValues(Enum):
    """The values of `kit.auth.method`."""

    PASSWORD = "password"
    """A password."""
    OAUTH = "oauth"
    """OAuth 2 or OpenID Connect."""
    SAML = "saml"
    """SAML."""
    API_KEY = "api_key"
    """A key of a program."""
    TOKEN = "token"
    """A bearer or refresh token."""
    MFA = "mfa"
    """A second factor."""
    PASSKEY = "passkey"
    """A passkey."""
    MAGIC_LINK = "magic_link"
    """A link or code by mail or phone."""


class KitAuthResultValues(Enum):
    """The values of `kit.auth.result`."""

    SUCCESS = "success"
    """Signed in."""
    FAILURE = "failure"
    """Refused."""


class KitChurnInterventionResultValues(Enum):
    """The values of `kit.churn.intervention_result`."""

    SUCCESS = "success"
    """The customer stayed."""
    FAILURE = "failure"
    """The customer left."""
    NO_RESPONSE = "no_response"
    """Nothing came back."""
    UNDELIVERED = "undelivered"
    """It did not reach the customer."""


class KitChurnRiskLevelValues(Enum):
    """The values of `kit.churn.risk_level`."""

    LOW = "low"
    """Likely to stay."""
    MEDIUM = "medium"
    """Watch."""
    HIGH = "high"
    """Likely to leave."""
    CRITICAL = "critical"
    """About to leave."""


class KitCostCategoryValues(Enum):
    """The values of `kit.cost.category`."""

    MODEL = "model"
    """Calls of AI models."""
    API = "api"
    """Calls of other external services."""
    COMPUTE = "compute"
    """Servers, containers and functions."""
    DATABASE = "database"
    """Databases and caches."""
    STORAGE = "storage"
    """Disks and object stores."""
    NETWORK = "network"
    """Traffic, and connections kept open."""
    MESSAGING = "messaging"
    """Mail, text messages and calls."""
    OBSERVABILITY = "observability"
    """What monitoring itself costs."""
    LICENCE = "licence"
    """Software, by seat or by year."""
    MARKETING = "marketing"
    """Advertising and campaigns."""


class KitDeploymentColorValues(Enum):
    """The values of `kit.deployment.color`."""

    BLUE = "blue"
    """The one environment."""
    GREEN = "green"
    """The other environment."""


class KitDeploymentHealthValues(Enum):
    """The values of `kit.deployment.health`."""

    HEALTHY = "healthy"
    """Its checks pass."""
    UNHEALTHY = "unhealthy"
    """A check fails."""


class KitDeploymentPreviousColorValues(Enum):
    """The values of `kit.deployment.previous_color`."""

    BLUE = "blue"
    """The one environment."""
    GREEN = "green"
    """The other environment."""


class KitDeploymentResultValues(Enum):
    """The values of `kit.deployment.result`."""

    SUCCESS = "success"
    """It is in place."""
    FAILURE = "failure"
    """It did not come about."""
    CANCELLED = "cancelled"
    """It was stopped before its end."""
    ROLLED_BACK = "rolled_back"
    """The version before was put back."""


class KitExperimentRollbackReasonValues(Enum):
    """The values of `kit.experiment.rollback_reason`."""

    HARM = "harm"
    """A variant did worse than the control."""
    ERRORS = "errors"
    """A variant failed or was too slow."""
    SAMPLE_RATIO = "sample_ratio"
    """The groups' sizes were not as planned."""
    MANUAL = "manual"
    """A person decided."""


class KitIncidentPriorityValues(Enum):
    """The values of `kit.incident.priority`."""

    P0 = "P0"
    """Nobody can work."""
    P1 = "P1"
    """Many cannot do something that matters."""
    P2 = "P2"
    """Some are hindered, or there is a way round."""
    P3 = "P3"
    """Hardly anybody notices."""


class KitIncidentResolutionValues(Enum):
    """The values of `kit.incident.resolution`."""

    FIXED = "fixed"
    """Somebody repaired it."""
    RECOVERED = "recovered"
    """It went away by itself."""
    AUTOMATIC = "automatic"
    """A program repaired it."""
    FALSE_ALARM = "false_alarm"
    """There was nothing to repair."""


class KitJobResultValues(Enum):
    """The values of `kit.job.result`."""

    SUCCESS = "success"
    """It ran to its end."""
    FAILURE = "failure"
    """It raised an exception."""
    RETRY = "retry"
    """It asked to be run again."""
    CANCELLED = "cancelled"
    """It was stopped before its end."""


class KitMessageDirectionValues(Enum):
    """The values of `kit.message.direction`."""

    INBOUND = "inbound"
    """It came to us."""
    OUTBOUND = "outbound"
    """We sent it."""


class KitNpsCategoryValues(Enum):
    """The values of `kit.nps.category`."""

    PROMOTER = "promoter"
    """Answered 9 or 10."""
    PASSIVE = "passive"
    """Answered 7 or 8."""
    DETRACTOR = "detractor"
    """Answered 6 or less."""


class KitOnboardingResultValues(Enum):
    """The values of `kit.onboarding.result`."""

    COMPLETED = "completed"
    """The step was done."""
    SKIPPED = "skipped"
    """The user went past it."""
    FAILED = "failed"
    """The user tried and could not."""


class KitOperationResultValues(Enum):
    """The values of `kit.operation.result`."""

    SUCCESS = "success"
    """It did what it was meant to do."""
    FAILURE = "failure"
    """It ended with an error."""
    CANCELLED = "cancelled"
    """It was stopped before its end."""


class KitPeriodValues(Enum):
    """The values of `kit.period`."""

    DAY = "day"
    """A day."""
    WEEK = "week"
    """A week."""
    MONTH = "month"
    """A month."""
    QUARTER = "quarter"
    """Three months."""
    YEAR = "year"
    """A year."""


class KitRevenueTargetLevelValues(Enum):
    """The values of `kit.revenue.target_level`."""

    MINIMUM = "minimum"
    """Below it the plan has failed."""
    EXPECTED = "expected"
    """What the plan counts on."""
    STRETCH = "stretch"
    """The upper end of what is hoped for."""


class KitRevenueTypeValues(Enum):
    """The values of `kit.revenue.type`."""

    SALE = "sale"
    """Something sold once."""
    SUBSCRIPTION = "subscription"
    """A period of a subscription."""
    COMMISSION = "commission"
    """A share of somebody else's sale."""
    USAGE = "usage"
    """Paid by use."""


class KitTelemetrySignalValues(Enum):
    """The values of `kit.telemetry.signal`."""

    TRACES = "traces"
    """Spans."""
    METRICS = "metrics"
    """Metric points."""
    LOGS = "logs"
    """Log records."""


class KitTenantTierValues(Enum):
    """The values of `kit.tenant.tier`."""

    FREE = "free"
    """Pays nothing."""
    TRIAL = "trial"
    """Tries a paid plan."""
    STANDARD = "standard"
    """The usual plan."""
    PREMIUM = "premium"
    """A larger plan."""
    ENTERPRISE = "enterprise"
    """A contract of its own."""


class KitThreatActionValues(Enum):
    """The values of `kit.threat.action`."""

    ALLOWED = "allowed"
    """Let through and noted."""
    CHALLENGED = "challenged"
    """Asked for more proof."""
    BLOCKED = "blocked"
    """Refused."""


class KitThreatSeverityValues(Enum):
    """The values of `kit.threat.severity`."""

    LOW = "low"
    """Worth a look."""
    MEDIUM = "medium"
    """Look today."""
    HIGH = "high"
    """Look now."""
    CRITICAL = "critical"
    """Under attack."""
