"""Every PromQL expression, wherever it stands, against the registry."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otel_kit.exceptions import OtelKitError
from otel_kit.ops import semconv

WRONG = {
    "metric": ("rate(kit_meal_ordred_total[5m])", "did you mean kit_meal_ordered_total?"),
    "label": ("sum by (kit_meal) (rate(kit_meal_ordered_total[5m]))", "did you mean kit_meal_name?"),
    "value": (
        'rate(kit_meal_duration_seconds_count{kit_meal_result="burnt"}[5m])',
        "known: cancelled, failure, success",
    ),
    "counter": ("sum by (kit_meal_name) (kit_meal_ordered_total)", "use rate(…[5m]) or increase(…[1h])"),
    "quantile": (
        "histogram_quantile(0.9, sum by (kit_meal_name) (rate(kit_meal_duration_seconds_bucket[5m])))",
        "keep le: sum by (le, …) (rate(…_bucket[5m]))",
    ),
    "buckets": ("sum(rate(kit_meal_duration_seconds_bucket[5m]))", "keep le, or use the series with _count"),
    "le": (
        'sum(rate(kit_meal_duration_seconds_bucket{le="60"}[5m]))',
        'write le=~"60(\\\\.0)?"',
    ),
    "nameless": ('rate({kit_meal_name="soup"}[5m])', "name the metric"),
    "promql": ("rate(kit_meal_ordered_total[5m]", "mend the expression"),
}
RIGHT = [
    "sum by (kit_meal_name) (rate(kit_meal_ordered_total[5m]))",
    "count(kit_meal_ordered_total)",
    "absent(kit_meal_ordered_total)",
    "sum(kit_meal_ordered_total unless last_over_time(kit_meal_ordered_total[1h] offset 1h)) > 0",
    "kit_meal_active > 5 and on (kit_meal_name) kit_meal_ordered_total",
    "histogram_quantile(0.9, sum by (le) (rate(kit_meal_duration_seconds_bucket[5m])))",
    'sum(rate(kit_meal_duration_seconds_bucket{le="0.5"}[5m]))',
    'rate(kit_meal_duration_seconds_count{kit_meal_result=~"success|other"}[5m])',
    'rate(kit_meal_duration_seconds_count{kit_meal_result=~"succ.*"}[5m])',
    'rate(http_server_request_duration_seconds_count{http_route="/x"}[5m])',
    "rate(kit_lead_captured_total[5m])",
    "sum by (anything) (rate(messaging_client_operation_duration_seconds_count[5m]))",
    "sum by (mode) (pg_locks_count)",
]


@pytest.fixture
def lint(registry):
    """Lint one file beside the registry."""

    def lint(name, text):
        path = registry.path.parent / "files" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return semconv.lint([path], [registry.path])

    return lint


@pytest.mark.parametrize("rule", WRONG)
def test_a_wrong_expression_is_found_by_its_rule_with_a_fix(lint, rule):
    expression, fix = WRONG[rule]
    _, findings = lint("rules.yml", json.dumps({"groups": [{"rules": [{"alert": "A", "expr": expression}]}]}))

    assert [finding.rule for finding in findings if finding.rule == rule], findings
    assert fix in next(finding.fix for finding in findings if finding.rule == rule)


@pytest.mark.parametrize("expression", RIGHT)
def test_a_right_expression_is_taken(lint, expression):
    assert lint("page.md", f"```promql\n{expression}\n```\n") == (1, [])


def test_a_page_is_read_block_by_block_and_line_by_line(lint):
    page = "# Meals\n\n```promql\nkit_meal_active\n\nsum by (kit_meal_name) (\n  rate(gone[5m])\n)\n```\n\n```sh\ngone\n```\n"
    count, (finding,) = lint("page.md", page)

    assert count == 2
    assert str(finding.place).endswith("page.md:7")


def test_a_dashboard_is_read_with_grafanas_variables(lint):
    dashboard = {
        "panels": [
            {"targets": [{"expr": 'rate(kit_meal_ordered_total{kit_meal_name="$meal"}[$__rate_interval])'}]},
            {"targets": [{"expr": "sum(rate(kit_meal_ordered_total[${window:raw}])) > $limit"}]},
        ],
        "templating": {"list": [{"query": "label_values(kit_meal_active, kit_meal)"}, {"query": "no query"}]},
    }
    count, (finding,) = lint("meals.json", json.dumps(dashboard, indent=1))

    assert count == 3
    assert finding.rule == "label"
    assert (
        finding.place.line
        == json.dumps(dashboard, indent=1)
        .splitlines()
        .index('    "query": "label_values(kit_meal_active, kit_meal)"')
        + 1
    )


def test_a_dashboard_in_python_is_read_where_a_call_says_that_it_is_promql(lint):
    code = (
        "panel(title='gone', expr='rate(gone_total[5m])')\n"
        "Query().expr(f'rate(kit_meal_ordered_total{{kit_meal_name=\"{meal}\"}}[{window}])')\n"
        "Query().expr(f'rate({metric}[5m])')\n"
        "print('rate(gone_total[5m])')\n"
    )
    count, (finding,) = lint("meals.py", code)

    assert (count, finding.place.line) == (2, 1)


def test_a_recorded_series_is_known_with_its_labels(lint):
    rules = """\
