"""Counters are summed up between two collections: no value is lost, doubled, or put under another's name."""

from __future__ import annotations

import math
import threading

import pytest
from opentelemetry import metrics, trace

from otel_kit.testing import capture


@pytest.fixture
def telemetry():
    with capture() as telemetry:
        yield telemetry


@pytest.fixture
def counter(telemetry):
    return metrics.get_meter("shop").create_counter("shop.sales")


def test_every_value_counts_however_often_it_is_looked_at(telemetry, counter):
    for expected in range(1, 6):
        counter.add(1, {"shop.color": "red"})
        assert telemetry.metrics["shop.sales"].value() == expected


def test_threads_that_count_while_metrics_are_collected_lose_nothing(telemetry, counter):
    def work():
        for _ in range(2_000):
            counter.add(1, {"shop.color": "red"})

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    seen = [telemetry.metrics["shop.sales"].value() for _ in range(20)]
    for thread in threads:
        thread.join()
    assert seen == sorted(seen)
    assert telemetry.metrics["shop.sales"].value() == 8_000


def test_values_that_python_takes_for_equal_stay_series_of_their_own(telemetry, counter):
    for _ in range(3):
        for value in (1, True, "1"):
            counter.add(1, {"shop.size": value})
    found = sorted(
        (type(one.attributes["shop.size"]).__name__, one.value)
        for one in telemetry.metrics["shop.sales"].series
    )
    assert found == [("bool", 3), ("int", 3), ("str", 3)]


def test_a_mapping_that_is_changed_after_the_call_changes_nothing(telemetry, counter):
    attributes = {"shop.color": "red"}
    for _ in range(3):
        counter.add(1, attributes)
    attributes["shop.color"] = "blue"
    sales = telemetry.metrics["shop.sales"]
    assert [(dict(one.attributes), one.value) for one in sales.series] == [({"shop.color": "red"}, 3)]


def test_what_goes_up_and_down_comes_back_to_nothing(telemetry):
    active = metrics.get_meter("shop").create_up_down_counter("shop.active")
    for step in (1, 1, -1, -1):
        active.add(step, {"shop.color": "red"})
    (series,) = telemetry.metrics["shop.active"].series
    assert series.value == 0


@pytest.mark.parametrize("nonsense", [-1, math.nan, math.inf, "many"])
def test_a_value_that_no_counter_can_take_leaves_the_sum_as_it_is(telemetry, counter, nonsense):
    for amount in (1, 1, nonsense, 1):
        counter.add(amount, {"shop.color": "red"})
    assert telemetry.metrics["shop.sales"].value() == 3


def test_the_first_value_of_an_interval_keeps_its_trace_as_an_exemplar(telemetry, counter):
    for _ in range(2):
        with trace.get_tracer("shop").start_as_current_span("sale") as span:
            counter.add(1, {"shop.color": "red"})
            counter.add(1, {"shop.color": "red"})
        (exemplar,) = _exemplars(telemetry)
        assert (exemplar.value, exemplar.trace_id) == (1, span.get_span_context().trace_id)


def test_a_capture_within_another_takes_nothing_of_the_outer_one(telemetry, counter):
    for _ in range(3):
        counter.add(1, {"shop.color": "red"})
    with capture() as inner:
        counter.add(5, {"shop.color": "red"})
        assert inner.metrics["shop.sales"].value() == 5
    assert telemetry.metrics["shop.sales"].value() == 3


def _exemplars(telemetry):
    data = telemetry._core.reader.get_metrics_data()
    return [
        exemplar
        for scope in data.resource_metrics[0].scope_metrics
        for metric in scope.metrics
        if metric.name == "shop.sales"
        for point in metric.data.data_points
        for exemplar in point.exemplars
    ]
