# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# ruff: noqa: S105
# fmt: off
"""Metrics of the registry otel_kit."""

from __future__ import annotations

from typing import Final

KIT_ACCOUNT_ACTIVE: Final = "kit.account.active"
"""
Accounts of customers that are looked after now, by how they stand.
Instrument: gauge
Unit: {account}
"""

KIT_ACCOUNT_REVIEWED: Final = "kit.account.reviewed"
"""
Accounts that were gone through, by a person or a program.
Instrument: counter
Unit: {account}
"""

KIT_AGENT_ACTIVE: Final = "kit.agent.active"
"""
Tasks that agents work on now.
Instrument: updowncounter
Unit: {task}
"""

KIT_AGENT_HANDOFFS: Final = "kit.agent.handoffs"
"""
Tasks that an agent handed on.
Instrument: counter
Unit: {handoff}
"""

KIT_AGENT_QUEUE_DEPTH: Final = "kit.agent.queue.depth"
"""
Tasks that wait for an agent.
Instrument: gauge
Unit: {task}
"""

KIT_AGENT_RETRIES: Final = "kit.agent.retries"
"""
Times that an agent began a task or a step of it again.
Instrument: counter
Unit: {retry}
"""

KIT_AGENT_TASKS: Final = "kit.agent.tasks"
"""
Tasks of agents that ended, by how they ended.
Instrument: counter
Unit: {task}
"""

KIT_AGENT_TASK_DURATION: Final = "kit.agent.task.duration"
"""
Time that an agent worked on a task.
Instrument: histogram
Unit: s
"""

KIT_AGENT_TOOL_CALLS: Final = "kit.agent.tool.calls"
"""
Times that an agent used a tool.
Instrument: counter
Unit: {call}
"""

KIT_ALERT_CORRELATED: Final = "kit.alert.correlated"
"""
New alerts that joined an incident that was open, instead of opening one.
Instrument: counter
Unit: {alert}
"""

KIT_ALERT_DEDUPLICATED: Final = "kit.alert.deduplicated"
"""
Alerts that were known already and changed nothing.
Instrument: counter
Unit: {alert}
"""

KIT_ALERT_PROCESSING_DURATION: Final = "kit.alert.processing.duration"
"""
Time from an alert's arrival until its incident was stored.
Instrument: histogram
Unit: s
"""

KIT_ALERT_RECEIVED: Final = "kit.alert.received"
"""
Alerts that came in, each notification of a start or an end.
Instrument: counter
Unit: {alert}
"""

KIT_ALERT_SUPPRESSED: Final = "kit.alert.suppressed"
"""
Alerts of which nobody was told, by the reason.
Instrument: counter
Unit: {alert}
"""

KIT_ANOMALY_ACTIVE: Final = "kit.anomaly.active"
"""
Anomalies that last now, by what they are in.
Instrument: gauge
Unit: {anomaly}
"""

KIT_ANOMALY_DETECTED: Final = "kit.anomaly.detected"
"""
Anomalies that were found.
Instrument: counter
Unit: {anomaly}
"""

KIT_ANOMALY_SCORE: Final = "kit.anomaly.score"
"""
How unusual a figure is, in the measure of its method.
Instrument: gauge
Unit: {score}
"""

KIT_ANOMALY_VERDICTS: Final = "kit.anomaly.verdicts"
"""
Anomalies that were looked into, by what turned out.
Instrument: counter
Unit: {verdict}
"""

KIT_API_BACKOFF_DURATION: Final = "kit.api.backoff.duration"
"""
How long a service asked us to wait before the next call, with `Retry-After`.
Instrument: histogram
Unit: s
"""

KIT_API_QUOTA_LIMIT: Final = "kit.api.quota.limit"
"""
What a service lets us have in the present period of its quota, in what it counts, such as requests or tokens.
Instrument: gauge
Unit: {unit}
"""

KIT_API_QUOTA_USAGE: Final = "kit.api.quota.usage"
"""
What we have used in the present period of a quota, in what it counts.
Instrument: gauge
Unit: {unit}
"""

KIT_API_QUOTA_UTILIZATION: Final = "kit.api.quota.utilization"
"""
Share of a quota that is used up, from 0 to 1.
Instrument: gauge
Unit: 1
"""

KIT_API_RATE_LIMITED: Final = "kit.api.rate_limited"
"""
Calls that a service turned away because we had made too many.
Instrument: counter
Unit: {request}
"""

KIT_AUDIT_BYPASSED: Final = "kit.audit.bypassed"
"""
Entries that could not be written into the audit log, and were sent without it.
Instrument: counter
Unit: {event}
"""

