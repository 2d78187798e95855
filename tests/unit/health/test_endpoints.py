"""`/health`, `/health/live` and `/health/ready` on the frameworks, and what they answer."""

from __future__ import annotations

import asyncio
import signal

import httpx
import pytest
from fastapi import FastAPI
from flask import Flask
from starlette.applications import Starlette

import otel_kit
from otel_kit import ConfigurationError, health


class Client:
    """Asks an application of ASGI, in an event loop of this thread."""

    def __init__(self, app):
        self.app = app

    def get(self, path):
        """Return the answer to one request."""

        async def ask():
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(self.app), base_url="http://app"
            ) as client:
                return await client.get(path)

        return asyncio.run(ask())


def clients(checks):
    """Return a client of each framework with the endpoints mounted."""
    flask, fastapi, starlette = Flask("app"), FastAPI(), Starlette()

    @fastapi.get("/{rest:path}")
    def everything(rest: str) -> str:
        return rest

    for app in (flask, fastapi, starlette):
        health.mount(app, registry=checks)
    return [flask.test_client(), Client(fastapi), Client(starlette)]


def content(answer):
    """Return the JSON of either kind of answer."""
    return answer.json if isinstance(answer.json, dict) else answer.json()


@pytest.fixture(params=[0, 1, 2], ids=["flask", "fastapi", "starlette"])
def client(request, checks):
    """A client of one framework."""
    return clients(checks)[request.param]


def test_health_says_what_each_check_says(client, checks):
    """And nothing of why that only its owner should know."""
    checks.add("orders", lambda: None, category="database", critical=True)
    checks.add("mail", lambda: health.degraded("slow"), category="external")
    answer = client.get("/health")
    found = content(answer)
    for one in found["checks"].values():
        assert one.pop("seconds") >= 0
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert found == {
        "status": "degraded",
        "score": 83,
        "ready": True,
        "stopping": False,
        "checks": {
            "orders": {"status": "healthy", "category": "database", "critical": True},
            "mail": {"status": "degraded", "category": "external", "critical": False, "reason": "slow"},
        },
    }


def test_ready_is_503_while_a_critical_check_fails(client, checks):
    """With its name; live is 200 all the same."""
    checks.add("orders", lambda: False, critical=True)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert content(answer) == {"status": "not ready", "stopping": False, "failing": ["orders"]}
    assert client.get("/health").status_code == 503
    assert client.get("/health/live").status_code == 200


def test_ready_is_200_without_any_check(client):
    """A service that answers can work."""
    assert (client.get("/health/ready").status_code, content(client.get("/health/ready"))["status"]) == (
        200,
        "ready",
    )


def test_from_sigterm_on_it_is_not_ready(checks):
    """The server's own handler is called after that."""
    heard = []
    before = signal.signal(signal.SIGTERM, lambda *_: heard.append(checks.is_stopping))
    try:
        client = clients(checks)[1]
        assert client.get("/health/ready").status_code == 200
        signal.raise_signal(signal.SIGTERM)
        assert heard == [True]
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.json()["stopping"]) == (503, True)
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_signal_that_nobody_handles_still_ends_the_process(checks):
    """Nothing is put in its way."""
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        clients(checks)
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, before)


def test_shutdown_turns_readiness_off(monkeypatch, checks):
    """The service says that it is about to end."""
    monkeypatch.setattr(health, "stopping", checks.stopping)
    otel_kit.shutdown()
    assert not checks.readiness().ready


def test_what_is_no_application_is_refused():
    """With what to do instead."""
    with pytest.raises(ConfigurationError, match=r"health\.report\(\)"):
        health.mount(object())
