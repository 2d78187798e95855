"""What leadflow's faults do to its smaller parts; each is off again with the test's folder."""

from __future__ import annotations

import asyncio
import json
import random
import re
import sqlite3
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from leadflow import experiment, faults, live, memory, model, notes, research, settings, visitors, webhooks
from leadflow.cache import Cache
from leadflow.portal import create_app
from leadflow.quota import Quota
from leadflow.store import Store
from otel_kit.ops import rules
from otel_kit.ops._paths import bundle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

README = bundle("examples", "leadflow", "README.md").read_text()
TRIES = 100  # what hits a third of all cases misses all of so many once in 10^17 times


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep leadflow's state to the test."""
    monkeypatch.setenv("LEADFLOW_STATE", str(tmp_path))


def test_the_readme_tells_each_fault_and_the_alerts_that_come_of_it() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \|.*\|(.*)\|$", README, re.MULTILINE))
    assert list(rows) == list(faults.FAULTS)
    known = set(rules.names())
    for alerts in rows.values():
        assert set(re.findall(r"`(\w+)`", alerts)) <= known


def test_several_faults_are_turned_on_and_off_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for action, active in (("on", [True, True]), ("off", [False, False])):
        monkeypatch.setattr("sys.argv", ["faults", action, "errors", "slowness"])
        faults.main()
        assert [faults.active("errors"), faults.active("slowness")] == active


@pytest.mark.parametrize(
    ("fault", "act", "error"),
    [
        ("broken-model", lambda: model.score("web", "paid", 10), model.ScoringError),
        ("broken-embedding", lambda: research.similar_to("a", "small web paid"), memory.EmbeddingError),
        ("locked-database", lambda: Store().plan("team"), sqlite3.OperationalError),
    ],
)
def test_some_of_it_fails_while_the_fault_is_on(
    fault: str, act: Callable[[], object], error: type[Exception]
) -> None:
    def fails() -> bool:
        try:
            act()
        except error:
            return True
        return False

    assert not any(fails() for _ in range(TRIES))
    faults.switch(fault, on=True)
    assert {fails() for _ in range(TRIES)} == {True, False}


def test_a_locked_database_fails_its_health_check() -> None:
    database = Store()
    database.ping()
    faults.switch("locked-database", on=True)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        database.ping()


def test_a_cold_cache_asks_each_time() -> None:
    asked: list[str] = []
    cache = Cache("letters", lambda key: asked.append(key) or key)
    faults.switch("cold-cache", on=True)
    assert [cache.get("a"), cache.get("a")] == ["a", "a"]
    assert asked == ["a", "a"]


def test_a_small_quota_is_used_up_after_sixty_calls_and_the_large_one_is_there_again_afterwards() -> None:
    quota = Quota("test", 1000)
    faults.switch("small-quota", on=True)
    assert [quota.take() for _ in range(61)] == [True] * 60 + [False]
    assert quota.headers()["RateLimit-Remaining"] == "0"
    faults.switch("small-quota", on=False)
    assert quota.take()


def test_a_forgetful_memory_finds_nothing() -> None:
    companies = memory.Memory()
    companies.add("a", memory.embed("large web organic"))
    faults.switch("forgetful-memory", on=True)
    assert companies.search(memory.embed("large web organic")) == []


def test_a_broken_note_is_empty_and_the_lead_goes_on() -> None:
    faults.switch("broken-notes", on=True)
    assert {notes.take_in("please call") for _ in range(TRIES)} == {"please call", ""}


def test_attacks_come_in_the_notes_of_leads() -> None:
    faults.switch("attacks", on=True)
    some = islice(visitors.visits(random.Random(1), settings.current()), TRIES)
    written = {visit.body["note"] for visit in some if visit.kind == "leads"}
    assert any("DROP TABLE" in note for note in written)
    assert {notes.take_in(note) for note in written} == {""}


def test_one_variant_is_what_everybody_sees() -> None:
    assert {experiment.expose(str(number)) for number in range(TRIES)} == set(experiment.VARIANTS)
    faults.switch("one-variant", on=True)
    assert {experiment.expose(str(number)) for number in range(TRIES)} == {"control"}


def test_a_silent_feed_tells_nobody() -> None:
    async def listen() -> list[bool]:
        feed = live.Feed()
        beating = asyncio.create_task(feed.beat())
        await asyncio.sleep(0)
        told = []
        with feed.listener() as listener:
            for on in (False, True):
                faults.switch("silent-feed", on=on)
                feed.publish({"lead_id": "a"}, 0.0)
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                told.append(not listener.waiting.empty())
                while not listener.waiting.empty():
                    listener.waiting.get_nowait()
        beating.cancel()
        return told

    assert asyncio.run(listen()) == [True, False]


def test_a_webhook_whose_signature_is_made_with_another_secret_is_refused() -> None:
    body = json.dumps({"id": "p-2", "event": webhooks.EVENT}).encode()
    headers = {"Content-Type": "application/json", "X-Signature": webhooks.signature(body)}
    portal = create_app().test_client()
    assert portal.post("/webhooks/payments", data=body, headers=headers).status_code == 200
    faults.switch("unsigned-webhooks", on=True)
    headers["X-Signature"] = webhooks.signature(body)
    assert portal.post("/webhooks/payments", data=body, headers=headers).status_code == 401
