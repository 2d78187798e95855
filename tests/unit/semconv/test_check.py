"""Each rule of `otel-kit semconv check`, by what a person wrote wrong."""

from __future__ import annotations

import pytest

from otel_kit.exceptions import OtelKitError

# what is replaced, by what, the rule that finds it, and a passage of the line that it names
MISTAKES = [
    ("name: kit.meal.ordered", "name: meal.ordered", "root", "name: meal.ordered"),
    ("name: kit.meal.ordered", "name: kit.meal.Ordered", "name", "name: kit.meal.Ordered"),
    ("name: kit.meal.ordered", "name: kit.meal.ordered_total", "ending", "name: kit.meal.ordered_total"),
    ("name: kit.meal.ordered", "name: kit.meal_info", "ending", "name: kit.meal_info"),
    ("name: kit.meal.ordered", "name: kit.meal", "namespace", "name: kit.meal"),
    ('unit: "{meal}" # UCUM', 'unit: "{meals}" # UCUM', "unit", "name: kit.meal.ordered"),
    ('unit: "{meal}" # UCUM', "unit: lumps # UCUM", "unit", "name: kit.meal.ordered"),
    ("function: ordered", "function: class", "python", "name: kit.meal.ordered"),
    ("function: ordered", "function: cook", "python", "type: kit.meal"),
    ("buckets: [60, 300, 600, 1200, 2400]", "buckets: [60, 60]", "buckets", "name: kit.meal.duration"),
    ("        buckets: [1, 2, 3, 4, 4.5]\n", "", "buckets", "name: kit.meal.rating"),
    ("max_values: 40 # the", "max_values: 2001 # the", "cardinality", "name: kit.meal.ordered"),
    (
        "        max_values: 40 # the most values that a metric may see\n",
        "",
        "max_values",
        "ref: kit.meal.name",
    ),
    ("{ref: kit.channel} # of", "{ref: kit.guest.id} # of", "personal", "{ref: kit.guest.id} # of"),
    ("{ref: kit.channel} # of", "{ref: client.address} # of", "personal", "client.address"),
    ("{where: [span, log], personal: true}", "{}", "personal", "key: kit.guest.id"),
    ("{ref: kit.channel} # of", "{ref: kit.meal.rating} # of", "where", "{ref: kit.meal.rating} # of"),
    ("    examples: [g_17]\n", "", "examples", "key: kit.guest.id"),
    (
        '        source: ["002 AI Secretary: orders"] # which document asked for it\n',
        "",
        "source",
        "name: kit.meal.ordered",
    ),
    ("cook {kit.meal.name}", "cook {kit.guest.id}", "span", "type: kit.meal"),
    ("duration: kit.meal.duration", "duration: kit.meal.rating", "span", "type: kit.meal"),
    ("id: cancelled, value: cancelled", "id: left, value: left", "span", "ref: kit.meal.result\n"),
    (
        "active: kit.meal.active #",
        "active: kit.meal.active\n        counter: kit.meal.rating #",
        "span",
        "type: kit.meal",
    ),
    (
        "severity: WARN #",
        "counter: kit.meal.rating\n        severity: WARN #",
        "event",
        "kit.meal.complained",
    ),
]


@pytest.mark.parametrize(("old", "new", "rule", "passage"), MISTAKES)
def test_a_mistake_is_found_at_its_line_by_its_rule(registry, old, new, rule, passage):
    registry.replace(old, new)

    found = [finding for finding in registry.findings() if finding.rule == rule]
    assert found, registry.findings()
    lines = (registry.path / "registry" / found[0].place.path.name).read_text().splitlines()
    assert passage.strip() in lines[found[0].place.line - 1]
    assert found[0].fix


def test_the_example_of_the_manual_is_right(registry):
    assert registry.findings() == []


def test_a_finding_names_file_line_signal_rule_and_fix(registry):
    registry.replace(
        "unit: s\n    brief: Time that a meal took", "unit: ms\n    brief: Time that a meal took"
    )

    first = registry.findings()[0]
    assert str(first.place).endswith(f"semconv/registry/meals.yaml:{registry.line_of('kit.meal.duration')}")
    assert (first.signal, first.rule) == ("kit.meal.duration", "unit")
    assert str(first).endswith("the unit ms of a time [unit]\n  → record seconds, with the unit s")


def test_two_names_that_meet_in_prometheus_are_found(registry):
    registry.replace(
        "name: kit.meal.active\n    instrument: updowncounter",
        "name: kit.meal.duration_seconds_count\n    instrument: gauge",
    )
    registry.replace("        active: kit.meal.active # +1 at the start, -1 at the end\n", "")

    problems = [str(finding) for finding in registry.findings()]
    assert any(
        "in Prometheus it is kit_meal_duration_seconds_count, as is kit.meal.duration" in one
        for one in problems
    )


def test_two_attributes_that_meet_in_one_label_are_found(registry):
    registry.replace("key: kit.guest.id", "key: kit.meal_name")
    registry.replace("where: [span, log], personal: true", "max_values: 2")
    registry.replace("{ref: kit.channel} # of", "{ref: kit.meal_name} # of")
    registry.write(
        "registry/meals.yaml",
        (registry.path / "registry/meals.yaml")
        .read_text()
        .replace("{ref: kit.guest.id}", "{ref: kit.meal_name}"),
    )

    assert any("are both the label kit_meal_name" in one.problem for one in registry.findings())


