"""Objectives: how much of each error budget is left, and how fast it burns."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Panel, Row, above, anywhere, lines, number, services, table

_ID = "sloth_id"
_BUDGETS = (
    ("checkout", "portal-checkout"),
    ("checkout latency", "portal-checkout-latency"),
    ("jobs", "worker-jobs"),
    ("job latency", "worker-jobs-latency"),
    ("inference", "storefront-inference"),
    ("inference latency", "storefront-inference-latency"),
    ("websocket", "storefront-websocket"),
    ("websocket latency", "storefront-websocket-latency"),
    ("freshness", "storefront-stream-freshness"),
)
_BURN = "CheckoutErrorBudgetBurn"
_FACTORS = above(f"{_BURN}.page_slow_factor", f"{_BURN}.page_quick_factor")
_CHECKOUT = 'http_route="/checkout",http_request_method="POST"'
_HTTP = "http_server_request_duration_seconds"


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "slo",
        "Objectives",
        "Objectives for 30 days: what is left of each error budget, how fast it burns, and when it ends.",
        answer=(
            number(
                "Budget left",
                "What is left of the error budget of 30 days, of the objective that has least.",
                anywhere.now("slo:period_error_budget_remaining:ratio", take="min"),
                "percentunit",
            ),
            number(
                "Burn rate",
                "How many times faster than allowed the budget burns: above 1 it will not last.",
                anywhere.now("slo:current_burn_rate:ratio", take="max"),
                "short",
                _FACTORS,
            ),
            number("Objectives", "Objectives that are watched.", anywhere.raw("count(slo:objective:ratio)")),
        ),
        rows=(_all(), _each(), _requests()),
        by_service=False,
    )


def _each() -> Row:
    return Row("One by one", tuple(_budget(name, objective) for name, objective in _BUDGETS))


def _budget(name: str, objective: str) -> Panel:
    about = "What is left of the budget of 30 days."
    left = anywhere.now("slo:period_error_budget_remaining:ratio", _ID, f'{_ID}="{objective}"', take="min")
    return lines(f"Error budget of {name}", about, left, unit="percentunit")


def _all() -> Row:
    return Row(
        "All budgets",
        (
            lines(
                "Error budgets",
                "What is left of each budget.",
                anywhere.now("slo:period_error_budget_remaining:ratio", _ID, take="min"),
                unit="percentunit",
            ),
            lines(
                "Burn rates",
                "How many times faster than allowed, over five minutes.",
                anywhere.now("slo:current_burn_rate:ratio", _ID, take="max"),
                limits=_FACTORS,
            ),
            lines(
                "Errors over short windows",
                "Part of the events that fail, over 5 minutes, 30 minutes and an hour.",
                *(
                    anywhere.now(
                        f"slo:sli_error:ratio_rate{window}", _ID, take="max", legend=f"{{{{{_ID}}}}} {window}"
                    )
                    for window in ("5m", "30m", "1h")
                ),
                unit="percentunit",
            ),
            lines(
                "Errors over long windows",
                "Part of the events that fail, over 6 hours, a day and 3 days.",
                *(
                    anywhere.now(
                        f"slo:sli_error:ratio_rate{window}", _ID, take="max", legend=f"{{{{{_ID}}}}} {window}"
                    )
                    for window in ("6h", "1d", "3d")
                ),
                unit="percentunit",
            ),
            table(
                "All objectives",
                "What is promised.",
                anywhere.now("slo:objective:ratio", "sloth_service, sloth_slo", take="max"),
                unit="percentunit",
            ),
        ),
    )


def _requests() -> Row:
    return Row(
        "The requests behind them",
        (
            lines(
                "Checkouts by status",
                "Checkouts a second.",
                services.rate(f"{_HTTP}_count", "http_response_status_code", _CHECKOUT),
                unit="reqps",
                stacked=True,
                find='{ span.http.route = "/checkout" && status = error }',
            ),
            lines(
                "Checkout duration",
                "All but one of twenty checkouts take no longer.",
                services.quantile(0.95, _HTTP, "", _CHECKOUT),
                unit="s",
                limits=above("HttpLatencyP95High.max_seconds"),
                find='{ span.http.route = "/checkout" && duration > 200ms }',
            ),
            lines(
                "Errors by service",
                "Part of each service's requests that end with a server error.",
                services.share(f"{_HTTP}_count", 'http_response_status_code=~"5.."', "service_name"),
                unit="percentunit",
                to="services",
            ),
        ),
    )
