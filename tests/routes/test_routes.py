"""Where each alert ends up, and that the configuration is sound with any set of channels."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml

from otel_kit.ops import alerts, rules
from otel_kit.ops._paths import bundle
from otel_kit.ops.rules._load import load_rules
from otel_kit.ops.rules._render import groups, rules_of
from support.alertmanager import program, write_config

LOADED = load_rules(rules.source())
TEAM_OF = {
    **dict.fromkeys(("availability", "health", "errors", "latency", "traffic", "saturation", "slo", "realtime", "jobs", "integrations", "delivery"), "services"),
    **dict.fromkeys(("system", "containers", "kubernetes", "capacity", "telemetry", "incidents", "detection"), "platform"),
    **dict.fromkeys(("database", "cache"), "data"),
    **dict.fromkeys(("ml", "genai", "agents", "knowledge", "experiments"), "ml"),
    "security": "security",
    "business": "business",
    "cost": "business",
}  # fmt: skip
LEVEL_OF = {"critical": "page", "warning": "ticket", "info": "note"}
RENDERED = sorted(
    {
        (rule["alert"] if rule["alert"] == "Watchdog" else "Any", rule["labels"]["category"], rule["labels"]["severity"])
        for rule in rules_of(groups(LOADED, LOADED.default))
        if "alert" in rule
    }
)  # fmt: skip
EVERY_CHANNEL = {
    "OTEL_KIT_ALERTS_PAGERDUTY": "R0UT1NGKEY",
    "OTEL_KIT_ALERTS_JSM": "key",
    "OTEL_KIT_ALERTS_INCIDENTIO": "https://token@api.incident.io/v2/alert_events/alertmanager/1",
    "OTEL_KIT_ALERTS_SNS": "arn:aws:sns:eu-central-1:123456789012:alerts",
    "OTEL_KIT_ALERTS_SLACK": "https://hooks.slack.com/services/a/b/c",
    "OTEL_KIT_ALERTS_SLACK_SECURITY": "https://hooks.slack.com/services/d/e/f",
    "OTEL_KIT_ALERTS_TEAMS": "https://example.webhook.office.com/x",
    "OTEL_KIT_ALERTS_DISCORD": "https://discord.com/api/webhooks/1/x",
    "OTEL_KIT_ALERTS_EMAIL": "smtp://me:secret@mail.example.com/?from=alerts@example.com&to=team@example.com",
    "OTEL_KIT_ALERTS_WEBHOOK": "https://hooks.example.com/alerts",
}


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    return write_config(tmp_path_factory.mktemp("routes"))


def receivers_of(config, *labels):
    """Ask amtool where labels lead to."""
    command = [program("amtool"), "config", "routes", "test", f"--config.file={config}", *labels]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_each_category_of_the_rules_belongs_to_a_team_on_purpose():
    owned = {
        category
        for team in yaml.safe_load((alerts.source() / "routes.yaml").read_text())["teams"]
        for category in team["categories"]
    }

    assert {alert.category for alert in LOADED.alerts} <= owned


@pytest.mark.parametrize(("name", "category", "severity"), RENDERED)
def test_every_alert_reaches_its_team_at_the_level_of_its_severity(config, name, category, severity):
    """What routes look at, for every alert that there is: its category and its severity."""
    expected = "watchdog" if name == "Watchdog" else f"{TEAM_OF[category]}-{LEVEL_OF[severity]}"

    labels = (f"alertname={name}", f"category={category}", f"severity={severity}", "service_name=portal")
    assert receivers_of(config, *labels) == [expected]


@pytest.mark.parametrize("team", sorted(set(TEAM_OF.values())))
def test_a_team_label_comes_before_the_category(config, team):
    assert receivers_of(config, f"team={team}", "category=database", "severity=critical") == [f"{team}-page"]


def test_what_nobody_owns_reaches_the_first_team(config):
    assert receivers_of(config, "category=unheard_of", "severity=critical") == ["services-page"]
    assert receivers_of(config, "alertname=Foreign") == ["services-ticket"]


@pytest.mark.parametrize("environ", [{}, EVERY_CHANNEL], ids=["the local sink alone", "every channel"])
def test_amtool_and_amlint_find_nothing_wrong(tmp_path, environ):
    config = write_config(tmp_path, environ)

    for command in (
        [program("amtool"), "check-config", str(config)],
        [sys.executable, "-m", "amlint.cli", "check", str(config)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_route_is_reached_by_some_alert(config, tmp_path):
    """Amlint walks the tree for each case and counts the routes that none reaches."""
    teams = sorted(set(TEAM_OF.values()))
    cases = [
        {"labels": {"alertname": "A", label: value, "severity": severity}, "receivers": [f"{team}-{level}"]}
        for team in teams
        for label, value in [
            ("team", team),
            *(("category", one) for one, owner in TEAM_OF.items() if owner == team),
        ]
        for severity, level in [*LEVEL_OF.items(), ("strange", "ticket")]
    ]
    cases.append({"labels": {"alertname": "Watchdog"}, "receivers": ["watchdog"]})
    tests = tmp_path / "cases.yaml"
    tests.write_text(yaml.safe_dump(cases))

    done = subprocess.run(
        [sys.executable, "-m", "amlint.cli", "test", "--fail-under", "100", str(config), str(tests)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_committed_is_what_the_source_makes(tmp_path):
    alerts.build(tmp_path, {})

    committed = bundle("deploy", "backends", "alertmanager", "alertmanager.yml").read_text()
    assert (tmp_path / "alertmanager.yml").read_text() == committed, "run: make generate"
