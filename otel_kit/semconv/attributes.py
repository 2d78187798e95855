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

KIT_AGENT_RECEIVER: Final = "kit.agent.receiver"
"""Who goes on with the task, another agent or `person`."""

KIT_AGENT_RESULT: Final = "kit.agent.result"
"""How the task ended."""

KIT_AGENT_TASK_TYPE: Final = "kit.agent.task_type"
"""What the agent is asked to do."""

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

KIT_ANOMALY_CORRELATION: Final = "kit.anomaly.correlation"
"""How closely the two figures moved together, from -1 to 1."""

KIT_ANOMALY_DEVIATION: Final = "kit.anomaly.deviation"
"""How far from the usual it is, in the method's own measure, such as standard deviations."""

KIT_ANOMALY_EXPECTED: Final = "kit.anomaly.expected"
"""What the figure usually is at such a time."""

KIT_ANOMALY_ID: Final = "kit.anomaly.id"
"""The anomaly. Too many for a metric; spans and logs carry it."""

KIT_ANOMALY_OBSERVED: Final = "kit.anomaly.observed"
"""What the figure was."""

KIT_ANOMALY_RELATED_TARGET: Final = "kit.anomaly.related_target"
"""Another figure that moved with this one, and so may be its cause."""

KIT_ANOMALY_SEVERITY: Final = "kit.anomaly.severity"
"""How far from the usual it is, and how much it matters."""

KIT_ANOMALY_VERDICT: Final = "kit.anomaly.verdict"
"""What turned out afterwards."""

KIT_API_QUOTA_NAME: Final = "kit.api.quota_name"
"""The quota, where a service has several."""

KIT_ASYNCIO_TASK: Final = "kit.asyncio.task"
"""The asyncio task in which something happened, by the name that somebody gave it."""

KIT_AUDIT_ACTION: Final = "kit.audit.action"
"""What was done."""

KIT_AUDIT_ACTOR: Final = "kit.audit.actor"
"""Who did it, an id or, where the settings ask for it, a pseudonym."""

KIT_AUDIT_BYPASS_REASON: Final = "kit.audit.bypass.reason"
"""Why an entry could not be written."""

KIT_AUDIT_HASH: Final = "kit.audit.hash"
"""The entry's hash, as the log on disk has it. The pipeline adds it."""

KIT_AUDIT_OUTCOME: Final = "kit.audit.outcome"
"""How it ended."""

KIT_AUDIT_PREVIOUS: Final = "kit.audit.previous"
"""The hash of the entry before it. The pipeline adds it."""

KIT_AUDIT_SEQUENCE: Final = "kit.audit.sequence"
"""The entry's number in its log, from 1. The pipeline adds it."""

KIT_AUDIT_TARGET: Final = "kit.audit.target"
"""What it was done to."""

KIT_AUTHORIZATION_ACTION: Final = "kit.authorization.action"
"""What somebody wants to do."""

KIT_AUTHORIZATION_RESOURCE: Final = "kit.authorization.resource"
"""The kind of thing that somebody wants to act on. Never which one."""

KIT_AUTHORIZATION_RESULT: Final = "kit.authorization.result"
"""What was decided."""

KIT_AUTH_METHOD: Final = "kit.auth.method"
"""How somebody proves who they are."""

KIT_AUTH_RESULT: Final = "kit.auth.result"
"""Whether the attempt succeeded."""

KIT_CACHE_EVICTION_REASON: Final = "kit.cache.eviction_reason"
"""Why the entry was taken out."""

KIT_CACHE_NAME: Final = "kit.cache.name"
"""The cache, as the code names it."""

KIT_CACHE_OPERATION: Final = "kit.cache.operation"
"""What the cache is asked to do."""

KIT_CACHE_RESULT: Final = "kit.cache.result"
"""Whether the cache had what was asked for."""

KIT_CAPACITY_RESOURCE: Final = "kit.capacity.resource"
"""What may run out."""

