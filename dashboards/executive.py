"""For those who decide: what each feature brings, what it costs, how people like it."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Row, Source, Variable, bars, below, lines, number, services

_FEATURE = "kit_feature_name"
_REVENUE, _COST = "kit_revenue_amount_total", "kit_cost_amount_total"
_USD = "currencyUSD"
_ANSWERS = "sum by (kit_feature_name) (rate(kit_nps_responses_total{{@{}}}[$window]))"
_PRO = _ANSWERS.format(',kit_nps_category="promoter"')
_CONTRA = _ANSWERS.format(',kit_nps_category="detractor"')
_ALL = _ANSWERS.format("")
_NPS = f"100 * (({_PRO} or 0 * {_ALL}) - ({_CONTRA} or 0 * {_ALL})) / {_ALL}"

features = Source(f'{services.scope},kit_feature_name=~"$feature"')


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "executive",
        "Executive",
        "What each feature brings and costs, and how people take to it. Choose a window of a day or a week.",
        answer=(
            number("Revenue", "What was earned within the window.", features.count(_REVENUE), _USD),
            number(
                "Refunds",
                "What was given back within the window.",
                features.count("kit_refund_amount_total"),
                _USD,
            ),
            number("Cost", "What was spent within the window.", features.count(_COST), _USD, to="cost"),
            number(
                "Cost to revenue",
                "What was spent for each dollar earned.",
                features.per(_COST, _REVENUE),
                "percentunit",
            ),
            number("Customers", "Subscriptions that are active.", services.now("kit_subscription_active")),
            number(
                "Users in the month",
                "Users who were active within 30 days.",
                services.now("kit_user_active", "", 'kit_activity_window="30d"'),
            ),
        ),
        rows=(_money(), _customers(), _features()),
        variables=(Variable("feature", "Feature", f"label_values({_REVENUE}, {_FEATURE})"),),
    )


def _money() -> Row:
    return Row(
        "Money",
        (
            lines(
                "Revenue by feature",
                "What each feature earned within the window.",
                features.count(_REVENUE, _FEATURE),
                unit=_USD,
                stacked=True,
            ),
            lines(
                "Revenue by type",
                "Sales, subscriptions, commissions, usage.",
                features.count(_REVENUE, "kit_revenue_type"),
                unit=_USD,
                stacked=True,
            ),
            lines(
                "Cost by feature",
                "What each feature cost within the window.",
                features.count(_COST, _FEATURE),
                unit=_USD,
                stacked=True,
            ),
            lines(
                "Cost to revenue by feature",
                "What was spent for each dollar earned.",
                features.per(_COST, _REVENUE, _FEATURE),
                unit="percentunit",
            ),
            lines(
                "Refunds by reason",
                "What was given back within the window.",
                features.count("kit_refund_amount_total", "kit_refund_reason"),
                unit=_USD,
            ),
            lines(
                "Revenue against target",
                "Revenue at the pace of the window, as a part of what the year's targets ask.",
                features.raw(
                    f'(1 / max by (kit_revenue_target_level) (kit_revenue_target{{{services.scope},kit_period="year",kit_feature_name=""}})) * on () group_left () (sum(rate({_REVENUE}{{@}}[$window])) * 31536000)',
                    "{{kit_revenue_target_level}}",
                ),
                unit="percentunit",
                limits=below("RevenueProjectionBelowMinimum.min_share"),
            ),
            lines(
                "Revenue targets",
                "What is aimed at, by period.",
                features.now("kit_revenue_target", "kit_period, kit_revenue_target_level"),
                unit=_USD,
            ),
        ),
    )


def _customers() -> Row:
    return Row(
        "Customers",
        (
            lines(
                "Subscriptions won and lost",
                "Subscriptions that began and that were cancelled, within the window.",
                services.count("kit_subscription_started_total", legend="started"),
                services.count("kit_subscription_cancelled_total", legend="cancelled"),
            ),
            lines(
                "Order value",
                "The mean value of a conversion.",
                services.mean("kit_conversion_value", "kit_conversion_name"),
                unit=_USD,
            ),
            lines(
                "Opportunity value",
                "The mean value of an opportunity.",
                services.mean("kit_opportunity_value", "kit_opportunity_type"),
                unit=_USD,
            ),
        ),
    )


def _features() -> Row:
    return Row(
        "Features",
        (
            bars(
                "Feature uses",
                "How often each feature was used within the window.",
                features.count("kit_feature_uses_total", _FEATURE),
            ),
            lines(
                "Feature satisfaction",
                "The mean score of each feature.",
                features.mean("kit_satisfaction_score", _FEATURE),
            ),
            lines(
                "Staff engagement",
                "Part of the staff who work with each feature.",
                features.now("kit_staff_engagement_ratio", _FEATURE, take="max"),
                unit="percentunit",
            ),
            lines(
                "Feature adoption",
                "Part of the users who use each feature, within a month.",
                features.now("kit_feature_adoption_ratio", _FEATURE, 'kit_activity_window="30d"', take="max"),
                unit="percentunit",
                limits=below("FeatureAdoptionLow.min_share"),
            ),
            lines(
                "Net promoter score by feature",
                "Promoters less detractors, for a hundred who answered.",
                features.raw(_NPS, "{{kit_feature_name}}"),
                limits=below("NpsLow.min_score"),
            ),
        ),
    )
