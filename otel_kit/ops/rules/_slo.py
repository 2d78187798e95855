"""Recording rules and burn-rate alerts of an objective, under the names that Sloth gives them.

The method is the SRE workbook's multi-window, multi-burn-rate alert (chapter 5, "Alerting on SLOs"): a page and a
ticket, each of a quick and a slow pair of windows; both windows of a pair must burn the budget faster than the
pair's factor, the long one says that it matters, the short one that it still goes on.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import SourceError
from otel_kit.ops.rules import _units
from otel_kit.ops.rules._load_slo import WINDOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.ops.rules._model import Slo
    from otel_kit.ops.rules._render import InForce

__all__ = ["VALUES", "alerts", "recordings"]

PERIOD = "30d"
TIERS = ("page", "ticket")
_PAIRS = ("quick", "slow")
_PARTS = ("factor", "long", "short")
VALUES = (*(f"{tier}_{pair}_{part}" for tier in TIERS for pair in _PAIRS for part in _PARTS), "min_events")


def recordings(slo: Slo, alert: InForce) -> list[dict[str, Any]]:
    """Return the error ratio of each window, and what a dashboard needs: objective, budget, burn, what remains."""
    values = _values(slo, alert)
    windows = _windows(values)
    labels = {**slo.labels, "sloth_id": slo.id, "sloth_service": slo.service, "sloth_slo": slo.name}
    ratios = [
        _recorded(f"slo:sli_error:ratio_rate{w}", _ratio(slo, w), {**labels, "sloth_window": w})
        for w in windows
    ]
    period = _recorded(
        f"slo:sli_error:ratio_rate{PERIOD}",
        _over_the_period(slo, windows[0]),
        {**labels, "sloth_window": PERIOD},
    )
    return [*ratios, period, *(_recorded(name, expr, labels) for name, expr in _budget(slo, windows[0]))]


def alerts(slo: Slo, alert: InForce) -> list[tuple[str, dict[str, str]]]:
    """Return the expression and the labels of the page and of the ticket. The value is the burn rate."""
    values = _values(slo, alert)
    made = []
    for tier, labels in zip(TIERS, (slo.page_labels, slo.ticket_labels), strict=True):
        if labels is not None:
            pairs = [_pair(slo, values, f"{tier}_{pair}") for pair in _PAIRS]
            made.append(("\nor\n".join(pairs), {**slo.labels, **labels, "service_name": slo.service}))
    return made


def _values(slo: Slo, alert: InForce) -> dict[str, float | str]:
    for name in VALUES:
        if name not in alert.values:
            place = alert.alert.place
            raise SourceError(
                place, f"alert {alert.alert.name} of {slo.id} lacks the value '{name}'", "add it to 'values'"
            )
    return {name: value.amount for name, value in alert.values.items()}


def _windows(values: Mapping[str, float | str]) -> list[str]:
    """Return all windows, the shortest first."""
    named = {str(values[name]) for name in VALUES if name.endswith(("_long", "_short"))}
    return sorted(named, key=_units.seconds)


def _pair(slo: Slo, values: Mapping[str, float | str], name: str) -> str:
    factor, long, short = (values[f"{name}_{part}"] for part in _PARTS)
    least = _units.in_query(values["min_events"])
    return "\n".join(
        [
            "(",
            f"  max without (sloth_window) ({_burn(slo, str(long))}) > {_units.in_query(factor)}",
            "  and",
            f"  max without (sloth_window) ({_burn(slo, str(short))}) > {_units.in_query(factor)}",
            "  and on ()",
            f"  {_events(slo, str(long), _windows(values)[0])} >= {least}",
            ")",
        ]
    )


def _events(slo: Slo, window: str, shortest: str) -> str:
    """Return how many events a window has; of what is measured, how often it was."""
    if slo.ratio_query:
        return f"sum (count_over_time(slo:sli_error:ratio_rate{shortest}{_only(slo)}[{window}]))"
    return f"({slo.total_query.replace(WINDOW, window)}) * {_units.in_query(_units.seconds(window))}"


def _burn(slo: Slo, window: str) -> str:
    return f"slo:sli_error:ratio_rate{window}{_only(slo)} / {_budget_ratio(slo)}"


def _ratio(slo: Slo, window: str) -> str:
    if slo.ratio_query:
        return slo.ratio_query.replace(WINDOW, window)
    errors, total = (query.replace(WINDOW, window) for query in (slo.error_query, slo.total_query))
    # Errors that have never happened have no series: they are none. Without events there is no ratio, not one that
    # is no number: a single NaN would make one of the whole period.
    return f"(({errors}) or 0 * ({total}))\n/\n(({total}) > 0)"


def _over_the_period(slo: Slo, window: str) -> str:
    return f"avg_over_time(slo:sli_error:ratio_rate{window}{_only(slo)}[{PERIOD}])"


def _budget(slo: Slo, window: str) -> list[tuple[str, str]]:
    only, budget = _only(slo), _budget_ratio(slo)
    per_window = "/ on (sloth_id, sloth_slo, sloth_service) group_left ()\nslo:error_budget:ratio" + only
    return [
        ("slo:objective:ratio", f"vector({1 - Decimal(budget)})"),
        ("slo:error_budget:ratio", f"vector({budget})"),
        ("slo:time_period:days", f"vector({_units.in_query(_units.seconds(PERIOD) / 86400)})"),
        ("slo:current_burn_rate:ratio", f"slo:sli_error:ratio_rate{window}{only}\n{per_window}"),
        ("slo:period_burn_rate:ratio", f"slo:sli_error:ratio_rate{PERIOD}{only}\n{per_window}"),
        ("slo:period_error_budget_remaining:ratio", f"1 - slo:period_burn_rate:ratio{only}"),
    ]


def _recorded(name: str, expr: str, labels: Mapping[str, str]) -> dict[str, Any]:
    return {"record": name, "expr": expr, "labels": dict(labels)}


def _only(slo: Slo) -> str:
    return f'{{sloth_id="{slo.id}"}}'


def _budget_ratio(slo: Slo) -> str:
    return f"{(100 - Decimal(str(slo.objective))) / 100:f}"