KIT_AUDIT_EVENTS: Final = "kit.audit.events"
"""
Entries of the audit log.
Instrument: counter
Unit: {event}
"""

KIT_AUTHORIZATION_DECISIONS: Final = "kit.authorization.decisions"
"""
Decisions whether somebody may do something.
Instrument: counter
Unit: {decision}
"""

KIT_AUTH_ATTEMPTS: Final = "kit.auth.attempts"
"""
Attempts to sign in.
Instrument: counter
Unit: {attempt}
"""

KIT_AUTH_LOCKOUTS: Final = "kit.auth.lockouts"
"""
Accounts that were locked after too many failures.
Instrument: counter
Unit: {lockout}
"""

KIT_CACHE_ENTRIES: Final = "kit.cache.entries"
"""
Entries that a cache holds now.
Instrument: gauge
Unit: {entry}
"""

KIT_CACHE_EVICTIONS: Final = "kit.cache.evictions"
"""
Entries that a cache let go.
Instrument: counter
Unit: {entry}
"""

KIT_CACHE_LIMIT: Final = "kit.cache.limit"
"""
Memory that a cache may take.
Instrument: gauge
Unit: By
"""

KIT_CACHE_OPERATION_DURATION: Final = "kit.cache.operation.duration"
"""
Time that an operation of a cache took.
Instrument: histogram
Unit: s
"""

KIT_CACHE_REQUESTS: Final = "kit.cache.requests"
"""
Requests to a cache for something that it may have.
Instrument: counter
Unit: {request}
"""

KIT_CACHE_SIZE: Final = "kit.cache.size"
"""
Memory that a cache takes now.
Instrument: gauge
Unit: By
"""

KIT_CAPACITY_UTILIZATION: Final = "kit.capacity.utilization"
"""
Share of a resource that is used, from 0 to 1.
Instrument: gauge
Unit: 1
"""

KIT_CERTIFICATE_TIME_TO_EXPIRY: Final = "kit.certificate.time_to_expiry"
"""
Time until a certificate is no longer valid; negative when it has expired.
Instrument: gauge
Unit: s
"""

KIT_CHURN_INTERVENTIONS: Final = "kit.churn.interventions"
"""
Attempts to keep a customer, by what became of them.
Instrument: counter
Unit: {intervention}
"""

KIT_CHURN_INTERVENTION_DURATION: Final = "kit.churn.intervention.duration"
"""
Time from a warning that a customer may leave until the customer was addressed.
Instrument: histogram
Unit: s
"""

KIT_CHURN_RISK: Final = "kit.churn.risk"
"""
How likely customers are to leave, from 0 to 1.
Instrument: histogram
Unit: 1
"""

KIT_COACHING_ALERTS: Final = "kit.coaching.alerts"
"""
Hints that members of staff were sent while they worked.
Instrument: counter
Unit: {alert}
"""

KIT_COACHING_ANALYSIS_DURATION: Final = "kit.coaching.analysis.duration"
"""
Time that it took to analyse something for coaching, such as a conversation.
Instrument: histogram
Unit: s
"""

KIT_COACHING_SESSIONS: Final = "kit.coaching.sessions"
"""
Coachings that members of staff went through.
Instrument: counter
Unit: {session}
"""

KIT_COLLABORATION_ACTIONS: Final = "kit.collaboration.actions"
"""
Things that users did together with others.
Instrument: counter
Unit: {action}
"""

KIT_CONVERSION_COMPLETED: Final = "kit.conversion.completed"
"""
Conversions that were completed.
Instrument: counter
Unit: {conversion}
"""

KIT_CONVERSION_STARTED: Final = "kit.conversion.started"
"""
Customers who could take a step from now on, such as visitors who saw the offer.
Instrument: counter
Unit: {conversion}
"""

KIT_CONVERSION_VALUE: Final = "kit.conversion.value"
"""
What a conversion is worth, in the reporting currency.
Instrument: histogram
Unit: {USD}
"""

KIT_COST_AMOUNT: Final = "kit.cost.amount"
"""
Money that was spent, in the reporting currency.
Instrument: counter
Unit: {USD}
"""

KIT_COST_BUDGET: Final = "kit.cost.budget"
"""
Money that may be spent in a period, in the reporting currency.
Instrument: gauge
Unit: {USD}
"""

KIT_COST_MODEL_AMOUNT: Final = "kit.cost.model.amount"
"""
What the calls of models cost, by model, in the reporting currency.
Instrument: counter
Unit: {USD}
"""