KIT_CERTIFICATE_NAME: Final = "kit.certificate.name"
"""The certificate, as the configuration names it."""

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

KIT_DB_QUERY_DURATION: Final = "kit.db.query_duration"
"""How long the query took, in seconds."""

KIT_DB_SHARD: Final = "kit.db.shard"
"""The shard."""

KIT_DB_TRANSACTION_RESULT: Final = "kit.db.transaction_result"
"""How the transaction ended."""

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

KIT_DETECTION_METHOD: Final = "kit.detection.method"
"""How it is detected or foretold."""

KIT_DETECTION_TARGET: Final = "kit.detection.target"
"""The figure that is watched, as the detector's configuration names it, with the service that it belongs to."""

KIT_ERROR_CATEGORY: Final = "kit.error.category"
"""What the error is about."""

KIT_ERROR_FEATURE_FLAGS: Final = "kit.error.feature_flags"
"""The feature flags that were asked for before the error, each with the variant that was in effect."""

KIT_ERROR_FINGERPRINT: Final = "kit.error.fingerprint"
"""The same for errors of one kind at one place. Too many for a metric; spans and logs carry it."""

KIT_ERROR_HANDLED: Final = "kit.error.handled"
"""Whether the application went on as it was meant to."""

KIT_ERROR_REPEATS: Final = "kit.error.repeats"
"""How many equal errors came after the last one that was told, and were only counted."""

KIT_ERROR_SEVERITY: Final = "kit.error.severity"
"""How bad the error is."""

KIT_ERROR_SOURCE: Final = "kit.error.source"
"""Where the error was caught."""

KIT_ESCALATION_LEVEL: Final = "kit.escalation.level"
"""Who is called next."""

KIT_EVENT_BUS: Final = "kit.event.bus"
"""The bus, topic or stream that carries the event."""

KIT_EVENT_CONSUMER: Final = "kit.event.consumer"
"""Who takes the events, as a group of equal processes."""

KIT_EVENT_LOOP_NAME: Final = "kit.event_loop.name"
"""The event loop."""

KIT_EVENT_NAME: Final = "kit.event.name"
"""What the event says that has happened."""

KIT_EXPERIMENT_NAME: Final = "kit.experiment.name"
"""The experiment."""

KIT_EXPERIMENT_ROLLBACK_REASON: Final = "kit.experiment.rollback_reason"
"""Why the experiment was taken back."""

KIT_FEATURE_NAME: Final = "kit.feature.name"
"""The feature of the product that it belongs to, such as the one that a revenue is attributed to."""

KIT_FORECAST_HORIZON: Final = "kit.forecast.horizon"
"""How far ahead it is told."""

KIT_FORECAST_LIMIT: Final = "kit.forecast.limit"
"""The value that the figure will come to."""

KIT_FORECAST_TIME_LEFT: Final = "kit.forecast.time_left"
"""How many seconds there are until then."""

KIT_GRAPH_NAME: Final = "kit.graph.name"
"""The knowledge graph."""

KIT_GRAPH_QUERY: Final = "kit.graph.query"
"""The query, as the code names it. Never its text."""

KIT_GRAPH_TYPE: Final = "kit.graph.type"
"""The kind of node or edge."""

KIT_HEALTH_CATEGORY: Final = "kit.health.category"
"""What a check looks at."""

KIT_HEALTH_CHECK: Final = "kit.health.check"
"""The check."""

KIT_HEALTH_PREVIOUS_STATE: Final = "kit.health.previous_state"
"""What the check had found before."""

KIT_HEALTH_STATE: Final = "kit.health.state"
"""What the check found."""

KIT_INCIDENT_CATEGORY: Final = "kit.incident.category"
"""What the incident is about; by default the category of its first alert."""

KIT_INCIDENT_ID: Final = "kit.incident.id"
"""The incident. Too many for a metric; spans and logs carry it."""

