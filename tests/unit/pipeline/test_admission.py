"""What stands on a metric: values up to their declared limit, no tenant's id, no personal data."""

from __future__ import annotations

import threading

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.metrics import Observation
from opentelemetry.sdk.metrics import MeterProvider as SdkMeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

import otel_kit
from otel_kit import _limits
from otel_kit.pipeline import _withheld
from otel_kit.pipeline._admission import Admission
from otel_kit.pipeline._meters import MeterProvider
from otel_kit.pipeline.redaction import Redactor, Rules
from otel_kit.signals import leads


@pytest.fixture(autouse=True)
def _counts_from_zero():
    _withheld.begin()


@pytest.fixture
def limits(monkeypatch):
    """Declare limits for one test."""
    monkeypatch.setattr(_limits, "_declared", dict(_limits._declared))
    return _limits.declare


@pytest.fixture
def meter():
    return _Meter()


class _Meter:
    """Instruments of ours over OpenTelemetry's SDK, and what they have recorded."""

    def __init__(self):
        self.reader = InMemoryMetricReader()
        self.provider = MeterProvider(lambda _: True)
        self.renew()
        self.meter = self.provider.get_meter("m")

    def renew(self):
        self.reader = InMemoryMetricReader()
        self.provider.use(
            SdkMeterProvider([self.reader], shutdown_on_exit=False),
            Admission(Redactor(Rules(), _withheld.redact)),
        )

    def counter(self, name):
        return self.meter.create_counter(name)

    def values(self, name):
        data = self.reader.get_metrics_data()
        return {
            tuple(sorted(point.attributes.items())): point.value
            for scope in data.resource_metrics[0].scope_metrics
            for metric in scope.metrics
            if metric.name == name
            for point in metric.data.data_points
        }


def test_a_value_beyond_the_limit_becomes_other_and_all_other_dimensions_stay(meter, limits):
    limits("shop.sales", {"kind": 2})
    sales = meter.counter("shop.sales")
    for kind in ("book", "pen", "ink", "cup", "book"):
        sales.add(1, {"kind": kind, "paid": True})
    assert meter.values("shop.sales") == {
        (("kind", "book"), ("paid", True)): 2,
        (("kind", "pen"), ("paid", True)): 1,
        (("kind", "other"), ("paid", True)): 2,
    }


def test_what_became_other_is_counted_by_metric_and_attribute_and_told_in_one_line(meter, limits, caplog):
    limits("shop.sales", {"kind": 2})
    sales = meter.counter("shop.sales")
    for number in range(10):
        sales.add(1, {"kind": f"kind-{number}"})
    assert _withheld.folded() == {("shop.sales", "kind"): 8}
    (line,) = [record.getMessage() for record in caplog.records if record.name == "otel_kit"]
    assert "shop.sales" in line
    assert "kind" in line
    assert "kind-2" not in line  # a value may be anybody's


def test_the_registrys_limit_holds_for_the_typed_functions():
    assert _limits.declared(leads.captured.name) == {"kit.lead.source": 20, "kit.channel": 10}


@pytest.mark.parametrize(
    "create", ["create_counter", "create_up_down_counter", "create_gauge", "create_histogram"]
)
def test_every_kind_of_instrument_keeps_to_the_limit(meter, limits, create):
    limits("shop.any", {"kind": 3})
    instrument = getattr(meter.meter, create)("shop.any")
    record = getattr(instrument, {"create_gauge": "set", "create_histogram": "record"}.get(create, "add"))
    for number in range(10):
        record(1, {"kind": number})
    data = meter.reader.get_metrics_data().resource_metrics[0].scope_metrics[0].metrics[0].data
    assert len(data.data_points) == 4


def test_an_observable_instrument_keeps_to_the_limit_and_its_sum_stays_whole(meter, limits):
    limits("shop.stock", {"shelf": 2})
    meter.meter.create_observable_counter(
        "shop.stock", [lambda _: [Observation(1, {"shelf": str(number)}) for number in range(10)]]
    )
    values = meter.values("shop.stock")
    assert values == {(("shelf", "0"),): 1, (("shelf", "1"),): 1, (("shelf", "other"),): 8}


def test_fifty_thousand_values_cost_no_more_memory_than_the_limit(meter, limits):
    limits("shop.sales", {"kind": 20})
    sales = meter.counter("shop.sales")
    for number in range(5_000):  # as many as the redactor remembers
        sales.add(1, {"kind": f"kind-{number}", "till": "1"})
    before = psutil.Process().memory_info().rss
    for number in range(5_000, 50_000):
        sales.add(1, {"kind": f"kind-{number}", "till": "1"})
    assert psutil.Process().memory_info().rss - before < 10_000_000  # as series they would take 100 MB
    assert sum(meter.values("shop.sales").values()) == 50_000
    assert len(meter.values("shop.sales")) == 21