groups:
  - name: meals
    rules:
      - record: meal:ordered:rate5m
        expr: sum by (kit_meal_name) (rate(kit_meal_ordered_total[5m]))
        labels: {team: kitchen}
      - alert: Quiet
        expr: sum by (team, kit_channel) (meal:ordered:rate5m) < 1
"""
    _, (finding,) = lint("rules.yml", rules)

    assert (finding.rule, finding.place.line) == ("label", 8)
    assert finding.fix == "known: kit_meal_name, team"


def test_the_source_of_an_alert_is_read_with_its_placeholders(lint):
    source = """\
alerts:
  - name: Quiet
    expr: |
      sum(increase(kit_meal_ordered_total[${window}])) < ${least}
    runbook:
      first_look:
        - promql: kit_meal_active{kit_meal_name="$kit_meal_name"}
        - traceql: '{ name = "gone" }'
    tests:
      - series: {kit_meal_ordered_total: 1}
        input:
          - series: kit_meal_ordered_total{kit_mael_name="soup"}
"""
    count, (finding,) = lint("meals.yaml", source)

    assert (count, finding.place.line) == (3, 12)


def test_what_an_example_promises_is_checked_too(lint):
    expectation = "services:\n  kitchen:\n    metrics:\n      kit_meal_ordered_total: {kit_meal_name: soup}\n      gone: {}\n"
    count, (finding,) = lint("expect.yaml", expectation)

    assert (count, finding.place.line) == (2, 5)


def test_a_registry_among_the_files_is_known(registry):
    (registry.path.parent / "rules.yml").write_text(
        "groups: [{rules: [{alert: A, expr: kit_meal_active > 5}]}]"
    )

    assert semconv.lint([registry.path.parent])[1] == []


@pytest.mark.parametrize(("name", "text"), [("a.yml", "expr: ["), ("a.json", '{"expr": '), ("a.py", "expr(")])
def test_a_broken_file_is_a_finding_and_does_not_hide_the_others(lint, name, text, registry):
    lint("good.md", "```promql\ngone\n```\n")
    lint(name, text)
    _, findings = semconv.lint([registry.path.parent / "files"], [registry.path])

    assert sorted(finding.rule for finding in findings) == ["form", "metric"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.text(), st.sampled_from(["page.md", "rules.yml", "board.json", "board.py", "expect.yaml"]))
def test_whatever_stands_in_a_file_gives_findings_and_no_traceback(lint, text, name):
    fence = {
        "page.md": f"```promql\n{text}\n```\n",
        "rules.yml": f"expr: {text}",
        "expect.yaml": f"services: {text}",
    }
    written = fence.get(
        name, json.dumps({"expr": text}) if name.endswith("json") else f"panel(expr={text!r})"
    )
    _, findings = lint(name, written)

    assert all("→" in str(finding) for finding in findings)


def test_a_path_that_is_not_there_is_told(tmp_path):
    with pytest.raises(OtelKitError, match="no such file or folder"):
        semconv.lint([tmp_path / "gone"])