KIT_INCIDENT_PRIORITY: Final = "kit.incident.priority"
"""How much it matters."""

KIT_INCIDENT_RESOLUTION: Final = "kit.incident.resolution"
"""How the incident came to its end."""

KIT_INFERENCE_BATCH_SIZE: Final = "kit.inference.batch_size"
"""How many inputs one call of the model answers."""

KIT_INFERENCE_CONFIDENCE: Final = "kit.inference.confidence"
"""How sure the model is of its answer, from 0 to 1."""

KIT_INFERENCE_TASK: Final = "kit.inference.task"
"""What the model is asked for."""

KIT_ISOLATION_SURFACE: Final = "kit.isolation.surface"
"""Where one tenant came upon what belongs to another."""

KIT_JOB_NAME: Final = "kit.job.name"
"""The job, as the code names it."""

KIT_JOB_RESULT: Final = "kit.job.result"
"""How the job ended."""

KIT_JOB_REVOCATION: Final = "kit.job.revocation"
"""How the job was called off."""

KIT_LEAD_ID: Final = "kit.lead.id"
"""The lead. Too many for a metric; spans and logs carry it."""

KIT_LEAD_SOURCE: Final = "kit.lead.source"
"""Where the lead came from."""

KIT_LEAD_STATUS: Final = "kit.lead.status"
"""Where the lead stands on its way to a sale."""

KIT_LEAD_STEP: Final = "kit.lead.step"
"""The step of processing that a lead goes through."""

KIT_MEMORY_OPERATION: Final = "kit.memory.operation"
"""What was done with the memory."""

KIT_MEMORY_RESULT_COUNT: Final = "kit.memory.result_count"
"""How many memories the search found."""

KIT_MEMORY_STORE: Final = "kit.memory.store"
"""The store of memories."""

KIT_MESSAGE_DIRECTION: Final = "kit.message.direction"
"""Which way the message went."""

KIT_MESSAGE_TYPE: Final = "kit.message.type"
"""What the message is, or what it asks for."""

KIT_MODEL_DRIFT_METHOD: Final = "kit.model.drift_method"
"""How the distance of what the model sees from what it has learnt is measured."""

KIT_MODEL_INPUT: Final = "kit.model.input"
"""An input of the model, as a column of its training data."""

KIT_MODEL_NAME: Final = "kit.model.name"
"""The model."""

KIT_MODEL_PREVIOUS_VERSION: Final = "kit.model.previous_version"
"""The version that was in use before."""

KIT_MODEL_QUALITY_METRIC: Final = "kit.model.quality_metric"
"""The figure by which the model is judged."""

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

KIT_PII_ACTION: Final = "kit.pii.action"
"""What was done about it."""

KIT_PII_SURFACE: Final = "kit.pii.surface"
"""Where it stood."""

KIT_PII_TYPE: Final = "kit.pii.type"
"""The kind of personal data or secret."""

KIT_QUEUE_NAME: Final = "kit.queue.name"
"""The queue."""

KIT_RATE_LIMIT_NAME: Final = "kit.rate_limit.name"
"""The rate limit, as the configuration names it."""

KIT_RATE_LIMIT_RESULT: Final = "kit.rate_limit.result"
"""What the rate limit did."""

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

KIT_SECRET_NAME: Final = "kit.secret.name"
"""The secret's name. Never the secret."""

KIT_STAFF_INTERACTION: Final = "kit.staff.interaction"
"""What a member of staff did with a customer."""

KIT_STAFF_ROLE: Final = "kit.staff.role"
"""What the member of staff works as. Never who it is."""

KIT_STREAM_NAME: Final = "kit.stream.name"
"""The stream of data."""

KIT_SUBSCRIPTION_REASON: Final = "kit.subscription.reason"
"""Why the subscription ended."""

KIT_SYNC_ACTION: Final = "kit.sync.action"
"""What was done with the record."""

