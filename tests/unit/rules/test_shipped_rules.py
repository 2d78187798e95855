"""The rules that ship with otel_kit: each is whole, proven to fire and to stay silent, and rendered as committed."""

from __future__ import annotations

import re

import pytest

from otel_kit.ops import rules
from otel_kit.ops._paths import bundle
from otel_kit.ops.rules._load import load_rules

LOADED = load_rules(rules.source())
ALERTS = {alert.name: alert for alert in LOADED.alerts}
# A document with its section, a method's chapter, a page of ours, a program's own source; or our own reason.
DOCUMENT = (
    r"(00[0-4] [A-Z][\w -]+, '[^']+'|(the )?SRE workbook, chapter \d|Sloth's default windows \(30 days\)"
    r"|Kubernetes documentation, '[^']+', '[^']+'|Linux, include/\S+\.h, [A-Z_]+|docs/(?P<page>[a-z-]+\.md))"
)
CITED = re.compile(rf"{DOCUMENT}|Ours: \S.*\S|Ours, see (?P<value>\w+)|Ours, (as|after) .*")
OURS_AFTER = re.compile(rf"Ours, (as|after) .*{DOCUMENT}")


def test_the_first_alerts_are_there():
    assert {
        "CheckoutErrorBudgetBurn",
        "CollectorDown",
        "HttpErrorRateHigh",
        "HttpLatencyP95High",
        "InferenceLatencyP95High",
        "LeadFlowStopped",
        "QueueBacklogGrowing",
        "ServiceAbsent",
        "SignInFailuresHigh",
        "TelemetryExportFailing",
        "Watchdog",
    } <= set(ALERTS)


def test_promtool_confirms_every_test(promtool):
    report = rules.run_tests()

    assert report.tests >= 2 * len(ALERTS)
    assert not report.failures, "\n\n".join(f"{one.name}\n{one.text}" for one in report.failures)


def test_check_finds_nothing_in_any_environment(promtool):
    report = rules.check()

    assert report.environments == ("demo",)
    assert [str(finding) for finding in report.findings] == []
    assert report.promtool == ()


@pytest.mark.parametrize("name", ALERTS)
def test_each_value_says_where_it_comes_from(name):
    for value in ALERTS[name].values.values():
        cited = CITED.match(value.source)
        assert cited, f"{value.place}: {value.name}: {value.source}"
        if value.source.startswith(("Ours, as", "Ours, after")):
            assert OURS_AFTER.match(value.source), (
                f"{value.place}: {value.name} names no document: {value.source}"
            )
        assert cited["value"] is None or cited["value"] in ALERTS[name].values, (
            f"{value.place}: {value.source}"
        )
        assert cited["page"] is None or bundle("docs", cited["page"]).is_file(), (
            f"{value.place}: {value.source}"
        )


@pytest.mark.parametrize("name", ALERTS)
def test_each_alert_has_a_dashboard_and_a_first_look_with_a_query(name):
    alert = ALERTS[name]

    assert alert.dashboard.name
    assert any(look.language == "promql" for look in alert.runbook.first_look)


@pytest.mark.parametrize("folder", ["rules/build/prometheus", "rules/build/tests", "docs/runbooks"])
def test_what_is_committed_is_what_the_source_makes(folder, tmp_path):
    rules.generate(tmp_path / "rules" / "build", tmp_path / "docs" / "runbooks")

    made = {path.name: path.read_text() for path in (tmp_path / folder).iterdir()}
    there = {path.name: path.read_text() for path in bundle(folder).iterdir()}
    assert made == there, "run: make generate"
