"""Leadflow's smaller parts: the cache, the quota, the memory, the experiment, members, notes, webhooks and the feed."""

from __future__ import annotations

import json
import random
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from leadflow import advice, experiment, live, members, memory, notes, settings, train, visitors, webhooks
from leadflow.cache import Cache
from leadflow.model import weights
from leadflow.portal import create_app
from leadflow.quota import Quota
from otel_kit.testing import capture

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep leadflow's state to the test."""
    monkeypatch.setenv("LEADFLOW_STATE", str(tmp_path))


def test_a_cache_asks_again_only_for_what_it_does_not_have_any_more() -> None:
    now, asked = [0.0], []

    def load(key: str) -> str | None:
        asked.append(key)
        return None if key == "gone" else key.upper()

    cache = Cache("letters", load, keep=10.0, clock=lambda: now[0])
    assert [cache.get("a"), cache.get("a"), cache.get("gone"), cache.get("gone")] == ["A", "A", None, None]
    now[0] = 10.0
    assert cache.get("a") == "A"
    assert asked == ["a", "gone", "gone", "a"]


def test_a_quota_refuses_what_is_too_much_until_the_minute_is_over() -> None:
    now = [0.0]
    quota = Quota("test", 2, clock=lambda: now[0])
    assert [quota.take(), quota.take(), quota.take()] == [True, True, False]
    now[0] = 45.0
    assert quota.headers() == {
        "RateLimit-Limit": "2",
        "RateLimit-Remaining": "0",
        "RateLimit-Reset": "15",
    }
    now[0] = 60.0
    assert quota.take()


def test_the_memory_finds_the_companies_that_are_most_alike() -> None:
    companies = memory.Memory()
    for name, text in {"a": "large web organic", "b": "large web paid", "c": "xyz 123 qqq"}.items():
        companies.add(name, memory.embed(text))
    assert companies.search(memory.embed("large web organic"))[0] == "a"
    assert "c" not in companies.search(memory.embed("large web organic"))


def test_even_an_empty_text_becomes_a_vector() -> None:
    assert sum(part * part for part in memory.embed("")) == pytest.approx(1)


def test_a_visitor_sees_the_same_variant_each_time_and_half_of_them_each() -> None:
    seen = [experiment.variant_of(f"visitor-{number}") for number in range(2000)]
    assert seen == [experiment.variant_of(f"visitor-{number}") for number in range(2000)]
    assert seen.count("control") == pytest.approx(1000, abs=100)


def test_the_experiment_is_worked_out_while_it_goes_on() -> None:
    with capture() as captured:
        for number in range(4000):
            variant = experiment.expose(f"visitor-{number}")
            experiment.bought(variant, 49.0, recommended=variant == "recommended_first" or number % 2 == 0)
        effect = captured.metrics["kit.experiment.effect.estimate"].value(variant="recommended_first")

    assert effect == pytest.approx(1, abs=0.2)  # twice as many


def test_only_analysts_open_what_is_for_analysts() -> None:
    assert members.opens("ada", "churn_prediction")
    assert not members.opens("linus", "churn_prediction")
    assert members.opens("linus", "lead_inbox")
    assert not members.opens("ada", "whatever somebody types")


@pytest.mark.parametrize(("employees", "plan"), [(1, "starter"), (50, "team"), (5000, "company")])
def test_a_plan_is_recommended_by_the_size_of_the_company(employees: int, plan: str) -> None:
    assert advice.plan_for(employees) == plan


def test_an_address_in_a_note_goes_no_further() -> None:
    assert notes.take_in("write to kim.doe@example.com") == "write to [redacted:email]"


def test_the_model_is_right_often_enough_for_the_alert_on_its_accuracy() -> None:
    assert train.accuracy(weights(), train.history(1, 500)) > 0.85


def test_a_payment_that_is_told_twice_is_taken_once_and_one_without_signature_never() -> None:
    portal = create_app().test_client()
    body = json.dumps({"id": "p-1", "event": webhooks.EVENT}).encode()

    def tell(signature: str) -> int | str:
        headers = {"Content-Type": "application/json", "X-Signature": signature}
        answer = portal.post("/webhooks/payments", data=body, headers=headers)
        return answer.json["result"] if answer.status_code == 200 else answer.status_code

    assert [tell(webhooks.sign(body)), tell(webhooks.sign(body)), tell("guess"), tell("gu\xe9ss")] == [
        "accepted",
        "duplicate",
        401,
        401,
    ]


def test_a_listener_gets_what_comes_from_the_source_that_it_named() -> None:
    listener = live.Listener()
    listener.source = "web"
    for source in ("event", "web"):
        listener.hear({"source": source})
    assert listener.waiting.get_nowait() == {"source": "web"}
    assert listener.waiting.empty()


def test_a_listener_that_is_slow_misses_the_oldest() -> None:
    listener = live.Listener()
    for number in range(150):
        listener.hear({"number": number})
    assert listener.waiting.qsize() == 100
    assert listener.waiting.get_nowait() == {"number": 50}


def test_of_three_hundred_visitors_some_are_robots_and_some_write_their_address() -> None:
    """What the chain's test counts on, for the same seed."""
    sent = list(islice(visitors.visits(random.Random(7), settings.load({})), 300))
    assert any(visit.body.get("user") == "admin" for visit in sent)
    assert any("@" in visit.body.get("note", "") for visit in sent)
