"""What is written on the wire is what OpenTelemetry's own encoder writes, read back by its own messages."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.exporter.otlp.proto.common._log_encoder import encode_logs
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk._logs import ReadWriteLogRecord
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.sampling import ALWAYS_ON
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import (
    Link,
    NonRecordingSpan,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    TraceState,
    set_span_in_context,
)

from otel_kit.pipeline import _codec
from otel_kit.testing._core import Counted

_SCALARS = st.one_of(
    st.text(max_size=200),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.binary(max_size=200),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1), inner, max_size=4),
)
_ATTRIBUTES = st.dictionaries(st.text(min_size=1, max_size=20), _VALUES, max_size=6)
_TIMES = st.integers(1, 2**63)
_CONTEXTS = st.builds(
    SpanContext,
    st.integers(1, 2**128 - 1),
    st.integers(1, 2**64 - 1),
    st.booleans(),
    st.sampled_from([TraceFlags(0), TraceFlags(1)]),
    st.sampled_from([TraceState(), TraceState([("vendor", "a:1"), ("other", "2")])]),
)
_PROVIDER = TracerProvider(
    ALWAYS_ON,
    Resource({"service.name": "checkout", "process.pid": 7}, "https://example.test/resource"),
    id_generator=Counted(),
    span_limits=SpanLimits(max_span_attributes=4, max_events=2, max_links=2, max_event_attributes=2),
    shutdown_on_exit=False,
)
_TRACERS = [
    _PROVIDER.get_tracer("shop", "1.2", schema_url="https://example.test/scope", attributes={"part": 1}),
    _PROVIDER.get_tracer("plain"),
]


@st.composite
def _spans(draw):
    parent = draw(st.none() | _CONTEXTS)
    span = draw(st.sampled_from(_TRACERS)).start_span(
        draw(st.text(max_size=200)),
        set_span_in_context(NonRecordingSpan(parent)) if parent else None,
        draw(st.sampled_from(SpanKind)),
        draw(_ATTRIBUTES),
        draw(st.lists(st.builds(Link, _CONTEXTS, _ATTRIBUTES), max_size=3)),
        draw(_TIMES),
    )
    for name, attributes, time in draw(st.lists(st.tuples(st.text(), _ATTRIBUTES, _TIMES), max_size=3)):
        span.add_event(name, attributes, time)
    if draw(st.booleans()):
        span.set_status(Status(StatusCode.ERROR, draw(st.text(min_size=1))))
    span.end(draw(_TIMES))
    return span


@st.composite
def _records(draw):
    context = draw(st.none() | _CONTEXTS)
    record = LogRecord(
        timestamp=draw(st.none() | _TIMES),
        observed_timestamp=draw(_TIMES),
        context=set_span_in_context(NonRecordingSpan(context)) if context else None,
        severity_text=draw(st.none() | st.sampled_from(["INFO", "ERROR"])),
        severity_number=draw(st.none() | st.sampled_from(SeverityNumber)),
        body=draw(st.none() | _VALUES),
        attributes=draw(_ATTRIBUTES),
        event_name=draw(st.none() | st.text(min_size=1)),
    )
    scope = draw(st.sampled_from([None, InstrumentationScope("shop"), InstrumentationScope("till", "3")]))
    return ReadWriteLogRecord(record, Resource({"service.name": "checkout"}), scope)


@given(st.lists(_spans(), max_size=4))
def test_spans_read_back_as_from_upstreams_encoder(spans):
    assert ExportTraceServiceRequest.FromString(_codec.TRACES.encode(spans)) == encode_spans(spans)


@given(_records())
def test_a_log_record_reads_back_as_from_upstreams_encoder(record):
    assert ExportLogsServiceRequest.FromString(_codec.LOGS.encode([record])) == encode_logs([record])


def test_records_of_one_resource_and_scope_stand_together():
    scope, resource = InstrumentationScope("shop"), Resource({"service.name": "checkout"})
    records = [ReadWriteLogRecord(LogRecord(body=str(n)), resource, scope) for n in range(3)]
    read = ExportLogsServiceRequest.FromString(_codec.LOGS.encode(records))
    (found,) = read.resource_logs
    assert [one.body.string_value for one in found.scope_logs[0].log_records] == ["0", "1", "2"]


class _Mute:
    def __str__(self):
        raise RuntimeError("no words")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (2**63, str(2**63)),
        (-(2**63) - 1, str(-(2**63) - 1)),
        ("lone \ud800 surrogate", "lone ? surrogate"),
        (_Mute(), "<cannot be printed>"),
    ],
    ids=["too large", "too small", "no UTF-8", "no text"],
)
def test_a_body_that_otlp_cannot_carry_arrives_as_a_text(value, shown):
    record = ReadWriteLogRecord(LogRecord(body=value), Resource.get_empty())
    read = ExportLogsServiceRequest.FromString(_codec.LOGS.encode([record]))
    assert read.resource_logs[0].scope_logs[0].log_records[0].body.string_value == shown


def test_a_number_that_is_none_arrives_as_it_is():
    record = ReadWriteLogRecord(LogRecord(body=math.nan), Resource.get_empty())
    read = ExportLogsServiceRequest.FromString(_codec.LOGS.encode([record]))
    assert math.isnan(read.resource_logs[0].scope_logs[0].log_records[0].body.double_value)


def test_a_time_from_before_1970_is_unknown_and_the_record_arrives():
    record = ReadWriteLogRecord(LogRecord(body="early", timestamp=-5), Resource.get_empty())
    read = ExportLogsServiceRequest.FromString(_codec.LOGS.encode([record]))
    (found,) = read.resource_logs[0].scope_logs[0].log_records
    assert (found.body.string_value, found.time_unix_nano) == ("early", 0)


def test_true_and_one_stay_what_they_are():
    record = ReadWriteLogRecord(LogRecord(attributes={"a": 1, "b": 1.0, "c": True}), Resource.get_empty())
    twice = [ExportLogsServiceRequest.FromString(_codec.LOGS.encode([record])) for _ in range(2)]
    assert twice == [encode_logs([record])] * 2
