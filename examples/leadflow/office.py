"""What sales, customer success and finance do all day, beside the portal's requests; made up, as the visitors are."""

from __future__ import annotations

import random
import threading
import time
from typing import TYPE_CHECKING

from leadflow.plans import PLANS
from otel_kit import signals

if TYPE_CHECKING:
    from collections.abc import Callable

_EVERY = 0.5  # seconds
_STATUSES = {"new": 240, "contacted": 130, "qualified": 60, "won": 25}
_TIERS = {"starter": 420, "team": 180, "company": 24}
_HEALTH: dict[signals.revenue.AccountHealth, int] = {"healthy": 540, "at_risk": 38}
_NPS: dict[signals.adoption.NpsCategory, int] = {
    "promoter": 7,
    "passive": 2,
    "detractor": 1,
}  # of ten answers
_TARGETS: dict[signals.revenue.RevenueTargetLevel, float] = {"minimum": 0.8e6, "expected": 1e6}  # a month
_BUDGETS: dict[signals.cost.Period, float] = {"day": 40.0, "month": 1000.0}
_STAGES = {"discovery": 31, "offer": 14, "negotiation": 6}
_ROLES = ("sales", "success")
_DAY = 86_400.0


def open_for_business(every: float = _EVERY) -> None:
    """Work until the process ends."""
    threading.Thread(target=_work, args=(Office(), every), name="office", daemon=True).start()


def _work(office: Office, every: float) -> None:
    while True:
        office.step()
        time.sleep(every)


class Office:
    """An endless day's work, the same for the same seed; each step does a little of everything."""

    def __init__(self, seed: int = 7) -> None:
        """Begin with the leads, customers and deals of yesterday, and tell what is planned."""
        self._chance = random.Random(seed)
        self._desks: tuple[Callable[[], None], ...] = (
            self._sell,
            self._look_after_customers,
            self._ask_customers,
            self._coach,
            self._count,
        )
        _plan()

    def step(self) -> None:
        """Let each desk do one thing."""
        for desk in self._desks:
            desk()

    def _sell(self) -> None:
        role, status = self._chance.choice(_ROLES), self._chance.choice(list(_STATUSES))
        signals.leads.status_transition(status=status)
        signals.engagement.staff_interaction(interaction="call", channel="phone", role=role)
        signals.engagement.staff_productivity(self._around(22), role=role)  # calls a day
        plan = self._chance.choice(list(PLANS))
        signals.revenue.opportunity_identified(type="new_business", channel="phone")
        signals.revenue.opportunity_value(12 * PLANS[plan].price, type="new_business")
        signals.cost.amount(2e-5, category="compute", provider="cloud", feature=PLANS[plan].feature)
        signals.revenue.trial_started(tenant_tier=plan, channel="web")
        signals.revenue.conversion_started(name="trial_to_paid", channel="web")
        if self._chance.random() < 1 / 3:
            signals.revenue.trial_converted(tenant_tier=plan, channel="web")
            signals.revenue.subscription_started(tenant_tier=plan, channel="web")

    def _look_after_customers(self) -> None:
        signals.engagement.churn_risk(min(1.0, abs(self._chance.gauss(0.18, 0.1))))
        with (
            signals.engagement.churn_intervention(risk="medium", channel="email"),
            signals.engagement.message(channel="email", type="question", direction="inbound"),
        ):
            helped = self._chance.random() < 4 / 5
        result: signals.engagement.ChurnInterventionResult = "success" if helped else "no_response"
        signals.engagement.churn_intervention_result(result=result, channel="email", risk="medium")
        if self._chance.random() < 1 / 20:
            signals.revenue.refund(
                PLANS["starter"].price, type="sale", feature="lead_inbox", reason="not_needed"
            )
            signals.revenue.subscription_cancelled(tenant_tier="starter", reason="not_needed")

    def _ask_customers(self) -> None:
        plan = self._chance.choice(list(PLANS.values()))
        (category,) = self._chance.choices(list(_NPS), list(_NPS.values()))
        signals.adoption.nps_response(category=category, feature=plan.feature)
        signals.adoption.satisfaction(min(100.0, self._around(94)), subject="support", feature=plan.feature)
        signals.adoption.onboarding_step(step="import_contacts", result="completed")
        signals.adoption.session_duration(self._around(600), channel="web")
        signals.adoption.collaboration(action="note_shared")

    def _coach(self) -> None:
        with signals.engagement.coaching_analysis(type="call_review"):
            signals.engagement.coaching_session(type="call_review", role="sales")
        signals.engagement.coaching_alert(type="pace", channel="desktop", result="success")

    def _count(self) -> None:
        with signals.realtime.refresh(view="pipeline"):
            for status, leads in _STATUSES.items():
                signals.leads.open_leads(round(self._around(leads)), status=status)
            for stage, deals in _STAGES.items():
                signals.revenue.opportunities_open(deals, stage=stage, type="new_business")
        for tier, customers in _TIERS.items():
            signals.revenue.subscriptions_active(customers, tenant_tier=tier)
        for health, accounts in _HEALTH.items():
            signals.revenue.accounts_active(accounts, health=health)

    def _around(self, value: float) -> float:
        return value * self._chance.uniform(0.95, 1.05)


def _plan() -> None:
    """Tell what finance plans for and allows, and what is counted once a day."""
    for level, amount in _TARGETS.items():
        signals.revenue.target(amount, period="month", level=level)
        signals.revenue.target(12 * amount, period="year", level=level)
    for period, amount in _BUDGETS.items():
        signals.cost.budget(amount, period=period, category="compute")
        signals.cost.budget(amount / 2, period=period, provider="cloud")
        signals.cost.budget(amount / 4, period=period, feature="lead_inbox")
    for plan in PLANS.values():
        signals.revenue.target(2e5, period="month", level="expected", feature=plan.feature)
        signals.adoption.feature_adoption(0.72, feature=plan.feature, window="30d")
        signals.engagement.staff_engagement(0.85, feature=plan.feature, role="sales")
    signals.adoption.users_active(1830, window="30d")
    signals.security.secret_age(12 * _DAY, secret="payments_webhook")  # noqa: S106 its name