KIT_SYNC_MODE: Final = "kit.sync.mode"
"""How much the run looks at."""

KIT_SYNC_NAME: Final = "kit.sync.name"
"""What is kept in step."""

KIT_SYNC_RECORD_COUNT: Final = "kit.sync.record_count"
"""How many records the run looked at."""

KIT_SYNC_RESOLUTION: Final = "kit.sync.resolution"
"""How the conflict was solved."""

KIT_TELEMETRY_ATTRIBUTE: Final = "kit.telemetry.attribute"
"""The attribute that it is about; empty where it is the metric itself."""

KIT_TELEMETRY_METRIC: Final = "kit.telemetry.metric"
"""The metric that it is about."""

KIT_TELEMETRY_REASON: Final = "kit.telemetry.reason"
"""Why it was dropped, or what is wrong with it."""

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

KIT_TRAINING_SAMPLE_COUNT: Final = "kit.training.sample_count"
"""How many samples the training used."""

KIT_VIEW_NAME: Final = "kit.view.name"
"""The view, page or panel that is kept up to date."""

KIT_WEBHOOK_EVENT: Final = "kit.webhook.event"
"""What the webhook tells, as its sender names it."""

KIT_WEBHOOK_RESULT: Final = "kit.webhook.result"
"""What became of the webhook."""

KIT_WEBSOCKET_ENDPOINT: Final = "kit.websocket.endpoint"
"""The websocket's route, as the code has it, without ids."""

KIT_WEBSOCKET_MESSAGE_TYPE: Final = "kit.websocket.message_type"
"""What the message is, as the application names it."""


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


class KitAgentResultValues(Enum):
    """The values of `kit.agent.result`."""

    SUCCESS = "success"
    """It did what it was asked."""
    FAILURE = "failure"
    """It ended with an error."""
    CANCELLED = "cancelled"
    """It was stopped before its end."""
    TIMEOUT = "timeout"
    """It had used up its time, its steps or its budget."""
    HANDED_OVER = "handed_over"
    """A person or another agent went on with it."""


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


class KitAnomalySeverityValues(Enum):
    """The values of `kit.anomaly.severity`."""

    LOW = "low"
    """Unusual."""
    MEDIUM = "medium"
    """Very unusual."""
    HIGH = "high"
    """Very unusual, and users notice."""
    CRITICAL = "critical"
    """Hardly anything works."""


class KitAnomalyVerdictValues(Enum):
    """The values of `kit.anomaly.verdict`."""

    RIGHT = "right"
    """There was something."""
    FALSE_ALARM = "false_alarm"
    """There was nothing."""
    MISSED = "missed"
    """There was something, and nothing was said."""


class KitAuditBypassReasonValues(Enum):
    """The values of `kit.audit.bypass.reason`."""

    UNWRITABLE = "unwritable"
    """The folder does not take it."""
    FULL = "full"
    """The disk is full, or the log has reached its bound."""
    BUSY = "busy"
    """The log was locked for too long."""


class KitAuditOutcomeValues(Enum):
    """The values of `kit.audit.outcome`."""

    SUCCESS = "success"
    """It was done."""
    FAILURE = "failure"
    """It went wrong."""
    DENIED = "denied"
    """It was not allowed."""


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


class KitAuthorizationResultValues(Enum):
    """The values of `kit.authorization.result`."""

    ALLOWED = "allowed"
    """They may."""
    DENIED = "denied"
    """They may not."""


class KitCacheEvictionReasonValues(Enum):
    """The values of `kit.cache.eviction_reason`."""

    CAPACITY = "capacity"
    """Room was needed."""
    EXPIRED = "expired"
    """It had become too old."""
    INVALIDATED = "invalidated"
    """What it was made from had changed."""


class KitCacheResultValues(Enum):
    """The values of `kit.cache.result`."""

    HIT = "hit"
    """It was there."""
    MISS = "miss"
    """It was not there."""
    STALE = "stale"
    """It was there, too old, and used all the same."""
    ERROR = "error"
    """The cache did not answer."""


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
    """Calls of models, such as generative ones."""
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