KIT_DB_SHARD_QUERIES: Final = "kit.db.shard.queries"
"""
Queries that went to a shard.
Instrument: counter
Unit: {query}
"""

KIT_DB_SHARD_SIZE: Final = "kit.db.shard.size"
"""
What a shard holds.
Instrument: gauge
Unit: By
"""

KIT_DB_SHARD_SKEW: Final = "kit.db.shard.skew"
"""
How much more the busiest shard has to do than the average one; 1 is even.
Instrument: gauge
Unit: 1
"""

KIT_DB_SLOW_QUERIES: Final = "kit.db.slow_queries"
"""
Queries that took longer than the limit of the service.
Instrument: counter
Unit: {query}
"""

KIT_DB_TRANSACTIONS: Final = "kit.db.transactions"
"""
Transactions that ended, by how they ended.
Instrument: counter
Unit: {transaction}
"""

KIT_DEPLOYMENT_ACTIVE: Final = "kit.deployment.active"
"""
Deployments that run now.
Instrument: updowncounter
Unit: {deployment}
"""

KIT_DEPLOYMENT_DURATION: Final = "kit.deployment.duration"
"""
Time that a deployment took.
Instrument: histogram
Unit: s
"""

KIT_DEPLOYMENT_EVENTS: Final = "kit.deployment.events"
"""
Deployments that ended, by how they ended.
Instrument: counter
Unit: {deployment}
"""

KIT_DEPLOYMENT_INSTANCES: Final = "kit.deployment.instances"
"""
Instances of an environment, by whether they can take traffic.
Instrument: gauge
Unit: {instance}
"""

KIT_DEPLOYMENT_LAST_SUCCESS: Final = "kit.deployment.last_success"
"""
When a deployment last went well, in seconds since 1970.
Instrument: gauge
Unit: s
"""

KIT_DEPLOYMENT_TRAFFIC_SHARE: Final = "kit.deployment.traffic.share"
"""
Share of the traffic that an environment gets, from 0 to 1.
Instrument: gauge
Unit: 1
"""

KIT_DETECTION_RUN_DURATION: Final = "kit.detection.run.duration"
"""
Time that it took to look once at all that is watched.
Instrument: histogram
Unit: s
"""

KIT_EMBEDDING_DURATION: Final = "kit.embedding.duration"
"""
Time that it took to turn texts or images into vectors.
Instrument: histogram
Unit: s
"""

KIT_ERROR_COUNT: Final = "kit.error.count"
"""
Errors, each once, however often it was raised again on its way.
Instrument: counter
Unit: {error}
"""

KIT_ERROR_DEDUPLICATED: Final = "kit.error.deduplicated"
"""
Errors that were counted and not told, because an equal one was told a moment ago.
Instrument: counter
Unit: {error}
"""

KIT_ERROR_GROUP_ACTIVE: Final = "kit.error.group.active"
"""
Different errors, by their fingerprint, that a process has seen within the last hour.
Instrument: gauge
Unit: {group}
"""

KIT_ERROR_GROUP_OPENED: Final = "kit.error.group.opened"
"""
Errors that a process sees for the first time, by their fingerprint.
Instrument: counter
Unit: {group}
"""

KIT_EVENT_CONSUMED: Final = "kit.event.consumed"
"""
Events that a consumer has dealt with, by how it ended.
Instrument: counter
Unit: {event}
"""

KIT_EVENT_DELIVERY_DURATION: Final = "kit.event.delivery.duration"
"""
Time from the publishing of an event until a consumer had it.
Instrument: histogram
Unit: s
"""

KIT_EVENT_LAG: Final = "kit.event.lag"
"""
Events of a bus that a consumer has not dealt with yet.
Instrument: gauge
Unit: {event}
"""

KIT_EVENT_LOOP_LAG: Final = "kit.event_loop.lag"
"""
How much later than asked for an event loop came back to a task that slept.
Instrument: histogram
Unit: s
"""

KIT_EVENT_PUBLISHED: Final = "kit.event.published"
"""
Events that were handed to a bus.
Instrument: counter
Unit: {event}
"""

KIT_EXPERIMENT_ALLOCATION: Final = "kit.experiment.allocation"
"""
Share of the subjects that a variant is planned to get, from 0 to 1.
Instrument: gauge
Unit: 1
"""

KIT_EXPERIMENT_CONVERSIONS: Final = "kit.experiment.conversions"
"""
Exposed subjects that converted.
Instrument: counter
Unit: {conversion}
"""

KIT_EXPERIMENT_EFFECT_ESTIMATE: Final = "kit.experiment.effect.estimate"
"""
By how much a variant does better than the control, as a share of the control; 0.05 is 5 % better.
Instrument: gauge
Unit: 1
"""

