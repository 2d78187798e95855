"""What follows from a registry: a package that works, names in Prometheus, pages."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry import _logs
from opentelemetry._logs import _internal as logs_internal
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter, SimpleLogRecordProcessor
from opentelemetry.util._once import Once

from otel_kit.ops import semconv
from otel_kit.ops._paths import bundle
from otel_kit.ops.semconv._prometheus import label_name, metric_name, series
from otel_kit.signals.pack import forget_instruments

# Names as Prometheus' own translation gives them (otlptranslator, UnderscoreEscapingWithSuffixes).
NAMES = [
    ("kit.lead.captured", "counter", "{lead}", "kit_lead_captured_total"),
    ("kit.lead.response.duration", "histogram", "s", "kit_lead_response_duration_seconds"),
    ("kit.cache.size", "updowncounter", "By", "kit_cache_size_bytes"),
    ("kit.capacity.utilization", "gauge", "1", "kit_capacity_utilization_ratio"),
    ("kit.lead.score", "histogram", "1", "kit_lead_score"),
    ("kit.link.usage", "gauge", "By/s", "kit_link_usage_bytes_per_second"),
    ("kit.flow", "gauge", "{request}/s", "kit_flow_per_second"),
    ("kit.rate_limit.total.seconds", "counter", "s", "kit_rate_limit_seconds_total"),
    ("kit.revenue.amount", "counter", "USD", "kit_revenue_amount_USD_total"),
]


@pytest.mark.parametrize(("name", "instrument", "unit", "expected"), NAMES)
def test_the_name_in_prometheus_has_unit_and_kind(name, instrument, unit, expected):
    assert metric_name(name, instrument, unit) == expected


@given(st.text(min_size=1), st.sampled_from(["counter", "gauge", "histogram"]), st.text(max_size=9))
def test_whatever_the_name_prometheus_can_take_what_it_becomes(name, instrument, unit):
    made = metric_name(f"kit.{name}", instrument, unit)
    assert all(letter.isascii() and (letter.isalnum() or letter in "_:") for letter in made)
    assert "__" not in made
    assert not label_name(name)[0].isdigit()


def test_a_histogram_is_three_series():
    assert series("kit_x_seconds", "histogram") == (
        "kit_x_seconds_bucket",
        "kit_x_seconds_count",
        "kit_x_seconds_sum",
    )
    assert series("kit_x_total", "counter") == ("kit_x_total",)


def test_the_generated_package_sends_what_the_registry_says(meals, telemetry):
    meals.ordered(2, meal="soup", channel="phone")
    with meals.cook(meal="soup", id="g_17") as cooking:
        cooking.rating = 4.5

    assert telemetry.point("kit.meal.ordered").value == 2
    assert telemetry.point("kit.meal.duration").attributes == {
        "kit.meal.name": "soup",
        "kit.meal.result": "success",
    }
    assert telemetry.point("kit.meal.rating").bounds == (1, 2, 3, 4, 4.5)
    (span,) = telemetry.spans()
    assert (span.name, span.attributes["kit.guest.id"]) == ("cook soup", "g_17")
    scope = span.instrumentation_scope
    assert (scope.name, scope.version, scope.schema_url) == (
        "meals",
        "1.2.0",
        "https://meals.example/schemas/1.2.0",
    )


def test_an_event_is_a_log_record_with_a_name_in_the_current_trace(meals, telemetry, monkeypatch):
    exporter = InMemoryLogRecordExporter()
    provider = LoggerProvider(shutdown_on_exit=False)
    provider.add_log_record_processor(SimpleLogRecordProcessor(exporter))
    monkeypatch.setattr(logs_internal, "_LOGGER_PROVIDER", None)
    monkeypatch.setattr(logs_internal, "_LOGGER_PROVIDER_SET_ONCE", Once())
    _logs.set_logger_provider(provider)
    forget_instruments()

    with meals.cook(meal="soup"):
        meals.complained("too salty", meal="soup", id="g_17")

    (log,) = exporter.get_finished_logs()
    record = log.log_record
    assert (record.event_name, record.body, record.severity_text) == (
        "kit.meal.complained",
        "too salty",
        "WARN",
    )
    assert record.attributes == {"kit.meal.name": "soup", "kit.guest.id": "g_17"}
    assert record.trace_id == telemetry.spans()[0].context.trace_id
    provider.shutdown()


def test_an_event_with_a_counter_is_counted_with_the_counters_attributes(registry, telemetry, request):
    registry.replace(
        "        severity: WARN #", "        counter: kit.meal.ordered\n        severity: WARN #"
    )
    registry.replace("        function: ordered # signals.meals.ordered; without it `meal_ordered`\n", "")
    meals = request.getfixturevalue("meals")

    meals.complained(meal="soup", id="g_17", channel="phone")

    assert telemetry.point("kit.meal.ordered").attributes == {"kit.meal.name": "soup", "kit.channel": "phone"}
    assert not hasattr(meals, "ordered")


def test_a_lifecycle_with_a_counter_counts_each_run_once_with_the_counters_attributes(
    registry, telemetry, request
):
    registry.replace(
        "active: kit.meal.active #", "active: kit.meal.active\n        counter: kit.meal.ordered #"
    )
    registry.replace("        function: ordered # signals.meals.ordered; without it `meal_ordered`\n", "")
    meals = request.getfixturevalue("meals")

    with meals.cook(meal="soup", id="g_17", channel="phone"):
        assert telemetry.points("kit.meal.ordered") == []

    assert telemetry.point("kit.meal.ordered").value == 1
    assert telemetry.point("kit.meal.ordered").attributes == {"kit.meal.name": "soup", "kit.channel": "phone"}
    resolved = json.loads((registry.path / "resolved.json").read_text())
    assert resolved["spans"]["kit.meal"]["counter"] == "kit.meal.ordered"
    recorded = "It records `kit.meal.duration`, `kit.meal.active` and `kit.meal.ordered`."
    assert recorded in (registry.path / "reference" / "meals.md").read_text()


def test_resolved_json_tells_names_units_labels_and_limits(registry):
    semconv.generate(registry.path)
    resolved = json.loads((registry.path / "resolved.json").read_text())

    duration = resolved["metrics"]["kit.meal.duration"]
    assert (duration["prometheus"], duration["instrument"], duration["unit"]) == (
        "kit_meal_duration_seconds",
        "histogram",
        "s",
    )
    assert duration["attributes"]["kit.meal.result"] == {
        "label": "kit_meal_result",
        "type": "string",
        "members": ["success", "failure", "cancelled"],
        "max_values": 3,
        "required": False,
        "argument": "result",
    }
    assert resolved["metrics"]["kit.meal.ordered"]["function"] == "meals.ordered"
    assert duration["function"] is None
    assert resolved["spans"]["kit.meal"]["function"] == "meals.cook"
    assert resolved["attributes"]["kit.guest.id"]["personal"] is True
    assert resolved["imports"]["metrics"]["http.server.request.duration"]["unit"] == "s"


def test_the_same_registry_gives_the_same_files(registry):
    semconv.generate(registry.path)
    first = registry.files()
    semconv.generate(registry.path)

    assert registry.files() == first


def test_what_is_no_longer_defined_is_taken_away_and_a_persons_file_stays(registry):
    semconv.generate(registry.path)
    mine = registry.package / "signals" / "mine.py"
    mine.write_text("ANSWER = 42\n")
    registry.write("registry/soups.yaml", (registry.path / "registry/meals.yaml").read_text())
    (registry.path / "registry/meals.yaml").unlink()
    semconv.generate(registry.path)

    assert not (registry.package / "signals" / "meals.py").exists()
    assert not (registry.path / "reference" / "meals.md").exists()
    assert (registry.package / "signals" / "soups.py").exists()
    assert mine.exists()


def test_a_page_tells_name_call_query_and_labels(registry):
    semconv.generate(registry.path)
    page = (registry.path / "reference" / "meals.md").read_text()

    assert "# Meals\n\nMeals: how they are cooked and what they bring in." in page
    assert 'with signals.meals.cook(meal="lasagne") as call:' in page
    assert "sum by (kit_meal_name) (increase(kit_meal_ordered_total[1h]))" in page
    assert "| `kit.meal.name` *<br>The meal. | `kit_meal_name` | `meal` | `lasagne`, `soup` | 40 |" in page


@pytest.mark.parametrize("folder", ["semconv", "examples/realestate_pack/semconv"])
def test_make_generate_changes_nothing(folder):
    rendered = semconv.render(bundle(folder))

    stale = [
        str(path) for path, text in rendered.files.items() if not path.exists() or path.read_text() != text
    ]
    assert stale == []
