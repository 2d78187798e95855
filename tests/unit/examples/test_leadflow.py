"""Leadflow as its users run it: processes, their command lines, and the faults."""

from __future__ import annotations

import json
import re
import signal
from collections import Counter
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import httpx
from websockets.sync.client import connect

from leadflow.faults import FAULTS
from support.leadflow import running
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from websockets.sync.client import ClientConnection

    from support.leadflow import System


def test_each_lead_is_scored_queued_enriched_and_saved_at_the_portal(system: System) -> None:
    """What the storefront accepted reaches the portal through the worker, once."""
    before = _leads(system)
    summary = _load(system, "--leads", "25", "--rate", "100", "--seed", "7")
    assert summary["leads"]["accepted"] == sum(summary["leads"]["by_source"].values()) == 25
    assert summary["checkouts"]["accepted"] == summary["checkouts"]["sent"]
    accepted = _leads(system) - before
    assert len(accepted) == 25
    wait_for(lambda: _accounts(system).keys() >= accepted, 20, "the accounts of all leads")
    assert {_accounts(system)[lead] for lead in accepted} == {1}


def test_an_answer_holds_a_score_and_the_id_of_its_trace(system: System) -> None:
    answer = httpx.post(f"{system.storefront}/leads", json={"source": "web", "channel": "organic"})
    assert answer.status_code == 201
    assert 0 <= answer.json()["score"] <= 100
    assert re.fullmatch(r"[0-9a-f]{32}", answer.json()["trace_id"])


def test_whoever_listens_hears_of_each_lead_from_the_source_that_was_named(system: System) -> None:
    with connect(f"{system.storefront.replace('http', 'ws')}/live", proxy=None) as feed:
        feed.send("partner")
        wait_for(lambda: _heard(system, feed, "partner"), 20, "a lead on the live feed")
        assert {lead["source"] for lead in _heard(system, feed, "web", "partner")} == {"partner"}


def test_both_web_services_tell_what_they_check(system: System) -> None:
    for address, name in ((system.storefront, "model"), (system.portal, "database")):
        checks = httpx.get(f"{address}/health").json()["checks"]
        assert {check: found["status"] for check, found in checks.items()} == {name: "healthy"}


def test_a_lead_from_an_unknown_source_is_refused_by_name(system: System) -> None:
    answer = httpx.post(f"{system.storefront}/leads", json={"source": "moon", "channel": "organic"})
    assert answer.status_code == 422
    assert "source" in answer.text


def test_a_failing_payment_provider_answers_500_until_the_fault_is_off(system: System) -> None:
    order = {"plan": "team", "channel": "organic"}
    with _fault(system, "errors"):
        assert httpx.post(f"{system.portal}/checkout", json=order).status_code == 500
    assert "PaymentError" in system.log("portal")
    assert httpx.post(f"{system.portal}/checkout", json=order).json() == {"plan": "team", "amount": 125.5}


def test_no_leads_come_in_while_the_form_is_broken(system: System) -> None:
    with _fault(system, "no-leads"):
        answer = httpx.post(f"{system.storefront}/leads", json={"source": "web", "channel": "organic"})
    assert answer.status_code == 422


def test_slow_parts_take_most_of_a_second(system: System) -> None:
    lead, order = {"source": "web", "channel": "organic"}, {"plan": "team", "channel": "organic"}
    for fault, url, body in (
        ("slow-model", f"{system.storefront}/leads", lead),
        ("slowness", f"{system.portal}/checkout", order),
    ):
        with _fault(system, fault):
            answer = httpx.post(url, json=body)
        assert answer.status_code == 201
        assert answer.elapsed.total_seconds() >= 0.8


