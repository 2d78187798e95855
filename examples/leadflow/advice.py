"""Which plan to recommend: the one that companies of this size take."""

from __future__ import annotations

import math

from leadflow.plans import PLANS
from leadflow.segments import LARGE, MEDIUM, segment_of
from otel_kit import signals

_PLAN_FOR = {"small": "starter", "medium": "team", "large": "company"}


def plan_for(employees: int) -> str:
    """Recommend a plan; the nearer the company is to the next size, the less sure it is."""
    name = _PLAN_FOR[segment_of(employees)]
    feature = PLANS[name].feature
    with signals.engagement.recommend(type="plan", feature=feature) as call:
        size = math.log10(max(employees, 1))
        call.confidence = min(1.0, 0.5 + min(abs(size - math.log10(limit)) for limit in (MEDIUM, LARGE)))
    signals.engagement.recommendations_generated(type="plan", feature=feature)
    return name