KIT_EXPERIMENT_EFFECT_LOWER: Final = "kit.experiment.effect.lower"
"""
The lower end of the effect's confidence interval. Above 0 the variant does better.
Instrument: gauge
Unit: 1
"""

KIT_EXPERIMENT_EFFECT_P_VALUE: Final = "kit.experiment.effect.p_value"
"""
How likely an effect as large as this is if there is none, from 0 to 1.
Instrument: gauge
Unit: 1
"""

KIT_EXPERIMENT_EFFECT_UPPER: Final = "kit.experiment.effect.upper"
"""
The upper end of the effect's confidence interval. Below 0 the variant does harm.
Instrument: gauge
Unit: 1
"""

KIT_EXPERIMENT_EXPOSURES: Final = "kit.experiment.exposures"
"""
Subjects that came to see a variant.
Instrument: counter
Unit: {exposure}
"""

KIT_EXPERIMENT_ROLLBACKS: Final = "kit.experiment.rollbacks"
"""
Experiments that were taken back.
Instrument: counter
Unit: {rollback}
"""

KIT_EXPERIMENT_SRM_P_VALUE: Final = "kit.experiment.srm.p_value"
"""
How likely the observed sizes of the groups are if the plan was followed, from 0 to 1.
Instrument: gauge
Unit: 1
"""

KIT_EXPERIMENT_VALUE: Final = "kit.experiment.value"
"""
What an exposed subject brought, in the reporting currency.
Instrument: histogram
Unit: {USD}
"""

KIT_FEATURE_ADOPTION: Final = "kit.feature.adoption"
"""
Share of the active users who used a feature, from 0 to 1.
Instrument: gauge
Unit: 1
"""

KIT_FEATURE_EXTRACTION_DURATION: Final = "kit.feature_extraction.duration"
"""
Time that it took to get and form the inputs of a model.
Instrument: histogram
Unit: s
"""

KIT_FEATURE_USES: Final = "kit.feature.uses"
"""
Times that a feature of the product was used.
Instrument: counter
Unit: {use}
"""

KIT_FORECAST_ERROR: Final = "kit.forecast.error"
"""
How far forecasts were off lately, as a share of what came.
Instrument: gauge
Unit: 1
"""

KIT_FORECAST_LEAD_TIME: Final = "kit.forecast.lead_time"
"""
Time from a forecast of trouble until the trouble came.
Instrument: histogram
Unit: s
"""

KIT_FORECAST_LOWER: Final = "kit.forecast.lower"
"""
What a figure is expected to be at least, in the figure's own unit.
Instrument: gauge
Unit: {value}
"""

KIT_FORECAST_TIME_TO_LIMIT: Final = "kit.forecast.time_to_limit"
"""
Time until a resource runs out, if it goes on like this.
Instrument: gauge
Unit: s
"""

KIT_FORECAST_UPPER: Final = "kit.forecast.upper"
"""
What a figure is expected to be at most, in the figure's own unit.
Instrument: gauge
Unit: {value}
"""

KIT_FORECAST_VALUE: Final = "kit.forecast.value"
"""
What a figure is expected to be, in the figure's own unit.
Instrument: gauge
Unit: {value}
"""

KIT_GRAPH_EDGES: Final = "kit.graph.edges"
"""
Edges that a graph holds now.
Instrument: gauge
Unit: {edge}
"""

KIT_GRAPH_NODES: Final = "kit.graph.nodes"
"""
Nodes that a graph holds now.
Instrument: gauge
Unit: {node}
"""

KIT_GRAPH_QUERY_DURATION: Final = "kit.graph.query.duration"
"""
Time that a query of a graph took.
Instrument: histogram
Unit: s
"""

KIT_HEALTH_CHECK_DURATION: Final = "kit.health.check.duration"
"""
Time that a check took, up to its time limit.
Instrument: histogram
Unit: s
"""

KIT_HEALTH_SCORE: Final = "kit.health.score"
"""
How well the process is, from 0 to 100.
Instrument: gauge
Unit: {score}
"""

KIT_HEALTH_STATUS: Final = "kit.health.status"
"""
What a check found last, 1 for healthy, 0.5 for degraded, 0 for unhealthy.
Instrument: gauge
Unit: {status}
"""

KIT_INCIDENT_ESCALATIONS: Final = "kit.incident.escalations"
"""
Times that an incident was handed to the next level.
Instrument: counter
Unit: {escalation}
"""

