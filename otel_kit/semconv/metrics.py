# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
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
What the calls of AI models cost, by model, in the reporting currency.
Instrument: counter
Unit: {USD}
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

KIT_FEATURE_USES: Final = "kit.feature.uses"
"""
Times that a feature of the product was used.
Instrument: counter
Unit: {use}
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

KIT_JOB_DURATION: Final = "kit.job.duration"
"""
Time that a job ran.
Instrument: histogram
Unit: s
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

KIT_QUEUE_DEPTH: Final = "kit.queue.depth"
"""
What waits in a queue now.
Instrument: gauge
Unit: {item}
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

KIT_TELEMETRY_DROPPED: Final = "kit.telemetry.dropped"
"""
Spans, points and log records that were dropped before the collector had them.
Instrument: counter
Unit: {item}
"""

KIT_THREAT_DETECTIONS: Final = "kit.threat.detections"
"""
Threats that a rule saw.
Instrument: counter
Unit: {detection}
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
