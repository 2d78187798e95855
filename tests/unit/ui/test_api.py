"""What the page asks otel_kit itself."""

from __future__ import annotations

import json

from otel_kit.ops import dashboards, rules
from otel_kit.ops.clients import ActiveAlert, RuleAlert
from otel_kit.ops.stack.ports import free_ports
from otel_kit.ops.ui import Backends
from otel_kit.ops.ui._alerts import told


def put(backend, path, data):
    backend.answers[path] = (200, "application/json", json.dumps({"status": "success", "data": data}))


def test_the_boards_are_listed_with_their_rows(client):
    boards = {board["name"]: board for board in client.get("/api/dashboards").json()}

    assert set(boards) == {board.name for board in dashboards.boards()}
    assert boards["services"]["rows"][0] == "Is it all right?"
    assert boards["services"]["panels"] > 15


def test_a_board_is_what_the_converter_makes_of_it(client):
    assert client.get("/api/dashboards/services").json() == dashboards.perses()["services"]


def test_an_unknown_board_is_refused_with_the_one_that_was_meant(client):
    answer = client.get("/api/dashboards/sevices")

    assert answer.status_code == 404
    assert answer.json()["error"] == "no dashboard is called 'sevices'; did you mean services?"


def test_each_alert_has_its_runbook(client):
    book = client.get("/api/runbooks/Watchdog").json()

    assert book["title"] == "Watchdog"
    assert "## First look" in book["markdown"]
    assert set(rules.runbooks()) == set(rules.names())


def test_a_live_alert_leads_to_its_runbook_and_its_panel(client, backend):
    labels = {"alertname": "HttpErrorRateHigh", "severity": "critical", "service_name": "shop"}
    alert = {
        "labels": labels,
        "annotations": {"summary": "shop answers 12 % with errors"},
        "state": "firing",
        "activeAt": "2026-11-24T12:00:00Z",
        "value": "1.2e-01",
    }
    put(backend, "/api/v1/alerts", {"alerts": [alert]})
    backend.answers["/api/v2/alerts"] = (200, "application/json", "[]")

    (told,) = client.get("/api/alerts").json()

    assert told["runbook"] == "HttpErrorRateHigh"
    assert (told["dashboard"], told["since"], told["value"]) == ("services", "2026-11-24T12:00:00Z", 0.12)
    assert told["panel"] in {panel.title for board in dashboards.boards() for panel in board.panels()}
    assert told["notified"] == "not yet"


def test_alerts_that_fire_come_before_those_that_wait_and_the_worst_first():
    found = told(
        [
            RuleAlert("B", "pending", {"severity": "critical"}, {}),
            RuleAlert("C", "firing", {"severity": "info"}, {}),
            RuleAlert("A", "firing", {"severity": "critical"}, {}, value=float("nan")),
        ],
        None,
        {},
    )

    assert [alert["name"] for alert in found] == ["A", "C", "B"]
    assert (found[0]["runbook"], found[0]["notified"], found[0]["value"]) == (None, "unknown", None)


def test_a_silenced_alert_says_so():
    labels = {"alertname": "A", "service_name": "shop"}
    held = [ActiveAlert("A", "suppressed", {**labels, "cluster": "one"}, ())]

    (found,) = told([RuleAlert("A", "firing", labels, {})], held, {})

    assert found["notified"] == "suppressed"


def test_the_state_names_each_server_and_what_flows(client, backend):
    put(backend, "/api/v1/query", {"resultType": "vector", "result": [{"metric": {}, "value": [1, "7.5"]}]})
    put(backend, "/api/v1/rules", {"groups": [{"rules": [{"type": "alerting"}, {"type": "recording"}]}]})
    put(backend, "/api/v1/alerts", {"alerts": []})

    state = client.get("/api/state").json()

    assert set(state["backends"]) == {"prometheus", "tempo", "loki", "alertmanager"}
    assert state["backends"]["tempo"]["url_ok"] is True
    assert state["flow"] == {"spans": 7.5, "logs": 7.5, "points": 7.5}
    assert state["rules"] == {"alerts": 1, "recordings": 1, "firing": 0}
    assert state["token_required"] is False


def test_the_state_tells_which_server_does_not_answer_and_what_is_unknown_then(served, backend):
    (port,) = free_ports(1)
    dead = f"http://127.0.0.1:{port}"
    with served(backends=Backends(dead, backend.url, backend.url, backend.url)) as client:
        state, alerts = client.get("/api/state").json(), client.get("/api/alerts")

    assert state["backends"]["prometheus"] == {
        "url_ok": False,
        "detail": f"Prometheus at 127.0.0.1:{port}: does not listen",
    }
    assert state["flow"]["spans"] is None
    assert state["rules"]["firing"] is None
    assert (alerts.status_code, "does not answer" in alerts.json()["error"]) == (502, True)


def test_a_window_that_is_none_is_refused_with_what_to_write(client):
    answer = client.get("/api/errors", params={"window": "soon"})

    assert answer.status_code == 400
    assert "soon" in answer.json()["error"]
    assert client.get("/api/routes", params={"limit": "0"}).status_code == 400


def test_a_write_to_the_api_is_refused(client):
    assert client.post("/api/dashboards").status_code == 405
    assert client.delete("/api/alerts").status_code == 405