KIT_INCIDENT_OPEN: Final = "kit.incident.open"
"""
Incidents that are open now.
Instrument: gauge
Unit: {incident}
"""

KIT_INCIDENT_OPENED: Final = "kit.incident.opened"
"""
Incidents that were opened.
Instrument: counter
Unit: {incident}
"""

KIT_INCIDENT_RESOLVED: Final = "kit.incident.resolved"
"""
Incidents that came to an end.
Instrument: counter
Unit: {incident}
"""

KIT_INCIDENT_TIME_TO_ACKNOWLEDGE: Final = "kit.incident.time_to_acknowledge"
"""
Time from an incident's opening until somebody took it up.
Instrument: histogram
Unit: s
"""

KIT_INCIDENT_TIME_TO_DETECT: Final = "kit.incident.time_to_detect"
"""
Time from the beginning of the trouble to the first alert.
Instrument: histogram
Unit: s
"""

KIT_INCIDENT_TIME_TO_RESOLVE: Final = "kit.incident.time_to_resolve"
"""
Time from an incident's opening to its end.
Instrument: histogram
Unit: s
"""

KIT_INCIDENT_UNACKNOWLEDGED: Final = "kit.incident.unacknowledged"
"""
Open incidents that nobody has taken up yet.
Instrument: gauge
Unit: {incident}
"""

KIT_INFERENCE_ACTIVE: Final = "kit.inference.active"
"""
Inferences that run now.
Instrument: updowncounter
Unit: {inference}
"""

KIT_INFERENCE_BATCH_SIZE: Final = "kit.inference.batch.size"
"""
How many inputs one call of a model answers.
Instrument: histogram
Unit: {input}
"""

KIT_INFERENCE_CONFIDENCE: Final = "kit.inference.confidence"
"""
How sure the models are of their answers, from 0 to 1.
Instrument: histogram
Unit: 1
"""

KIT_INFERENCE_DURATION: Final = "kit.inference.duration"
"""
Time that a model took to answer.
Instrument: histogram
Unit: s
"""

KIT_JOB_ACTIVE: Final = "kit.job.active"
"""
Jobs that run now.
Instrument: updowncounter
Unit: {job}
"""

KIT_JOB_DURATION: Final = "kit.job.duration"
"""
Time that a job ran.
Instrument: histogram
Unit: s
"""

KIT_JOB_LAST_SUCCESS: Final = "kit.job.last_success"
"""
When the job last went well, in seconds since 1970.
Instrument: gauge
Unit: s
"""

KIT_JOB_RETRIES: Final = "kit.job.retries"
"""
Times that a job was put back to be run again.
Instrument: counter
Unit: {retry}
"""

KIT_JOB_REVOKED: Final = "kit.job.revoked"
"""
Jobs that were called off, before or while they ran.
Instrument: counter
Unit: {job}
"""

KIT_LEAD_CAPTURED: Final = "kit.lead.captured"
"""
Leads that came in.
Instrument: counter
Unit: {lead}
"""

KIT_LEAD_OPEN: Final = "kit.lead.open"
"""
Leads that are neither won nor lost, by the status that they have now.
Instrument: gauge
Unit: {lead}
"""

KIT_LEAD_PROCESSING_ACTIVE: Final = "kit.lead.processing.active"
"""
Leads that are in a step of their processing now.
Instrument: updowncounter
Unit: {lead}
"""

KIT_LEAD_PROCESSING_DURATION: Final = "kit.lead.processing.duration"
"""
Time that one step of a lead's processing took.
Instrument: histogram
Unit: s
"""

KIT_LEAD_QUALIFIED: Final = "kit.lead.qualified"
"""
Leads that turned out to be worth following up.
Instrument: counter
Unit: {lead}
"""

KIT_LEAD_RESPONSE_DURATION: Final = "kit.lead.response.duration"
"""
Time from a lead's arrival to the first answer.
Instrument: histogram
Unit: s
"""

KIT_LEAD_SCORE: Final = "kit.lead.score"
"""
How likely a lead is to buy, from 0 to 100.
Instrument: histogram
Unit: 1
"""

KIT_LEAD_STATUS_TRANSITIONS: Final = "kit.lead.status.transitions"
"""
Leads that came to a status.
Instrument: counter
Unit: {transition}
"""

KIT_MEMORY_OPERATIONS: Final = "kit.memory.operations"
"""
What was done with memories.
Instrument: counter
Unit: {operation}
"""

KIT_MEMORY_PROCESSING_DURATION: Final = "kit.memory.processing.duration"
"""
Time that it took to make a memory of something, such as a conversation.
Instrument: histogram
Unit: s
"""

