"""Cost and experiments: what is spent on what, what budgets allow, and what trials of new things show."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Panel, Row, above, below, lines, number, services, table

_AMOUNT, _MODELS = "kit_cost_amount_total", "kit_cost_model_amount_total"
_NAME, _VARIANT = "kit_experiment_name", "feature_flag_result_variant"
_USD = "currencyUSD"
_BUDGET = "kit_cost_category, kit_cost_provider, kit_feature_name"


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "cost",
        "Cost and experiments",
        "What is spent on what, against budgets and revenue; experiments and what they show.",
        answer=_answer(),
        rows=(_cost(), _experiments()),
    )


def _answer() -> tuple[Panel, ...]:
    return (
        number("Spent", "What was spent within the window.", services.count(_AMOUNT), _USD),
        number(
            "Spent a day",
            "What a day costs at the pace of the window.",
            services.raw(f"sum(rate({_AMOUNT}{{@}}[$window])) * 86400"),
            _USD,
        ),
        number(
            "Day's budget",
            "What a day may cost.",
            services.now("kit_cost_budget", "", 'kit_period="day"', take="max"),
            _USD,
        ),
        number(
            "Cost to revenue",
            "What was spent for each dollar earned.",
            services.per(_AMOUNT, "kit_revenue_amount_total"),
            "percentunit",
        ),
        number(
            "Experiments",
            "Experiments with exposures within the window.",
            services.raw(
                f"count(sum by ({_NAME}) (increase(kit_experiment_exposures_total{{@}}[$window])) > 0)"
            ),
        ),
    )


def _cost() -> Row:
    return Row("Cost", (*_spent(), *_against(), *_budgets()))


def _spent() -> tuple[Panel, ...]:
    return (
        lines(
            "Cost by category",
            "What was spent within the window.",
            services.count(_AMOUNT, "kit_cost_category"),
            unit=_USD,
            stacked=True,
        ),
        lines(
            "Cost by provider",
            "What was spent within the window.",
            services.count(_AMOUNT, "kit_cost_provider"),
            unit=_USD,
            stacked=True,
        ),
        lines(
            "Cost by feature",
            "What was spent within the window.",
            services.count(_AMOUNT, "kit_feature_name"),
            unit=_USD,
            stacked=True,
        ),
        lines(
            "Cost by model",
            "What generative models cost within the window.",
            services.count(_MODELS, "kit_model_name"),
            unit=_USD,
            stacked=True,
        ),
    )


def _against() -> tuple[Panel, ...]:
    return (
        lines(
            "Infrastructure to revenue",
            "Spent on computers, storage and networks for each dollar earned.",
            services.raw(
                f'sum(rate({_AMOUNT}{{@,kit_cost_category=~"compute|database|storage|network|messaging|observability"}}[$window])) / sum(rate(kit_revenue_amount_total{{@}}[$window]))',
                "infrastructure",
            ),
            unit="percentunit",
            limits=above("InfrastructureCostRatioHigh.max_share"),
        ),
        lines(
            "Cost against budget",
            "What a day costs at the pace of the window, and what each period may cost.",
            services.raw(
                f"sum by (kit_cost_category) (rate({_AMOUNT}{{@}}[$window])) * 86400",
                "{{kit_cost_category}} a day",
            ),
            services.now(
                "kit_cost_budget",
                "kit_period, kit_cost_category",
                take="max",
                legend="{{kit_cost_category}} budget of a {{kit_period}}",
            ),
            unit=_USD,
        ),
    )


def _budgets() -> tuple[Panel, ...]:
    return (
        lines(
            "Day against budget",
            "Part of the day's budgets that is spent.",
            services.now("budget:kit_cost_spent:ratio_day", _BUDGET, take="max"),
            unit="percentunit",
            limits=above("CostDailyBudgetNearlySpent.min_share", "CostDailyBudgetExceeded.min_share"),
        ),
        lines(
            "Month against budget",
            "Part of the month's budgets that is spent.",
            services.now("budget:kit_cost_spent:ratio_month", _BUDGET, take="max"),
            unit="percentunit",
            limits=above("CostMonthlyBudgetNearlySpent.min_share", "CostMonthlyBudgetExceeded.min_share"),
        ),
    )


def _experiments() -> Row:
    return Row("Experiments", (*_seen(), *_results(), *_sound()))


def _seen() -> tuple[Panel, ...]:
    variant = f"{_NAME}, {_VARIANT}"
    return (
        lines(
            "Experiments - exposures",
            "People within the window who saw each variant.",
            services.count("kit_experiment_exposures_total", variant),
        ),
        lines(
            "Conversion by variant",
            "Conversions for each exposure.",
            services.per("kit_experiment_conversions_total", "kit_experiment_exposures_total", variant),
            unit="percentunit",
        ),
        lines(
            "Value by variant",
            "The mean value.",
            services.mean("kit_experiment_value", variant),
            unit=_USD,
        ),
    )


def _results() -> tuple[Panel, ...]:
    variant = f"{_NAME}, {_VARIANT}"
    return (
        lines(
            "Experiments - effects",
            "The estimate, with its lower and upper bound: without zero between them it is real.",
            *(
                services.now(
                    f"kit_experiment_effect_{bound}_ratio",
                    variant,
                    take="max",
                    legend=f"{{{{{_NAME}}}}} {{{{{_VARIANT}}}}} {bound}",
                )
                for bound in ("estimate", "lower", "upper")
            ),
            unit="percentunit",
        ),
        lines(
            "Significance",
            "The p-value of each effect.",
            services.now("kit_experiment_effect_p_value_ratio", variant, take="min"),
        ),
        lines(
            "Experiments - rollbacks",
            "Experiments that were ended early, within the window.",
            services.count("kit_experiment_rollbacks_total", f"{_NAME}, kit_experiment_rollback_reason"),
        ),
    )


def _sound() -> tuple[Panel, ...]:
    variant = f"{_NAME}, {_VARIANT}"
    return (
        table(
            "Running experiments",
            "Exposures within the window.",
            services.count("kit_experiment_exposures_total", variant),
        ),
        lines(
            "Experiments - balance",
            "How likely the split of people is by chance; next to nothing: the experiment is broken.",
            services.now("kit_experiment_srm_p_value_ratio", _NAME, take="min"),
            limits=below("ExperimentSampleRatioMismatch.max_p_value"),
        ),
    )
