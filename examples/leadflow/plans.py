"""What the portal sells: the price of a month in the reporting currency, and the feature that sells it."""

from __future__ import annotations

from typing import NamedTuple


class Plan(NamedTuple):
    """One plan."""

    price: float
    feature: str


PLANS = {
    "starter": Plan(29.0, "lead_inbox"),
    "team": Plan(125.5, "realtime_intelligence"),
    "company": Plan(990.0, "churn_prediction"),
}
