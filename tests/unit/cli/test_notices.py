"""`otel-kit notices list`: what arrived, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from otel_kit.ops.notices import Notice, Store
from otel_kit.ops.stack import Stack
from support.standins import no_rules

FIRING = Notice(
    received_at="2026-11-24T12:04:32.005Z",
    status="firing",
    alertname="HttpErrors",
    severity="critical",
    service_name="portal",
    summary="portal answers 500",
    description="12 % of requests",
    runbook_url="docs/runbooks/HttpErrors.md",
    starts_at="2026-11-24T12:04:31Z",
    ends_at="",
    labels={"alertname": "HttpErrors"},
    fingerprint="c1",
)


@pytest.fixture
def store(home, monkeypatch):
    """The store of a stack that was up once."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    stack = Stack(home, rules=no_rules)
    stack.prepare()
    stack.down()
    return Store(home / "data" / "notices" / "notices.jsonl")


def test_nothing_yet_is_said(run, store):
    assert run("notices", "list").out == "nothing was delivered yet\n"
    assert json.loads(run("notices", "list", "--json").out) == {"notices": []}


def test_each_notice_is_told_in_two_lines_oldest_first(run, store):
    store.add([FIRING, replace(FIRING, status="resolved", received_at="2026-11-24T12:06:12.100Z")])

    assert run("notices", "list").out == (
        "2026-11-24 12:04:32Z  firing    critical  HttpErrors  portal\n    portal answers 500\n"
        "2026-11-24 12:06:12Z  resolved  critical  HttpErrors  portal\n    portal answers 500\n"
    )


def test_as_json_all_fields_are_there(run, store):
    store.add([FIRING])
    (notice,) = json.loads(run("notices", "list", "--json").out)["notices"]

    assert (notice["alertname"], notice["labels"], notice["fingerprint"]) == (
        "HttpErrors",
        {"alertname": "HttpErrors"},
        "c1",
    )


def test_what_arrived_cannot_steer_the_terminal(run, store):
    store.add([replace(FIRING, summary="\x1b[2J\x1b]0;gone\x07fine\r\nand \ud800", alertname="A\x1b[31m")])
    out = run("notices", "list").out

    assert "\x1b" not in out
    assert "\r" not in out
    assert "fine" in out
    assert len(out.splitlines()) == 2
