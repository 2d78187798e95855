"""Baggage on its way out is redacted; what arrives, and other propagation, stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry import baggage, propagate, trace
from opentelemetry.baggage.propagation import W3CBaggagePropagator
from opentelemetry.propagators.composite import CompositePropagator
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from otel_kit.pipeline._privacy import Privacy
from otel_kit.pipeline._propagation import SafePropagator, redact_baggage
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


def test_the_global_propagator_is_wrapped_once_and_can_be_had_back(global_propagator):
    redact_baggage(Privacy(Rules()))
    redact_baggage(Privacy(Rules()))
    assert propagate.get_global_textmap().inner is global_propagator
    assert propagate.get_global_textmap().fields == global_propagator.fields
    redact_baggage(None)
    assert propagate.get_global_textmap() is global_propagator
