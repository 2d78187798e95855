"""The business day: leads, conversions, people, churn, conversations."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, above, bars, below, lines, number, services

_CAPTURED, _QUALIFIED = "kit_lead_captured_total", "kit_lead_qualified_total"
_SOURCE, _FEATURE, _CHANNEL = "kit_lead_source", "kit_feature_name", "kit_channel"
_ACCEPTED, _GENERATED = "kit_recommendation_accepted_total", "kit_recommendation_generated_total"
_STEP = "kit_lead_processing_duration_seconds"


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "business",
        "Business",
        "What the system is for: leads and how they fare, conversions, users, churn, conversations.",
        answer=(
            number("Leads", "Leads captured within the window.", services.count(_CAPTURED)),
            number(
                "Qualified",
                "Part of the leads that are qualified.",
                services.per(_QUALIFIED, _CAPTURED),
                "percentunit",
            ),
            number(
                "First answer",
                "Nine of ten leads are answered within this time.",
                services.quantile(0.9, "kit_lead_response_duration_seconds"),
                "s",
                above("LeadResponseSlow.max_seconds"),
            ),
            number("Orders", "Orders within the window.", services.count("kit_order_placed_total")),
            number(
                "Revenue",
                "What was earned within the window.",
                services.count("kit_revenue_amount_total"),
                "currencyUSD",
                to="executive",
            ),
            number(
                "Users today",
                "Users who were active within a day.",
                services.now("kit_user_active", "", 'kit_activity_window="1d"'),
            ),
        ),
        rows=(_leads(), _processing(), _conversions(), _people(), _churn(), _conversations()),
    )


def _leads() -> Row:
    return Row(
        "Leads",
        (
            lines(
                "Leads by source",
                "Leads captured within the window.",
                services.count(_CAPTURED, _SOURCE),
                stacked=True,
            ),
            lines(
                "Lead conversion rate",
                "Part of each source's leads that are qualified.",
                services.per(_QUALIFIED, _CAPTURED, _SOURCE),
                unit="percentunit",
            ),
            lines(
                "Lead scores",
                "The score below which one of twenty, half, and all but one of twenty leads are.",
                services.quantile(0.05, "kit_lead_score"),
                services.quantile(0.5, "kit_lead_score"),
                services.quantile(0.95, "kit_lead_score"),
            ),
            lines(
                "Time to first answer",
                "Nine of ten leads of each source are answered within this time.",
                services.quantile(0.9, "kit_lead_response_duration_seconds", _SOURCE),
                unit="s",
                limits=above("LeadResponseSlow.max_seconds"),
            ),
            lines(
                "Leads by status",
                "Leads that are open.",
                services.now("kit_lead_open", "kit_lead_status"),
                stacked=True,
            ),
            lines(
                "Status changes",
                "Leads that came to each status within the window.",
                services.count("kit_lead_status_transitions_total", "kit_lead_status"),
            ),
        ),
    )


def _processing() -> Row:
    return Row(
        "How leads are processed",
        (
            lines(
                "Lead processing",
                "Part of each step's leads that fail.",
                services.share(f"{_STEP}_count", 'kit_operation_result="failure"', "kit_lead_step"),
                unit="percentunit",
                limits=above("LeadProcessingFailing.max_share"),
            ),
            lines(
                "Lead processing duration",
                "All but one of twenty leads pass each step within this time.",
                services.quantile(0.95, _STEP, "kit_lead_step"),
                unit="s",
            ),
            lines(
                "Leads in processing",
                "Leads at each step now.",
                services.now("kit_lead_processing_active", "kit_lead_step"),
            ),
        ),
    )


def _conversions() -> Row:
    return Row(
        "Conversions",
        (
            lines(
                "Conversions",
                "Conversions within the window.",
                services.count("kit_conversion_completed_total", "kit_conversion_name"),
            ),
            lines(
                "Conversion rate by step",
                "Part of what was begun that was completed.",
                services.per(
                    "kit_conversion_completed_total", "kit_conversion_started_total", "kit_conversion_name"
                ),
                unit="percentunit",
            ),
            lines(
                "Trials",
                "Trials that began and that became customers, within the window.",
                services.count("kit_trial_started_total", legend="started"),
                services.count("kit_trial_converted_total", legend="converted"),
            ),
            lines(
                "Trial conversion",
                "Part of the trials that become customers.",
                services.per("kit_trial_converted_total", "kit_trial_started_total", "kit_tenant_tier"),
                unit="percentunit",
            ),
            lines(
                "Recommendations followed",
                "Part of the recommendations that people follow.",
                services.per(_ACCEPTED, _GENERATED, "kit_recommendation_type"),
                unit="percentunit",
            ),
            lines(
                "Opportunities",
                "Opportunities that are open.",
                services.now("kit_opportunity_open", "kit_opportunity_stage"),
                stacked=True,
            ),
            lines(
                "Orders by channel",
                "Orders within the window.",
                services.count("kit_order_placed_total", _CHANNEL),
                stacked=True,
            ),
            lines(
                "Refunds",
                "Part of the revenue that is given back.",
                services.per("kit_refund_amount_total", "kit_revenue_amount_total"),
                unit="percentunit",
                limits=above("RefundsHigh.max_share"),
            ),
            lines(
                "Subscriptions",
                "Subscriptions that are active, by tier.",
                services.now("kit_subscription_active", "kit_tenant_tier"),
                stacked=True,
            ),
        ),
    )


def _people() -> Row:
    return Row(
        "Users",
        (
            lines(
                "Active users",
                "Users who were active within a day, a week, a month.",
                services.now("kit_user_active", "kit_activity_window"),
            ),
            lines(
                "Registrations",
                "Users who registered within the window.",
                services.count("kit_user_registered_total", _CHANNEL),
            ),
            lines(
                "Onboarding",
                "Steps within the window, by what became of them.",
                services.count(
                    "kit_user_onboarding_steps_total", "kit_onboarding_step, kit_onboarding_result"
                ),
            ),
            bars(
                "Feature use",
                "How often each feature was used within the window.",
                services.count("kit_feature_uses_total", _FEATURE),
            ),
            lines(
                "Feature adoption",
                "Part of the users who use each feature, within a month.",
                services.now("kit_feature_adoption_ratio", _FEATURE, 'kit_activity_window="30d"', take="max"),
                unit="percentunit",
            ),
            lines(
                "Satisfaction",
                "The mean score of each subject.",
                services.mean("kit_satisfaction_score", "kit_satisfaction_subject"),
                limits=below("SatisfactionLow.min_score"),
            ),
            lines(
                "NPS",
                "Promoters less detractors, as a part of all who answered.",
                services.raw(
                    '(sum(rate(kit_nps_responses_total{@,kit_nps_category="promoter"}[$window])) - sum(rate(kit_nps_responses_total{@,kit_nps_category="detractor"}[$window]))) / sum(rate(kit_nps_responses_total{@}[$window]))',
                    "NPS",
                ),
                unit="percentunit",
            ),
            lines(
                "Session duration",
                "Half of the sessions last longer.",
                services.quantile(0.5, "kit_user_session_duration_seconds", _CHANNEL),
                unit="s",
            ),
            lines(
                "Collaboration",
                "Actions within the window.",
                services.count("kit_collaboration_actions_total", "kit_collaboration_action"),
            ),
        ),
    )


def _churn() -> Row:
    return Row(
        "Customers who may leave",
        (
            lines(
                "Churn risk",
                "The risk of half, and of all but one of twenty customers.",
                services.quantile(0.5, "kit_churn_risk"),
                services.quantile(0.95, "kit_churn_risk"),
                unit="percentunit",
            ),
            lines(
                "Churn interventions",
                "Interventions within the window, by what became of them.",
                services.count("kit_churn_interventions_total", "kit_churn_intervention_result"),
                stacked=True,
            ),
            lines(
                "Intervention duration",
                "All but one of twenty take no longer.",
                services.quantile(0.95, "kit_churn_intervention_duration_seconds", _CHANNEL),
                unit="s",
            ),
            lines(
                "Accounts by health",
                "Accounts by how they stand.",
                services.now("kit_account_active", "kit_account_health"),
                stacked=True,
            ),
            lines(
                "Accounts at risk",
                "Part of the accounts that are at risk.",
                services.raw(
                    'sum(kit_account_active{@,kit_account_health="at_risk"}) / sum(kit_account_active{@})',
                    "at risk",
                ),
                unit="percentunit",
                limits=above("AccountsAtRiskHigh.max_share"),
            ),
        ),
    )


def _conversations() -> Row:
    return Row(
        "Conversations, coaching, staff",
        (
            lines(
                "Coaching sessions",
                "Sessions within the window.",
                services.count("kit_coaching_sessions_total", "kit_coaching_type"),
            ),
            lines(
                "Staff interactions",
                "Interactions within the window.",
                services.count("kit_staff_interactions_total", "kit_staff_interaction"),
            ),
            lines(
                "Staff productivity",
                "The mean of each role.",
                services.mean("kit_staff_productivity", "kit_staff_role"),
            ),
            lines(
                "Messages by channel",
                "Part of each channel's messages that fail.",
                services.share("kit_message_processed_total", 'kit_operation_result="failure"', _CHANNEL),
                unit="percentunit",
                limits=above("MessagesFailing.max_share"),
            ),
            lines(
                "Messages",
                "Messages a second, by channel and direction.",
                services.rate("kit_message_processed_total", f"{_CHANNEL}, kit_message_direction"),
                unit="ops",
            ),
            lines(
                "Time to deal with a message",
                "All but one of twenty messages are handled within this time.",
                services.quantile(0.95, "kit_message_duration_seconds", _CHANNEL),
                unit="s",
                limits=above("MessagesSlow.max_seconds"),
            ),
            lines(
                "Coaching",
                "All but one of twenty analyses take no longer.",
                services.quantile(0.95, "kit_coaching_analysis_duration_seconds", "kit_coaching_type"),
                unit="s",
                limits=above("CoachingAnalysisSlow.max_seconds"),
            ),
            lines(
                "Hints that fail",
                "Part of the hints to people that do not reach them.",
                services.share("kit_coaching_alerts_total", 'kit_operation_result="failure"', _CHANNEL),
                unit="percentunit",
                limits=above("CoachingHintsFailing.max_share"),
            ),
            lines(
                "Staff engagement",
                "Part of the staff who work with each feature.",
                services.now("kit_staff_engagement_ratio", "kit_feature_name, kit_staff_role", take="max"),
                unit="percentunit",
                limits=below("StaffEngagementLow.min_share"),
            ),
        ),
    )
