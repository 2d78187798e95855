"""What leadflow's office does beside the requests, and the payment that a buyer can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadflow import office, payments, train
from leadflow.portal import create_app
from otel_kit.testing import Telemetry, capture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep leadflow's state to the test."""
    monkeypatch.setenv("LEADFLOW_STATE", str(tmp_path))


@pytest.fixture
def telemetry() -> Iterator[Telemetry]:
    """Capture what is told; what the registry does not know is a fault."""
    with capture() as captured:
        yield captured
        assert captured.faults() == []


def test_a_few_steps_tell_of_leads_customers_answers_and_money(telemetry: Telemetry) -> None:
    days_work = office.Office()
    for _ in range(100):
        days_work.step()

    assert set(telemetry.metrics) >= {
        "kit.lead.open",
        "kit.opportunity.value",
        "kit.trial.converted",
        "kit.subscription.active",
        "kit.churn.interventions",
        "kit.nps.responses",
        "kit.coaching.sessions",
        "kit.view.refresh.duration",
        "kit.cost.budget",
        "kit.refund.amount",
    }


def test_the_same_seed_does_the_same_work() -> None:
    def amounts() -> list[float]:
        work = office.Office(seed=3)
        return [work._around(1) for _ in range(5)]

    assert amounts() == amounts()


def test_companies_that_are_spread_alike_have_not_drifted_and_others_have() -> None:
    past = train.history(1, 400)
    large = [row for row in past if row[0]["size"] >= 3]

    assert train.stability(past, train.history(2, 400)) < 0.1
    assert train.stability(past, large) > 0.25


def test_a_card_that_has_expired_is_told_to_the_buyer_and_to_the_operator(telemetry: Telemetry) -> None:
    order = {"plan": "team", "channel": "organic", "card_expired": True}

    answer = create_app().test_client().post("/checkout", json=order)

    assert (answer.status_code, answer.json) == (402, {"plan": "team", "error": "the card has expired"})
    assert "kit.error.count" in telemetry.metrics


def test_the_provider_takes_a_card_that_has_not_expired() -> None:
    payments.charge(29.0)
    with pytest.raises(payments.CardExpiredError):
        payments.charge(29.0, card_expired=True)