KIT_MEMORY_SEARCH_DURATION: Final = "kit.memory.search.duration"
"""
Time that a search for memories took.
Instrument: histogram
Unit: s
"""

KIT_MEMORY_SEARCH_RESULTS: Final = "kit.memory.search.results"
"""
How many memories a search found.
Instrument: histogram
Unit: {memory}
"""

KIT_MESSAGE_ACTIVE: Final = "kit.message.active"
"""
Messages that are being dealt with now.
Instrument: updowncounter
Unit: {message}
"""

KIT_MESSAGE_DURATION: Final = "kit.message.duration"
"""
Time that it took to deal with one message.
Instrument: histogram
Unit: s
"""

KIT_MESSAGE_PROCESSED: Final = "kit.message.processed"
"""
Messages of customers that were dealt with.
Instrument: counter
Unit: {message}
"""

KIT_MODEL_DEPLOYED: Final = "kit.model.deployed"
"""
Versions of models that were put to work.
Instrument: counter
Unit: {deployment}
"""

KIT_MODEL_DRIFT: Final = "kit.model.drift"
"""
How far what a model sees has moved from what it has learnt, by input.
Instrument: gauge
Unit: {score}
"""

KIT_MODEL_QUALITY: Final = "kit.model.quality"
"""
How good a model is, by one figure that was worked out on data whose answer is known.
Instrument: gauge
Unit: {score}
"""

KIT_NOTIFICATION_DURATION: Final = "kit.notification.duration"
"""
Time that one attempt to deliver a notification took.
Instrument: histogram
Unit: s
"""

KIT_NOTIFICATION_SENT: Final = "kit.notification.sent"
"""
Notifications that were handed to a channel, by whether it took them.
Instrument: counter
Unit: {notification}
"""

KIT_NPS_RESPONSES: Final = "kit.nps.responses"
"""
Answers to how likely somebody is to recommend the product.
Instrument: counter
Unit: {response}
"""

KIT_OPPORTUNITY_IDENTIFIED: Final = "kit.opportunity.identified"
"""
Opportunities to sell something that were found.
Instrument: counter
Unit: {opportunity}
"""

KIT_OPPORTUNITY_OPEN: Final = "kit.opportunity.open"
"""
Opportunities that are neither won nor lost, by how far they have come.
Instrument: gauge
Unit: {opportunity}
"""

KIT_OPPORTUNITY_VALUE: Final = "kit.opportunity.value"
"""
What an opportunity is worth if it is won, in the reporting currency.
Instrument: histogram
Unit: {USD}
"""

KIT_ORDER_PLACED: Final = "kit.order.placed"
"""
Orders that customers placed.
Instrument: counter
Unit: {order}
"""

KIT_PII_DETECTIONS: Final = "kit.pii.detections"
"""
Personal data or secrets that were found where they do not belong.
Instrument: counter
Unit: {detection}
"""

KIT_QUEUE_DEPTH: Final = "kit.queue.depth"
"""
What waits in a queue now.
Instrument: gauge
Unit: {item}
"""

KIT_QUEUE_OLDEST_AGE: Final = "kit.queue.oldest.age"
"""
How long the first item of a queue has waited.
Instrument: gauge
Unit: s
"""

KIT_QUEUE_WAIT_DURATION: Final = "kit.queue.wait.duration"
"""
Time that items waited in a queue before their work began.
Instrument: histogram
Unit: s
"""

KIT_RATE_LIMIT_DECISIONS: Final = "kit.rate_limit.decisions"
"""
Requests that a rate limit of ours looked at, by what it did.
Instrument: counter
Unit: {decision}
"""

KIT_RECOMMENDATION_ACCEPTED: Final = "kit.recommendation.accepted"
"""
Recommendations that were followed.
Instrument: counter
Unit: {recommendation}
"""

KIT_RECOMMENDATION_ACTIVE: Final = "kit.recommendation.active"
"""
Requests for recommendations that are worked on now.
Instrument: updowncounter
Unit: {request}
"""

KIT_RECOMMENDATION_CONFIDENCE: Final = "kit.recommendation.confidence"
"""
How sure the recommender is of its best recommendation, from 0 to 1.
Instrument: histogram
Unit: 1
"""

KIT_RECOMMENDATION_DURATION: Final = "kit.recommendation.duration"
"""
Time that it took to form recommendations.
Instrument: histogram
Unit: s
"""

KIT_RECOMMENDATION_GENERATED: Final = "kit.recommendation.generated"
"""
Recommendations that were shown or sent.
Instrument: counter
Unit: {recommendation}
"""

