"""Instruments of the API: exact values, buckets that fit, and faults that stay inside."""

from __future__ import annotations

import pytest
from opentelemetry.metrics import Observation
from opentelemetry.sdk.metrics import MeterProvider as SdkMeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

from otel_kit.pipeline._buckets import SECONDS
from otel_kit.pipeline._meters import MeterProvider


@pytest.fixture
def provider():
    return MeterProvider(lambda _: True)


@pytest.fixture
def engine():
    return _engine()


def _engine():
    reader = InMemoryMetricReader()
    return SdkMeterProvider([reader], shutdown_on_exit=False), reader


def _points(reader):
    data = reader.get_metrics_data()
    if data is None:
        return {}
    return {
        metric.name: list(metric.data.data_points)
        for scope in data.resource_metrics[0].scope_metrics
        for metric in scope.metrics
    }


def test_every_kind_of_instrument_records_into_the_engine(provider, engine):
    provider.use(engine[0])
    meter = provider.get_meter("m")
    meter.create_counter("counter").add(2, {"a": 1})
    meter.create_up_down_counter("updown").add(-3)
    meter.create_gauge("gauge").set(4)
    meter.create_histogram("histogram").record(5)
    meter.create_observable_counter("oc", [lambda _: [Observation(6)]])
    meter.create_observable_up_down_counter("ou", [lambda _: [Observation(-7)]])
    meter.create_observable_gauge("og", [lambda _: [Observation(8)]])
    points = _points(engine[1])
    assert points.pop("histogram")[0].sum == 5
    assert {name: found[0].value for name, found in points.items()} == {
        "counter": 2,
        "updown": -3,
        "gauge": 4,
        "oc": 6,
        "ou": -7,
        "og": 8,
    }


def test_instruments_made_before_the_engine_work_with_it_from_then_on(provider, engine):
    counter = provider.get_meter("m").create_counter("counter")
    counter.add(1)
    provider.use(engine[0])
    counter.add(2)
    assert _points(engine[1])["counter"][0].value == 2


def test_a_new_engine_starts_at_zero_with_the_same_instruments(provider, engine):
    provider.use(engine[0])
    counter = provider.get_meter("m").create_counter("counter")
    provider.get_meter("m").create_observable_gauge("og", [lambda _: [Observation(8)]])
    add = counter.add
    add(5)
    other, reader = _engine()
    provider.use(other)
    add(1)
    points = _points(reader)
    assert points["counter"][0].value == 1
    assert points["og"][0].value == 8


def test_the_same_name_is_the_same_instrument(provider):
    meter = provider.get_meter("m", "1")
    assert provider.get_meter("m", "1") is meter
    assert meter.create_counter("a", "1", "x") is meter.create_counter("a", "1", "x")


def test_a_duration_in_seconds_has_the_conventions_buckets(provider, engine):
    provider.use(engine[0])
    meter = provider.get_meter("m")
    meter.create_histogram("http.server.request.duration", "s").record(0.02)
    meter.create_histogram("own", "s", explicit_bucket_boundaries_advisory=[1, 2]).record(1)
    meter.create_histogram("size", "By").record(1)
    points = _points(engine[1])
    assert points["http.server.request.duration"][0].explicit_bounds == SECONDS
    assert tuple(points["own"][0].explicit_bounds) == (1, 2)
    assert points["size"][0].explicit_bounds[-1] == 10_000


@pytest.mark.parametrize(
    ("amount", "attributes"),
    [("many", {}), (None, {}), (float("nan"), {}), (1, {"a": object()}), (1, {1: 2})],
)
def test_a_value_that_does_not_fit_does_not_reach_the_host(provider, engine, monkeypatch, amount, attributes):
    monkeypatch.delenv("OTEL_KIT_STRICT", raising=False)
    provider.use(engine[0])
    counter = provider.get_meter("m").create_counter("counter")
    counter.add(amount, attributes)
    counter.add(1)
    assert sum(point.value for point in _points(engine[1])["counter"]) in {1, 2}


def test_a_name_that_the_engine_refuses_records_nothing(provider, engine, monkeypatch):
    monkeypatch.delenv("OTEL_KIT_STRICT", raising=False)
    provider.use(engine[0])
    provider.get_meter("m").create_counter("not a name").add(1)
    assert _points(engine[1]) == {}


def test_flushing_the_provider_flushes_the_pipeline():
    asked = []
    provider = MeterProvider(lambda seconds: asked.append(seconds) or True)
    assert provider.force_flush(1500) is True
    assert asked == [1.5]