class KitDbTransactionResultValues(Enum):
    """The values of `kit.db.transaction_result`."""

    COMMITTED = "committed"
    """It is in the database."""
    ROLLED_BACK = "rolled_back"
    """The application took it back."""
    FAILED = "failed"
    """The database refused it."""


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


class KitErrorCategoryValues(Enum):
    """The values of `kit.error.category`."""

    DATABASE = "database"
    """A database."""
    CACHE = "cache"
    """A cache."""
    NETWORK = "network"
    """A connection."""
    EXTERNAL_API = "external_api"
    """A service of others."""
    AUTHENTICATION = "authentication"
    """Who it is could not be shown."""
    AUTHORIZATION = "authorization"
    """It is not allowed."""
    VALIDATION = "validation"
    """What was sent is not as it must be."""
    RATE_LIMIT = "rate_limit"
    """Too many at a time."""
    TIMEOUT = "timeout"
    """It took too long."""
    RESOURCE = "resource"
    """Memory, disk, files or a pool ran out."""
    CONFIGURATION = "configuration"
    """A setting is wrong or missing."""
    INTERNAL = "internal"
    """Anything else."""


class KitErrorSeverityValues(Enum):
    """The values of `kit.error.severity`."""

    LOW = "low"
    """Part of the day's work."""
    MEDIUM = "medium"
    """Somebody is hindered."""
    HIGH = "high"
    """Something does not work."""
    CRITICAL = "critical"
    """Hardly anything works."""


class KitErrorSourceValues(Enum):
    """The values of `kit.error.source`."""

    REQUEST = "request"
    """A web request."""
    JOB = "job"
    """A job."""
    TASK = "task"
    """A task of an event loop."""
    THREAD = "thread"
    """A thread."""
    MAIN = "main"
    """The main program."""
    MANUAL = "manual"
    """The application handed it in."""


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


class KitHealthCategoryValues(Enum):
    """The values of `kit.health.category`."""

    APPLICATION = "application"
    """The service itself."""
    DATABASE = "database"
    """A database."""
    CACHE = "cache"
    """A cache."""
    MESSAGING = "messaging"
    """A broker or queue."""
    EXTERNAL = "external"
    """A service of others."""
    SYSTEM = "system"
    """Memory and processors of the machine."""
    STORAGE = "storage"
    """Disks."""
    TELEMETRY = "telemetry"
    """The way of telemetry to the collector."""


class KitHealthPreviousStateValues(Enum):
    """The values of `kit.health.previous_state`."""

    HEALTHY = "healthy"
    """It worked."""
    DEGRADED = "degraded"
    """It worked, slowly or in part."""
    UNHEALTHY = "unhealthy"
    """It did not work."""


class KitHealthStateValues(Enum):
    """The values of `kit.health.state`."""

    HEALTHY = "healthy"
    """It works."""
    DEGRADED = "degraded"
    """It works, slowly or in part."""
    UNHEALTHY = "unhealthy"
    """It does not work."""


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


class KitIsolationSurfaceValues(Enum):
    """The values of `kit.isolation.surface`."""

    DATABASE = "database"
    """A query or a row."""
    CACHE = "cache"
    """A cached value."""
    STORAGE = "storage"
    """A file."""
    MESSAGING = "messaging"
    """A message or an event."""
    API = "api"
    """A request or its answer."""
    TELEMETRY = "telemetry"
    """A trace, a metric or a log."""


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


class KitJobRevocationValues(Enum):
    """The values of `kit.job.revocation`."""

    REVOKED = "revoked"
    """Called off before it began."""
    EXPIRED = "expired"
    """It waited longer than it is of use."""
    TERMINATED = "terminated"
    """Called off while it ran."""