KIT_REFUND_AMOUNT: Final = "kit.refund.amount"
"""
Money that was given back, in the reporting currency.
Instrument: counter
Unit: {USD}
"""

KIT_REVENUE_AMOUNT: Final = "kit.revenue.amount"
"""
Revenue in the reporting currency.
Instrument: counter
Unit: {USD}
"""

KIT_REVENUE_TARGET: Final = "kit.revenue.target"
"""
Revenue that is to be earned in a period, in the reporting currency.
Instrument: gauge
Unit: {USD}
"""

KIT_SATISFACTION_SCORE: Final = "kit.satisfaction.score"
"""
How content somebody was with what they got, from 0 to 100.
Instrument: histogram
Unit: 1
"""

KIT_SECRET_AGE: Final = "kit.secret.age"
"""
Time since a secret was last replaced.
Instrument: gauge
Unit: s
"""

KIT_SESSION_ACTIVE: Final = "kit.session.active"
"""
Sessions of signed-in users that are open now.
Instrument: gauge
Unit: {session}
"""

KIT_STAFF_ENGAGEMENT: Final = "kit.staff.engagement"
"""
Share of the staff who make use of what they are offered, from 0 to 1.
Instrument: gauge
Unit: 1
"""

KIT_STAFF_INTERACTIONS: Final = "kit.staff.interactions"
"""
Things that members of staff did with customers.
Instrument: counter
Unit: {interaction}
"""

KIT_STAFF_PRODUCTIVITY: Final = "kit.staff.productivity"
"""
How much members of staff get done, from 0 to 100.
Instrument: histogram
Unit: 1
"""

KIT_STREAM_EVENTS: Final = "kit.stream.events"
"""
Pieces of data that came in on a stream.
Instrument: counter
Unit: {event}
"""

KIT_STREAM_LAG: Final = "kit.stream.lag"
"""
How far what has been dealt with is behind what the source has.
Instrument: gauge
Unit: s
"""

KIT_STREAM_LAST_EVENT: Final = "kit.stream.last_event"
"""
When the last piece of data came in, in seconds since 1970.
Instrument: gauge
Unit: s
"""

KIT_SUBSCRIPTION_ACTIVE: Final = "kit.subscription.active"
"""
Subscriptions that are paid for now.
Instrument: gauge
Unit: {subscription}
"""

KIT_SUBSCRIPTION_CANCELLED: Final = "kit.subscription.cancelled"
"""
Subscriptions that ended.
Instrument: counter
Unit: {subscription}
"""

KIT_SUBSCRIPTION_STARTED: Final = "kit.subscription.started"
"""
Subscriptions that began, after a trial or without one.
Instrument: counter
Unit: {subscription}
"""

KIT_SYNC_ACTIVE: Final = "kit.sync.active"
"""
Runs of a synchronisation that go on now.
Instrument: updowncounter
Unit: {run}
"""

KIT_SYNC_CONFLICTS: Final = "kit.sync.conflicts"
"""
Records that had been changed on both sides.
Instrument: counter
Unit: {conflict}
"""

KIT_SYNC_DURATION: Final = "kit.sync.duration"
"""
Time that a run of a synchronisation took.
Instrument: histogram
Unit: s
"""

KIT_SYNC_LAG: Final = "kit.sync.lag"
"""
How old the newest change is that has not been brought in step yet; 0 when there is none.
Instrument: gauge
Unit: s
"""

KIT_SYNC_LAST_SUCCESS: Final = "kit.sync.last_success"
"""
When the synchronisation last went well, in seconds since 1970.
Instrument: gauge
Unit: s
"""

KIT_SYNC_RECORDS: Final = "kit.sync.records"
"""
Records that a synchronisation looked at, by what was done with them.
Instrument: counter
Unit: {record}
"""

KIT_SYNC_RUNS: Final = "kit.sync.runs"
"""
Runs of a synchronisation that ended, by how they ended.
Instrument: counter
Unit: {run}
"""

KIT_TELEMETRY_BAGGAGE_DROPPED: Final = "kit.telemetry.baggage.dropped"
"""
Entries of baggage that arrived and could not be read, or whole headers that were too long.
Instrument: counter
Unit: {entry}
"""

KIT_TELEMETRY_CARDINALITY_OVERFLOW: Final = "kit.telemetry.cardinality.overflow"
"""
Attribute values beyond the limit that the registry declares. On the metric they became `other`.
Instrument: counter
Unit: {value}
"""

KIT_TELEMETRY_DROPPED: Final = "kit.telemetry.dropped"
"""
Spans, points and log records that were dropped before the collector had them.
Instrument: counter
Unit: {item}
"""