def test_what_another_attribute_fixes_multiplies_nothing(registry):
    registry.replace("max_values: 40 # the", "max_values: 150 # the")
    registry.replace("{ref: kit.channel} # of common.yaml", "{ref: kit.channel}")
    registry.replace("max_values: 10", "max_values: 15", "registry/common.yaml")
    assert {finding.rule for finding in registry.findings()} == {"cardinality"}

    registry.replace(
        "- {ref: kit.channel}",
        "- {ref: kit.channel, annotations: {otel_kit: {determined_by: kit.meal.name}}}",
    )
    registry.replace("{otel_kit: {max_values: 5}}", "{otel_kit: {max_values: 4}}")
    assert registry.findings() == []


def test_a_root_of_opentelemetrys_is_refused(registry):
    registry.replace("root: kit", "root: http", "manifest.yaml")

    assert registry.findings()[0].problem == "the root 'http' is a namespace of OpenTelemetry's"


def test_another_version_of_upstream_than_the_installed_one_is_told(registry):
    registry.replace("schemas/1.44.0", "schemas/1.30.0", "manifest.yaml")

    assert registry.finding().rule == "upstream"


def test_a_deprecated_attribute_of_upstream_is_told(registry):
    registry.replace(
        "- {ref: kit.channel} # of", "- {ref: http.method, annotations: {otel_kit: {max_values: 9}}} # of"
    )

    assert registry.finding().rule == "deprecated"


def test_what_opentelemetry_moved_to_another_repository_is_still_upstreams(registry):
    registry.replace(
        "- {ref: kit.channel} # of",
        "- {ref: gen_ai.request.model, annotations: {otel_kit: {max_values: 9}}} # of",
    )
    registry.replace("[http.server.request.duration]", "[gen_ai.client.token.usage]")

    assert registry.findings() == []


def test_the_plural_of_what_is_not_counted_is_found(registry):
    registry.replace("name: kit.meal.ordered", "name: kit.meal.orders")
    assert registry.findings() == []
    registry.replace('unit: "{meal}" # UCUM', 'unit: "1" # UCUM')

    assert registry.finding().problem == "'orders' is in the plural, but its unit 1 counts nothing"


def test_a_label_that_the_pipeline_sets_is_refused(registry):
    registry.replace(
        "- {ref: kit.channel} # of", "- {ref: service.name, annotations: {otel_kit: {max_values: 9}}} # of"
    )

    assert registry.finding().rule == "label"


@pytest.mark.parametrize("name", ["amount", "import", "2nd"])
def test_an_argument_that_python_cannot_take_is_refused(registry, name):
    registry.replace("argument: meal #", f"argument: {name} #")

    problem = f"'{name}' cannot be the name of kit.meal.name in Python"
    assert {finding.problem for finding in registry.findings()} == {problem}


@pytest.mark.parametrize("name", ["stop", "property"])
def test_what_is_set_on_a_run_may_not_hide_what_a_run_can_do(registry, name):
    registry.replace(
        "{where: [span, log]}} # default", f"{{where: [span, log], argument: {name}}}}} # default"
    )

    assert registry.finding().rule == "python"


def test_two_attributes_with_one_argument_are_refused(registry):
    registry.replace(
        "- {ref: kit.channel} # of", "- {ref: kit.channel, annotations: {otel_kit: {argument: meal}}} # of"
    )

    assert registry.finding().problem == "kit.channel and kit.meal.name are both the argument 'meal'"


def test_buckets_belong_to_histograms(registry):
    registry.replace("        function: ordered #", "        buckets: [1]\n        function: ordered #")

    assert registry.finding().problem == "a counter has no buckets"


def test_what_determines_must_be_there(registry):
    registry.replace(
        "- {ref: kit.channel} # of",
        "- {ref: kit.channel, annotations: {otel_kit: {determined_by: kit.guest.id}}} # of",
    )

    assert "is determined by kit.guest.id, which the metric does not have" in registry.finding().problem


def test_what_is_known_at_the_end_cannot_be_counted_at_the_start(registry):
    text = (registry.path / "registry/meals.yaml").read_text()
    before, after = text.split("brief: Meals that are cooked now.")
    after = after.replace("attributes:\n", "attributes:\n      - {ref: kit.meal.result}\n", 1)
    registry.write("registry/meals.yaml", f"{before}brief: Meals that are cooked now.{after}")

    assert "is set during the call, but kit.meal.active needs it at the start" in registry.finding().problem


def test_what_a_lifecycle_counts_no_event_may_count_again(registry):
    registry.replace(
        "active: kit.meal.active #", "active: kit.meal.active\n        counter: kit.meal.ordered #"
    )
    assert registry.findings() == []
    registry.replace("severity: WARN #", "counter: kit.meal.ordered\n        severity: WARN #")

    finding = registry.finding()
    assert (finding.signal, finding.rule) == ("kit.meal.complained", "counter")
    assert finding.problem == "kit.meal.ordered is counted by the span kit.meal as well"


def test_only_a_number_can_be_recorded(registry):
    registry.replace("    type: double\n", "    type: string\n")

    assert registry.finding().problem == "kit.meal.rating cannot record kit.meal.rating"


def test_a_dependency_that_nobody_knows_is_told(registry):
    registry.replace(
        "annotations:\n", "  - schema_url: https://x.example/schemas/1\nannotations:\n", "manifest.yaml"
    )

    with pytest.raises(OtelKitError, match="nothing is known of the registry https://x"):
        registry.findings()