class KitMemoryOperationValues(Enum):
    """The values of `kit.memory.operation`."""

    ADD = "add"
    """Something new was remembered."""
    UPDATE = "update"
    """Something known was changed."""
    DELETE = "delete"
    """Something was forgotten."""
    GET = "get"
    """Something known was fetched."""
    SEARCH = "search"
    """Something fitting was looked for."""


class KitMessageDirectionValues(Enum):
    """The values of `kit.message.direction`."""

    INBOUND = "inbound"
    """It came to us."""
    OUTBOUND = "outbound"
    """We sent it."""


class KitModelDriftMethodValues(Enum):
    """The values of `kit.model.drift_method`."""

    PSI = "psi"
    """Population stability index."""
    KOLMOGOROV_SMIRNOV = "kolmogorov_smirnov"
    """Largest distance of the two distributions."""
    JENSEN_SHANNON = "jensen_shannon"
    """Jensen-Shannon distance."""
    WASSERSTEIN = "wasserstein"
    """Earth mover's distance."""


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


class KitPiiActionValues(Enum):
    """The values of `kit.pii.action`."""

    MASKED = "masked"
    """Taken out."""
    BLOCKED = "blocked"
    """What held it was refused."""
    ALLOWED = "allowed"
    """Let through and noted."""


class KitPiiSurfaceValues(Enum):
    """The values of `kit.pii.surface`."""

    ATTRIBUTE = "attribute"
    """An attribute of telemetry."""
    BODY = "body"
    """The text of a log record."""
    EXCEPTION = "exception"
    """The message of an exception."""
    STACK = "stack"
    """A stack trace."""
    URL = "url"
    """A URL in telemetry."""
    BAGGAGE = "baggage"
    """Baggage."""
    REQUEST = "request"
    """What a client sent."""
    RESPONSE = "response"
    """What a client is answered."""
    PROMPT = "prompt"
    """What a generative model is asked."""
    DOCUMENT = "document"
    """A file or a stored text."""


class KitRateLimitResultValues(Enum):
    """The values of `kit.rate_limit.result`."""

    ALLOWED = "allowed"
    """Below the limit."""
    DELAYED = "delayed"
    """Had to wait."""
    REFUSED = "refused"
    """Above the limit, and turned away."""


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


class KitSyncActionValues(Enum):
    """The values of `kit.sync.action`."""

    CREATED = "created"
    """It was new."""
    UPDATED = "updated"
    """It had changed."""
    DELETED = "deleted"
    """It was gone."""
    SKIPPED = "skipped"
    """There was nothing to do."""
    FAILED = "failed"
    """It could not be brought in step."""


class KitSyncModeValues(Enum):
    """The values of `kit.sync.mode`."""

    FULL = "full"
    """Everything is compared."""
    INCREMENTAL = "incremental"
    """What has changed since the last time."""
    EVENT = "event"
    """What the other side has just told."""


class KitSyncResolutionValues(Enum):
    """The values of `kit.sync.resolution`."""

    OURS = "ours"
    """Our version stayed."""
    THEIRS = "theirs"
    """The other version was taken."""
    MERGED = "merged"
    """A third version was made of both."""
    UNRESOLVED = "unresolved"
    """A person has to decide."""


class KitTelemetrySignalValues(Enum):
    """The values of `kit.telemetry.signal`."""

    TRACES = "traces"
    """Spans."""
    METRICS = "metrics"
    """Metric points."""
    LOGS = "logs"
    """Log records."""
    AUDIT = "audit"
    """Entries of the audit log, which are sent from disk."""


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


class KitWebhookResultValues(Enum):
    """The values of `kit.webhook.result`."""

    ACCEPTED = "accepted"
    """It was taken and dealt with."""
    DUPLICATE = "duplicate"
    """It had come before."""
    REFUSED = "refused"
    """Its signature or its form was wrong."""
    FAILURE = "failure"
    """It was right and could not be dealt with."""