KIT_TELEMETRY_ERRORS: Final = "kit.telemetry.errors"
"""
Export requests that failed, and faults inside otel_kit.
Instrument: counter
Unit: {error}
"""

KIT_TELEMETRY_EXPORT_DURATION: Final = "kit.telemetry.export.duration"
"""
Time that export requests took.
Instrument: histogram
Unit: s
"""

KIT_TELEMETRY_QUEUE_SIZE: Final = "kit.telemetry.queue.size"
"""
Spans and log records that wait in the process for the collector.
Instrument: gauge
Unit: {item}
"""

KIT_TELEMETRY_REDACTIONS: Final = "kit.telemetry.redactions"
"""
Values that were taken out of telemetry.
Instrument: counter
Unit: {redaction}
"""

KIT_TELEMETRY_SCHEMA_VIOLATIONS: Final = "kit.telemetry.schema.violations"
"""
Times that a metric, or an attribute of a point, did not keep to the registry.
Instrument: counter
Unit: {violation}
"""

KIT_TENANT_ISOLATION_VIOLATIONS: Final = "kit.tenant.isolation.violations"
"""
Times that one tenant came upon what belongs to another, or nearly did.
Instrument: counter
Unit: {violation}
"""

KIT_THREAT_DETECTIONS: Final = "kit.threat.detections"
"""
Threats that a rule saw.
Instrument: counter
Unit: {detection}
"""

KIT_TRAINING_ACTIVE: Final = "kit.training.active"
"""
Trainings that run now.
Instrument: updowncounter
Unit: {training}
"""

KIT_TRAINING_DURATION: Final = "kit.training.duration"
"""
Time that a training took.
Instrument: histogram
Unit: s
"""

KIT_TRAINING_LAST_SUCCESS: Final = "kit.training.last_success"
"""
When a training of the model last went well, in seconds since 1970.
Instrument: gauge
Unit: s
"""

KIT_TRAINING_RUNS: Final = "kit.training.runs"
"""
Trainings that ended, by how they ended.
Instrument: counter
Unit: {training}
"""

KIT_TRAINING_SAMPLES: Final = "kit.training.samples"
"""
Samples that trainings have worked through.
Instrument: counter
Unit: {sample}
"""

KIT_TRIAL_CONVERTED: Final = "kit.trial.converted"
"""
Trials that became a paid plan.
Instrument: counter
Unit: {trial}
"""

KIT_TRIAL_STARTED: Final = "kit.trial.started"
"""
Trials of a paid plan that began.
Instrument: counter
Unit: {trial}
"""

KIT_USER_ACTIVE: Final = "kit.user.active"
"""
Users who did something within a window of time.
Instrument: gauge
Unit: {user}
"""

KIT_USER_ONBOARDING_STEPS: Final = "kit.user.onboarding.steps"
"""
Steps of the onboarding that users came past.
Instrument: counter
Unit: {step}
"""

KIT_USER_REGISTERED: Final = "kit.user.registered"
"""
Users who signed up.
Instrument: counter
Unit: {user}
"""

KIT_USER_SESSION_DURATION: Final = "kit.user.session.duration"
"""
Time from the first to the last action of a user's visit.
Instrument: histogram
Unit: s
"""

KIT_VIEW_REFRESH_DURATION: Final = "kit.view.refresh.duration"
"""
Time that a view took to be brought up to date.
Instrument: histogram
Unit: s
"""

KIT_WEBHOOK_DURATION: Final = "kit.webhook.duration"
"""
Time that it took to deal with a webhook.
Instrument: histogram
Unit: s
"""

KIT_WEBHOOK_RECEIVED: Final = "kit.webhook.received"
"""
Webhooks that came in, by what became of them.
Instrument: counter
Unit: {webhook}
"""

KIT_WEBSOCKET_CONNECTIONS: Final = "kit.websocket.connections"
"""
Websockets that are open now.
Instrument: updowncounter
Unit: {connection}
"""

KIT_WEBSOCKET_ERRORS: Final = "kit.websocket.errors"
"""
What went wrong with websockets.
Instrument: counter
Unit: {error}
"""

KIT_WEBSOCKET_MESSAGES: Final = "kit.websocket.messages"
"""
Messages that went over websockets.
Instrument: counter
Unit: {message}
"""

KIT_WEBSOCKET_MESSAGE_DURATION: Final = "kit.websocket.message.duration"
"""
Time from a message's arrival until it had been dealt with and answered.
Instrument: histogram
Unit: s
"""
