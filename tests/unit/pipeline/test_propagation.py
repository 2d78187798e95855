"""Baggage on its way out is redacted; of what arrives all that can be read is handed on, and nothing else is told."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry import baggage, propagate, trace
from opentelemetry.baggage.propagation import W3CBaggagePropagator
from opentelemetry.propagators.composite import CompositePropagator
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from otel_kit.pipeline import _withheld
from otel_kit.pipeline._privacy import Privacy
from otel_kit.pipeline._propagation import SafePropagator, take_baggage
from otel_kit.pipeline.redaction import Rules

W3C = CompositePropagator([TraceContextTextMapPropagator(), W3CBaggagePropagator()])
SAFE = SafePropagator(W3C, Privacy(Rules()))


def _context(**entries):
    context = trace.set_span_in_context(trace.NonRecordingSpan(trace.SpanContext(1, 2, is_remote=False)))
    for name, value in entries.items():
        context = baggage.set_baggage(name, value, context)
    return context


def _sent(propagator, context):
    headers = {}
    propagator.inject(headers, context)
    return headers


def test_baggage_without_personal_data_leaves_as_it_is():
    context = _context(plan="gold", region="eu")
    assert _sent(SAFE, context) == _sent(W3C, context)


def test_personal_data_in_baggage_does_not_leave_and_the_rest_does():
    headers = _sent(SAFE, _context(plan="gold", user="ada@example.com", password="hunter2"))
    arrived = baggage.get_all(W3C.extract(headers))
    assert arrived == {"plan": "gold", "user": "[redacted:email]", "password": "[redacted:password]"}
    assert "traceparent" in headers


def test_what_arrives_is_read_as_it_is():
    arrived = SAFE.extract({"baggage": "user=ada%40example.com"})
    assert baggage.get_all(arrived) == {"user": "ada@example.com"}


class _Unprintable:
    def __str__(self):
        raise ValueError


def test_baggage_that_cannot_be_redacted_does_not_leave_and_the_trace_goes_on(monkeypatch):
    monkeypatch.delenv("OTEL_KIT_STRICT", raising=False)
    headers = _sent(SAFE, _context(password=_Unprintable()))
    assert list(headers) == ["traceparent"]


@given(
    st.dictionaries(
        st.text(max_size=20), st.one_of(st.text(max_size=40), st.integers(), st.none()), max_size=5
    )
)
def test_no_baggage_stops_a_call(entries):
    _sent(SAFE, _context_of(entries))


def _context_of(entries):
    context = _context()
    for name, value in entries.items():
        context = baggage.set_baggage(name, value, context)
    return context


@pytest.fixture
def global_propagator():
    before = propagate.get_global_textmap()
    yield before
    propagate.set_global_textmap(before)


def test_the_global_propagator_is_wrapped_once(global_propagator):
    take_baggage(Privacy(Rules()))
    take_baggage(None)
    assert propagate.get_global_textmap().inner is global_propagator
    assert propagate.get_global_textmap().fields == global_propagator.fields


def test_where_redaction_is_off_baggage_leaves_as_it_is():
    context = _context(user="ada@example.com")
    assert _sent(SafePropagator(W3C, None), context) == _sent(W3C, context)


@pytest.fixture
def ignored():
    """Return what was not read, by reason."""
    _withheld.begin()
    yield _withheld.ignored
    _withheld.begin()


SECRET = "hunter2"
UNREADABLE = [
    ("password=" + SECRET * 2_000, {}, {"header_too_long": 1}),
    ("plan=gold,password=" + SECRET * 600, {"plan": "gold"}, {"entry_too_long": 1}),
    (f"plan=gold,{SECRET},=,{SECRET} {SECRET}=1", {"plan": "gold"}, {"malformed": 3}),
    (f"plan=gold,name=Grüße-{SECRET}", {"plan": "gold"}, {"malformed": 1}),
    (",".join(f"k{n}={SECRET}" for n in range(182)), {f"k{n}": SECRET for n in range(180)}, {"too_many": 2}),
    (f"\udcff={SECRET}", {}, {"malformed": 1}),
    (SECRET.encode(), {}, {"malformed": 1}),
]


@pytest.mark.parametrize(("header", "read", "reasons"), UNREADABLE, ids=lambda value: str(value)[:20])
def test_what_cannot_be_read_is_counted_and_logged_without_what_it_holds(
    ignored, caplog, header, read, reasons
):
    for _ in range(2):
        assert baggage.get_all(SAFE.extract({"baggage": header})) == read

    assert ignored() == {reason: 2 * count for reason, count in reasons.items()}
    assert [record.name for record in caplog.records] == ["otel_kit"]
    assert next(iter(reasons)) in caplog.text
    assert SECRET not in caplog.text


def test_a_trace_goes_on_beside_baggage_that_cannot_be_read(ignored):
    headers = {"traceparent": f"00-{1:032x}-{2:016x}-01", "baggage": "x" * 9_000}
    assert trace.get_current_span(SAFE.extract(headers)).get_span_context().trace_id == 1
    assert ignored() == {"header_too_long": 1}


PARTS = st.sampled_from([*'ab=,;  \t%2"\\é', "a=1", ";p=1", "x" * 4_100, "k=v," * 181])


@given(st.lists(PARTS, max_size=12).map("".join))
def test_what_can_be_read_is_what_opentelemetry_reads_and_it_has_nothing_to_say(header):
    logger = logging.getLogger("opentelemetry.baggage.propagation")
    said = []
    logger.addFilter(said.append)
    try:
        arrived = baggage.get_all(SAFE.extract({"baggage": header}))
        assert said == []
        assert arrived == baggage.get_all(W3C.extract({"baggage": header}))
    finally:
        logger.removeFilter(said.append)