def test_a_metric_of_no_registry_has_an_end_to_its_series_however_they_are_combined(meter):
    hits = meter.counter("a.stranger")
    for page in range(60):
        for user in range(100):
            hits.add(1, {"user": user, "page": page})
    values = meter.values("a.stranger")
    assert len(values) == 2_000 + 40  # users have more values, so they give way
    assert sum(values.values()) == 6_000
    assert {dict(series)["page"] for series in values} == set(range(60))
    assert _withheld.folded() == {("a.stranger", "user"): 4_000}


def test_an_attribute_that_a_declared_metric_does_not_have_is_limited_too(meter, limits):
    limits("shop.sales", {"kind": 5})
    sales = meter.counter("shop.sales")
    for number in range(500):
        sales.add(1, {"kind": "book", "cashier": number})
    assert len(meter.values("shop.sales")) == 101


def test_names_of_attributes_that_are_made_up_without_end_are_left_out(meter):
    hits = meter.counter("a.stranger")
    for number in range(500):
        hits.add(1, {f"name-{number}": 1})
    assert len(meter.values("a.stranger")) == 65
    assert sum(_withheld.folded().values()) == 500 - 64


def test_a_tenants_id_is_left_out_and_counted_and_the_rest_is_recorded(meter):
    sales = meter.counter("a.stranger")
    sales.add(2, {"kit.tenant.id": "t-42", "kind": "book"})
    sales.add(1, {"tenant_id": "t-43", "kind": "book"})
    assert meter.values("a.stranger") == {(("kind", "book"),): 3}
    assert _withheld.refused() == {("a.stranger", "kit.tenant.id"): 1, ("a.stranger", "tenant_id"): 1}


def test_the_current_tenants_id_is_refused_under_any_name(meter):
    with otel_kit.tenant("t-42", tier="gold"):
        meter.counter("a.stranger").add(1, {"customer": "t-42"})
    assert meter.values("a.stranger") == {(("customer", "other"),): 1}
    assert _withheld.refused() == {("a.stranger", "customer"): 1}


def test_a_metric_that_has_the_tier_gets_the_tenants_unless_another_one_is_given(meter, limits):
    limits("shop.sales", {"kit.tenant.tier": 5})
    sales = meter.counter("shop.sales")
    with otel_kit.tenant("t-42", tier="gold"):
        sales.add(1)
        sales.add(1, {"kit.tenant.tier": "free"})
        meter.counter("a.stranger").add(1, {"kind": "book"})
    sales.add(1)
    assert meter.values("shop.sales") == {
        (("kit.tenant.tier", "gold"),): 1,
        (("kit.tenant.tier", "free"),): 1,
        (): 1,
    }
    assert meter.values("a.stranger") == {(("kind", "book"),): 1}


def test_personal_data_on_a_metric_is_redacted(meter):
    hits = meter.counter("a.stranger")
    hits.add(
        1,
        {
            "who": "ada@example.com",
            "password": "hunter2",
            "ids": ["bob@example.com"],
            "card": 4111111111111111,
        },
    )
    ((series, _),) = meter.values("a.stranger").items()
    assert dict(series) == {
        "who": "[redacted:email]",
        "password": "[redacted:password]",
        "ids": "['[redacted:email]']",
        "card": "[redacted:card]",
    }
    assert sum(_withheld.redacted().values()) == 4


class _Unprintable:
    def __str__(self):
        raise ValueError


def test_a_value_that_cannot_be_printed_costs_its_text_and_not_the_count(meter):
    meter.counter("a.stranger").add(1, {"who": _Unprintable(), "kind": None})
    assert meter.values("a.stranger") == {(("kind", None), ("who", "<cannot be printed>")): 1}


def test_threads_that_come_at_once_do_not_exceed_the_limit(meter, limits):
    limits("shop.sales", {"kind": 10})
    sales = meter.counter("shop.sales")
    begin = threading.Barrier(8)

    def work(thread):
        begin.wait()
        for number in range(200):
            sales.add(1, {"kind": f"{thread}-{number}"})

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    values = meter.values("shop.sales")
    assert len(values) == 11
    assert sum(values.values()) == 1_600
    assert _withheld.folded() == {("shop.sales", "kind"): values[(("kind", "other"),)]}


def test_a_new_engine_knows_no_values_yet(meter, limits):
    limits("shop.sales", {"kind": 1})
    sales = meter.counter("shop.sales")
    sales.add(1, {"kind": "book"})
    meter.renew()
    sales.add(1, {"kind": "pen"})
    assert meter.values("shop.sales") == {(("kind", "pen"),): 1}


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.binary(max_size=5)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3), max_size=60))
def test_whatever_is_recorded_an_attribute_has_no_more_values_than_it_may(recorded):
    _withheld.begin()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_limits, "_declared", {"shop.any": {"a": 3, "b": 4, "c": 5}})
        admit = Admission(Redactor(Rules())).for_metric("shop.any")
    seen = {"a": set(), "b": set(), "c": set()}
    for attributes in recorded:
        admitted = admit(attributes, None)
        assert admitted.keys() == attributes.keys()
        for key, value in admitted.items():
            seen[key].add(str(value))
    for key, most in (("a", 3), ("b", 4), ("c", 5)):
        assert len(seen[key] - {"other"}) <= most