def test_a_stopped_worker_lets_its_queue_grow_and_works_it_off_afterwards(system: System) -> None:
    lead = {"source": "web", "channel": "organic"}
    queue = system.folder / "state" / "queue" / "messages"
    with _fault(system, "stopped-worker"):
        ids = {httpx.post(f"{system.storefront}/leads", json=lead).json()["lead_id"] for _ in range(8)}
        assert list(queue.glob("*.celery.msg"))
        assert not any(f"{lead_id} enriched" in system.log("worker") for lead_id in ids)
    wait_for(
        lambda: all(f"{lead_id} enriched" in system.log("worker") for lead_id in ids),
        20,
        "the worker to catch up",
    )


def test_the_load_ends_on_sigterm_with_its_summary(system: System) -> None:
    load = system.start("load", "--rate", "50")
    wait_for(lambda: "requests a second" in system.log("load"), 20, "the load to begin")
    load.send_signal(signal.SIGTERM)
    assert load.wait(20) == 0
    assert set(json.loads(system.log("load").splitlines()[-1])) == {"leads", "sign_ins", "checkouts"}


def test_a_load_without_services_counts_what_nobody_answered(system: System) -> None:
    nowhere = "http://127.0.0.1:9"
    done = system.run(
        "load",
        *("--seconds", "0.2", "--rate", "50"),
        LEADFLOW_STOREFRONT_URL=nowhere,
        LEADFLOW_PORTAL_URL=nowhere,
    )
    summary = json.loads(done.stdout.splitlines()[-1])
    assert sum(kind["unanswered"] for kind in summary.values()) == 10


def test_the_list_tells_each_fault_and_whether_it_is_on(system: System) -> None:
    with _fault(system, "slowness"):
        lines = system.run("faults", "list").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["on" if name == "slowness" else "off", name] for name in FAULTS
    ]


def test_an_unknown_fault_is_one_sentence_with_a_suggestion(system: System) -> None:
    done = system.run("faults", "on", "slow-modle")
    assert (done.returncode, done.stdout) == (1, "")
    assert "got 'slow-modle'" in done.stderr
    assert "did you mean slow-model?" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_and_an_unknown_broker_are_one_sentence(system: System) -> None:
    port = system.portal.rpartition(":")[2]
    for done in (
        system.run("portal", "--port", port),
        system.run("storefront", "--port", port),
        system.run("worker", LEADFLOW_BROKER="amqp://localhost"),
    ):
        assert done.returncode == 1
        assert "leadflow: " in done.stderr
        assert "→" in done.stderr
        assert "Traceback" not in done.stderr


def test_services_end_cleanly_on_sigterm(tmp_path: Path) -> None:
    """One of them with its fault on."""
    with running(tmp_path) as system:
        _switch(system, "on", "stopped-worker")
        httpx.post(f"{system.storefront}/leads", json={"source": "web", "channel": "organic"})
        statuses = system.end()
    assert set(statuses.values()) == {0}, statuses


def _leads(system: System) -> set[str]:
    return set(re.findall(r"storefront: lead (\w{32})", system.log("storefront")))


def _accounts(system: System) -> Counter[str]:
    return Counter(re.findall(r"portal: account (\w{32})", system.log("portal")))


def _heard(system: System, feed: ClientConnection, *sources: str) -> list[dict]:
    """Send a lead from each source, and return those of the feed."""
    for source in sources:
        httpx.post(f"{system.storefront}/leads", json={"source": source, "channel": "organic"})
    heard = []
    with suppress(TimeoutError):
        while True:
            heard.append(json.loads(feed.recv(timeout=1)))
    return [event for event in heard if "source" in event]


def _load(system: System, *arguments: str) -> dict:
    done = system.run("load", *arguments)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def _fault(system: System, name: str) -> Iterator[None]:
    """Have a fault inside the block, and none after it, whatever happens in the block."""
    _switch(system, "on", name)
    try:
        yield
    finally:
        _switch(system, "off", name)


def _switch(system: System, action: str, name: str) -> None:
    done = system.run("faults", action, name)
    assert done.returncode == 0, done.stderr
