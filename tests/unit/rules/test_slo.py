"""Objectives in Sloth's format become recordings and a multi-window, multi-burn-rate alert."""

from __future__ import annotations

import re

import pytest
import yaml

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.rules import _promtool, build, source


@pytest.fixture
def rules(tmp_path):
    paths = {path.name: path for path in build(tmp_path / "out")}
    groups = yaml.safe_load(paths["slo-checkout.yml"].read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def test_the_error_ratio_is_recorded_for_each_window_under_the_names_that_sloth_uses(rules):
    recorded = [rule["record"] for rule in rules if "record" in rule]

    windows = ("5m", "30m", "1h", "2h", "6h", "1d", "3d", "30d")
    assert {f"slo:sli_error:ratio_rate{window}" for window in windows} < set(recorded)
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


@pytest.fixture
def evaluate(tmp_path, promtool):
    """Ask the real promtool what the objectives record, of series that come once a minute."""
    build(tmp_path / "rules")

    def evaluate(series, expected, file="slo-checkout.yml"):
        files = [str(tmp_path / "rules" / name) for name in ("realtime.yml", file)]
        asked = [
            {
                "expr": expr,
                "eval_time": at,
                "exp_samples": [{"labels": "{}", "value": value} for value in values],
            }
            for (at, expr), values in expected.items()
        ]
        test = {
            "interval": "1m",
            "input_series": [{"series": name, "values": values} for name, values in series.items()],
            "promql_expr_test": asked,
        }
        content = {"rule_files": files, "evaluation_interval": "1m", "fuzzy_compare": True, "tests": [test]}
        (tmp_path / "test.yml").write_text(yaml.safe_dump(content))
        _, failures = _promtool.test_rules([tmp_path / "test.yml"])
        assert not failures, failures[0].text

    return evaluate


CHECKOUTS = 'http_server_request_duration_seconds_count{service_name="portal",http_route="/checkout",http_request_method="POST",http_response_status_code="%s"}'
RATIO = 'sum(slo:sli_error:ratio_rate5m{sloth_id="portal-checkout"})'
PERIOD = 'sum(slo:sli_error:ratio_rate30d{sloth_id="portal-checkout"})'


def test_while_nothing_has_failed_the_ratio_is_zero_so_that_the_budget_is_whole(evaluate):
    left = 'sum(slo:period_error_budget_remaining:ratio{sloth_id="portal-checkout"})'

    evaluate({CHECKOUTS % 200: "0+60x30"}, {("20m", RATIO): [0], ("20m", left): [1]})


def test_without_events_there_is_no_ratio_and_the_period_goes_on_from_those_that_there_were(evaluate):
    series = {CHECKOUTS % 200: "0+90x20 1800+0x20", CHECKOUTS % 500: "0+10x20 200+0x20"}

    evaluate(series, {("20m", RATIO): [0.1], ("35m", RATIO): [], ("35m", PERIOD): [0.1]})


def test_an_objective_may_be_measured_instead_of_counted(evaluate):
    streams = 'kit_stream_last_event_seconds{service_name="storefront",kit_stream_name="%s"}'
    ratio = 'sum(slo:sli_error:ratio_rate30m{sloth_id="storefront-stream-freshness"})'

    evaluate(
        {streams % "leads": "0+60x90", streams % "views": "0+60x30 1800+0x60"},
        {("30m", ratio): [0], ("80m", ratio): [0.5]},
        "slo-freshness.yml",
    )


SLO = (source() / "slo" / "checkout.yaml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("prometheus/v1", "prometheus/v2", "unknown version 'prometheus/v2'"),
        ("objective: 99.9", "objective: 100", "a share in percent"),
        ("sli:", "slis:", "did you mean sli?"),
        ("events:", "raw:", "unknown key 'error_query' of 'raw'"),
        ("events:", "plugin:", "unknown key 'plugin'"),
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
