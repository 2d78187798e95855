"""What silences what: each `inhibited_by` of the rules, in a real Alertmanager."""

from __future__ import annotations

import pytest
import yaml

from otel_kit.ops import alerts, rules
from otel_kit.ops.rules._load import load_rules
from support.waiting import wait_for

LOADED = {alert.name: alert for alert in load_rules(rules.source()).alerts}
EQUAL = {
    (rule["name"].split(" over ")[0], target): rule.get("equal", [])
    for rule in yaml.safe_load((alerts.source() / "alertmanager.yml").read_text())["inhibit_rules"]
    for target in rule["target_matchers"][0].partition('"')[2].strip('"').split("|")
    if rule["name"] != "critical over warning"
}
PAIRS = sorted((one.alert, alert.name) for alert in LOADED.values() for one in alert.inhibited_by)


@pytest.fixture
def states(start):
    """Send alerts; return the state of each by its label `n`."""
    api = start()

    def states(*label_sets):
        api.send([{"labels": {"n": str(n), **labels}} for n, labels in enumerate(label_sets)])

        def known():
            found = {one.labels["n"]: one.state for one in api.alerts()}
            return found if len(found) == len(label_sets) and "unprocessed" not in found.values() else None

        wait_for(known, 10, "the alerts to be routed")
        return lambda: {n: state for n, state in sorted(known().items())}  # noqa: C416 a fresh copy

    return states


def test_each_inhibited_by_of_the_rules_is_in_the_configuration():
    assert sorted(EQUAL) == PAIRS


def test_every_alert_is_silent_while_what_explains_it_fires_and_only_for_the_same_thing(states):
    """All pairs at once: the labels of each are its own, and its other is the same alert about another thing."""
    sent, expected = [], {}
    for number, (source, target) in enumerate(PAIRS):
        same = dict.fromkeys(EQUAL[source, target], f"thing-{number}")
        other = dict.fromkeys(EQUAL[source, target], f"other-{number}")
        for name, labels, state in (
            (source, same, None),
            (target, same, "suppressed"),
            (target, other, "active"),
        ):
            if name == target and not labels and state == "active":
                continue  # whatever the source is about, it explains all of these
            if state:
                expected[str(len(sent))] = (state, source, target)
            sent.append({"alertname": name, "pair": str(number), **labels})
    explained = {target for source, target in PAIRS if not EQUAL[source, target]}
    expected = {
        n: (state, source, target)
        for n, (state, source, target) in expected.items()
        if state == "suppressed" or target not in explained
    }

    now = states(*sent)

    def all_as_expected():
        found = now()
        return [pair for n, (state, *pair) in expected.items() if found[n] != state] == []

    assert expected
    wait_for(all_as_expected, 10, "the consequences to be silent and the others not")


def test_of_one_problem_of_a_service_the_critical_alert_is_told_alone(states):
    same = {"category": "latency", "deployment_environment_name": "prod", "service_name": "portal"}

    now = states(
        {"alertname": "A", "severity": "critical", **same},
        {"alertname": "B", "severity": "warning", **same},
        {"alertname": "C", "severity": "warning", **same, "service_name": "worker"},
        {"alertname": "D", "severity": "warning", "service_name": "portal"},
        {"alertname": "E", "severity": "critical", "service_name": "portal"},
        {"alertname": "F", "severity": "warning", **same, "deployment_environment_name": "test"},
    )

    expected = {"0": "active", "1": "suppressed", "2": "active", "3": "active", "4": "active", "5": "active"}
    wait_for(lambda: now() == expected, 10, "B alone to be silent")


@pytest.mark.parametrize("machine", ["instance", "node"])
def test_a_critical_machine_does_not_hide_the_warnings_of_the_others(states, machine):
    same = {"category": "system", "service_name": "host"}

    now = states(
        {"alertname": "A", "severity": "critical", **same, machine: "web-1"},
        {"alertname": "B", "severity": "warning", **same, machine: "web-1"},
        {"alertname": "B", "severity": "warning", **same, machine: "web-2"},
    )

    expected = {"0": "active", "1": "suppressed", "2": "active"}
    wait_for(lambda: now() == expected, 10, "the warning of web-1 alone to be silent")
