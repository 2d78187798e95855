"""Objectives in Sloth's format become recordings and a multi-window, multi-burn-rate alert."""

from __future__ import annotations

import re

import pytest
import yaml

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.rules import build, source


@pytest.fixture
def rules(tmp_path):
    paths = {path.name: path for path in build(tmp_path / "out")}
    (group,) = yaml.safe_load(paths["slo-checkout.yml"].read_text())["groups"]
    return group["rules"]


def test_the_error_ratio_is_recorded_for_each_window_under_the_names_that_sloth_uses(rules):
    recorded = [rule["record"] for rule in rules if "record" in rule]

    windows = ("5m", "30m", "1h", "2h", "6h", "1d", "3d", "30d")
    assert recorded[:8] == [f"slo:sli_error:ratio_rate{window}" for window in windows]
    assert {"slo:objective:ratio", "slo:error_budget:ratio", "slo:period_error_budget_remaining:ratio"} < set(
        recorded
    )
    assert rules[0]["labels"] == {
        "sloth_id": "portal-checkout",
        "sloth_service": "portal",
        "sloth_slo": "checkout",
        "sloth_window": "5m",
    }


def test_objective_and_budget_are_exact(rules):
    exact = {rule.get("record"): rule["expr"] for rule in rules}

    assert exact["slo:objective:ratio"] == "vector(0.999)"
    assert exact["slo:error_budget:ratio"] == "vector(0.001)"


def test_there_is_a_page_and_a_ticket_with_the_factors_of_the_sre_workbook(rules):
    page, ticket = (rule for rule in rules if "alert" in rule)

    assert (page["labels"]["severity"], ticket["labels"]["severity"]) == ("critical", "warning")
    assert page["labels"]["service_name"] == "portal"
    assert [factor in page["expr"] for factor in ("> 14.4", "> 6")] == [True, True]
    assert [factor in ticket["expr"] for factor in ("> 3", "> 1")] == [True, True]


def test_the_demo_looks_at_seconds_and_shows_the_alert_pending_first(tmp_path):
    paths = {path.name: path for path in build(tmp_path / "out", "demo")}
    text = paths["slo-checkout.yml"].read_text()

    assert "slo:sli_error:ratio_rate20s" in text
    assert "for: 6s" in text


SLO = (source() / "slo" / "checkout.yaml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("prometheus/v1", "prometheus/v2", "unknown version 'prometheus/v2'"),
        ("objective: 99.9", "objective: 100", "a share in percent"),
        ("sli:", "slis:", "did you mean sli?"),
        ("severity: critical", "severity: page", "no known severity"),
        (
            "name: CheckoutErrorBudgetBurn",
            "name: CheckoutBurn",
            "no alert 'CheckoutBurn' with `slo: portal-checkout`",
        ),
    ],
)
def test_a_mistake_in_an_objective_names_file_and_line(folder, tmp_path, old, new, said):
    assert SLO.count(old) == 1
    folder.write("slo/checkout.yaml", SLO.replace(old, new))

    with pytest.raises(OtelKitError, match=r"checkout\.yaml:\d+: ") as error:
        build(tmp_path / "out", rules=folder.path)

    assert said in str(error.value)


def test_an_objective_without_a_window_in_its_query_is_refused(folder, tmp_path):
    folder.write("slo/checkout.yaml", SLO.replace("{{.window}}", "5m"))

    with pytest.raises(OtelKitError, match=re.escape("has no {{.window}}")):
        build(tmp_path / "out", rules=folder.path)


def test_an_alert_on_an_objective_that_is_not_there_is_refused(folder, tmp_path):
    text = (source() / "alerts" / "slo.yaml").read_text()
    (folder.path / "alerts" / "slo.yaml").write_text(text)

    with pytest.raises(OtelKitError, match="no objective 'portal-checkout'"):
        build(tmp_path / "out", rules=folder.path)
