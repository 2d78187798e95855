"""No alert without its test, its runbook, its dashboard and its place in each form in which the rules are given away."""

from __future__ import annotations

import pytest
import yaml

from otel_kit.ops import rules
from otel_kit.ops._paths import bundle
from otel_kit.ops.rules._load import load_rules

ALERTS = load_rules(rules.source()).alerts
DASHBOARDS = {
    *("overview", "services", "errors", "ml", "business", "executive", "agents", "integrations", "security"),
    *("jobs", "data", "slo", "capacity", "incidents", "telemetry", "cost"),
}
BUILD = bundle("rules", "build")
PARTS = ("What it means", "Impact", "First look", "Likely causes", "Fix", "Escalate", "Prevent", "The rule")


def names_in(groups):
    return {rule["alert"] for group in groups for rule in group["rules"] if "alert" in rule}


def test_each_alert_is_in_the_rule_files_and_in_the_objects_for_kubernetes():
    in_files = [
        names_in(yaml.safe_load(path.read_text())["groups"]) for path in (BUILD / "prometheus").iterdir()
    ]
    in_objects = [
        names_in(yaml.safe_load(path.read_text())["spec"]["groups"])
        for path in (BUILD / "kubernetes").iterdir()
        if path.name != "kustomization.yaml"
    ]

    wanted = {alert.name for alert in ALERTS}
    assert set().union(*in_files) == wanted
    assert set().union(*in_objects) == wanted


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert.name)
def test_each_alert_has_tests_a_whole_runbook_and_a_dashboard_that_exists(alert):
    page = (bundle("docs", "runbooks") / f"{alert.name}.md").read_text()

    assert [part for part in PARTS if f"\n## {part}\n" not in page] == []
    assert any(case.fires for case in alert.tests)
    assert alert.name == "Watchdog" or any(not case.fires for case in alert.tests)
    assert alert.dashboard.name in DASHBOARDS
    assert alert.dashboard.panel
