"""`otel-kit alerts` against a real Alertmanager."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from otel_kit.ops.cli import alerts as command
from support.waiting import wait_for

PORTAL = {
    "alertname": "HttpErrorRateHigh",
    "severity": "critical",
    "category": "errors",
    "service_name": "portal",
}
WORKER = {**PORTAL, "service_name": "worker"}
NOTES = {"summary": "12 % of requests fail", "runbook_url": "docs/runbooks/HttpErrorRateHigh.md"}


@pytest.fixture
def api(start, sink):
    return start(notices=sink.url)


@pytest.fixture
def run(api):
    """Run `otel-kit alerts …`."""
    app = typer.Typer()
    app.callback()(lambda: None)
    command.register(app)
    return lambda *words: CliRunner().invoke(app, ["alerts", *words, "--alertmanager", api.base_url])


@pytest.fixture
def firing(api):
    api.send([{"labels": labels, "annotations": NOTES} for labels in (PORTAL, WORKER)])
    wait_for(lambda: len(api.alerts()) == 2, 10, "both alerts")


def states(api):
    return {one.labels["service_name"]: one.state for one in api.alerts()}


def test_nothing_that_fires_is_said_in_two_words(run):
    assert run("list").stdout == "nothing fires\n"


def test_list_has_a_line_an_alert_and_takes_labels(run, firing):
    assert len(run("list").stdout.splitlines()) == 2
    (line,) = run("list", "service=por").stdout.splitlines()
    assert line.startswith("✘ critical HttpErrorRateHigh  12 % of requests fail  (")


def test_show_has_the_runbook_and_who_was_told(run, firing):
    shown = run("show", "httperr", "service=portal").stdout

    assert "docs/runbooks/HttpErrorRateHigh.md" in shown
    assert "services-page" in shown


def test_an_acknowledged_alert_is_silent_and_the_same_of_another_service_is_not(run, api, firing):
    assert (
        run("ack", "HttpErr", "service=portal", "--for", "2 hours", "--comment", "rolling back").exit_code
        == 0
    )

    wait_for(
        lambda: states(api) == {"portal": "suppressed", "worker": "active"}, 10, "portal alone to be silent"
    )
    (silence,) = api.silences()
    assert silence.comment == "ACK rolling back"


def test_a_silence_begins_before_the_alert_and_ends_when_told(run, api):
    made = run("silence", "HttpErr", "service=portal", "--for", "until tomorrow 9:00", "--json")
    api.send([{"labels": PORTAL}])
    wait_for(lambda: states(api) == {"portal": "suppressed"}, 10, "the silence to hold")

    ended = run("expire", json.loads(made.stdout)["id"][:8])

    assert ended.stdout.startswith("✔ ended: silence ")
    wait_for(lambda: states(api) == {"portal": "active"}, 10, "the silence to be over")


def test_json_is_for_programs(run, firing):
    found = json.loads(run("list", "--json").stdout)
    made = json.loads(run("silence", "HttpErr", "service=portal", "--json").stdout)
    (ended,) = json.loads(run("expire", made["id"], "--json").stdout)

    assert {one["labels"]["service_name"] for one in found["alerts"]} == {"portal", "worker"}
    assert ended["id"] == made["id"]


def test_a_silence_takes_the_beginning_of_a_label_but_leaves_its_value_alone(run, api, firing):
    run("silence", "HttpErr", "sev=crit")

    (silence,) = api.silences()
    assert {one["name"]: one["value"] for one in silence.matchers} == {
        "alertname": "HttpErrorRateHigh",
        "severity": "crit",
    }


def test_test_proves_each_route_and_channel_and_ends_its_alerts(run, api, sink):
    result = run("test", "--team", "security", "--json", "--wait", "20")

    found = json.loads(result.stdout)
    receivers = {one["severity"]: one["receiver"] for one in found["routes"]}
    assert receivers == {"critical": "security-page", "warning": "security-ticket", "info": "security-note"}
    assert found["ok"]
    assert result.exit_code == 0
    assert sink.bodies("/alerts")
    wait_for(lambda: not api.alerts(), 10, "the synthetic alerts to end")


def test_test_fails_when_a_channel_does_not_take_it(start, run, api, sink):
    sink.answers["/alerts"] = [500] * 1000

    result = run("test", "--team", "security", "--wait", "2")

    assert result.exit_code == 1
    assert "✘ webhook: took 0 of" in result.stdout
