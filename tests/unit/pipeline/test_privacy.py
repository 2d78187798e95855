"""Nothing personal leaves the process: what arrives at a collector of a program that puts it everywhere."""

from __future__ import annotations

import json
from types import MappingProxyType

import pytest
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.trace import Link, SpanContext, StatusCode

from otel_kit import settings
from otel_kit.exceptions import ConfigurationError
from otel_kit.pipeline import _withheld
from otel_kit.pipeline._privacy import Privacy, rules_of
from otel_kit.pipeline.redaction import Rules
from support import otlp

_PROGRAM = """
    import logging, otel_kit
    from opentelemetry import baggage, metrics, propagate, trace
    logging.lastResort = None
    otel_kit.init("checkout")
    log = logging.getLogger("shop")
    with trace.get_tracer("t").start_as_current_span("greet ada@example.com") as span:
        span.set_attributes({"url.full": "https://u:p@shop.example/?mail=ada@example.com", "who": ["ada@example.com"]})
        span.set_attribute("db.password", "hunter2")
        span.add_event("called", {"number": "+49 30 901820"})
        try:
            raise ValueError("ada@example.com has no card")
        except ValueError as error:
            span.record_exception(error)
            span.set_status(trace.StatusCode.ERROR, str(error))
            log.exception("declined: %s", "ada@example.com", extra={"mail": "ada@example.com"})
    metrics.get_meter("m").create_counter("hits").add(1, {"who": "ada@example.com"})
    headers = {}
    propagate.inject(headers, baggage.set_baggage("user", "ada@example.com"))
    print(headers["baggage"])
"""


def _redactions(collector):
    """Return the last counts, by kind and surface."""
    return {
        (labels["kit.pii.type"], labels["kit.pii.surface"]): point.as_int
        for _, labels, point in collector.points("kit.telemetry.redactions")
    }


@pytest.fixture(scope="module")
def sent():
    with otlp.collector() as collector:
        done = otlp.run(_PROGRAM, collector.endpoint)
        yield collector, done.stdout


def test_no_personal_data_arrives_in_spans_logs_metrics_or_baggage(sent):
    collector, printed = sent
    arrived = printed + "".join(str(message) for _, _, message in collector.requests)
    for secret in ("ada@", "ada%40", "hunter2", "901820", "u:p@"):
        assert secret not in arrived


def test_everything_else_arrives_as_it_was(sent):
    collector, _ = sent
    ((_, span),) = collector.spans()
    assert span.name == "greet [redacted:email]"
    assert [event.name for event in span.events] == ["called", "exception"]
    assert otlp.attributes(span.events[1].attributes)["exception.type"] == "ValueError"
    assert span.status.message == "[redacted:email] has no card"
    ((_, record),) = collector.logs()
    assert record.body.string_value == "declined: [redacted:email]"
    assert (record.trace_id, record.span_id) == (span.trace_id, span.span_id)
    assert (
        "ValueError: [redacted:email] has no card"
        in otlp.attributes(record.attributes)["exception.stacktrace"]
    )


def test_what_was_taken_out_is_counted_by_kind_and_surface_also_of_the_last_batch(sent):
    collector, _ = sent
    assert _redactions(collector) == {
        ("email", "attribute"): 4,  # the span's name, a list on it, `extra`, a metric's label
        ("email", "url"): 1,
        ("credentials", "url"): 1,
        ("password", "attribute"): 1,
        ("phone", "attribute"): 1,
        ("email", "exception"): 3,  # on span and record, and the status
        ("email", "stack"): 2,
        ("email", "body"): 1,
        ("email", "baggage"): 1,
    }


def test_redaction_can_be_turned_off():
    with otlp.collector() as collector:
        otlp.run(_PROGRAM, collector.endpoint, OTEL_KIT_REDACTION="false")
        assert collector.span_names() == ["greet ada@example.com"]
        assert _redactions(collector) == {}


def test_a_site_adds_patterns_allows_values_and_hashes_with_a_key_by_variables():
    program = """
        import logging, otel_kit
        logging.lastResort = None
        otel_kit.init("checkout")
        logging.getLogger("shop").warning("KD-123456, KD-123456 wrote to help@example.com from 192.0.2.7")
    """
    given = {
        "OTEL_KIT_REDACTION_PATTERNS": "customer=KD-[0-9]{6}",
        "OTEL_KIT_REDACTION_ALLOW_VALUES": "help@example.com",
        "OTEL_KIT_REDACTION_HASH_KEY": "0123456789abcdef",
        "OTEL_KIT_REDACTION_DISABLED": "ip",
    }
    with otlp.collector() as collector:
        otlp.run(program, collector.endpoint, **given)
        (body,) = collector.bodies()
    first, second, *rest = body.split()
    assert first == f"{second},"
    assert first.startswith("[redacted:customer:")
    assert " ".join(rest) == "wrote to help@example.com from 192.0.2.7"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OTEL_KIT_REDACTION", "perhaps"),
        ("OTEL_KIT_REDACTION_DISABLED", "emial"),
        ("OTEL_KIT_REDACTION_PATTERNS", "customer=KD-("),
        ("OTEL_KIT_REDACTION_HASH_KEY", "short"),
    ],
)
def test_a_setting_that_does_not_fit_is_an_error_under_the_name_of_its_variable(variable, value):
    with pytest.raises(ConfigurationError) as told:
        settings.load({}, {variable: value})
    assert told.value.key == variable


def test_rules_as_an_argument_come_before_the_variables():
    rules = Rules(disabled=frozenset({"ip"}))
    loaded = settings.load({"redaction": rules}, {"OTEL_KIT_REDACTION_DISABLED": "email"})
    assert rules_of(loaded) is rules


def test_attributes_that_a_site_allows_are_added_to_those_of_the_house():
    rules = rules_of(settings.load({}, {"OTEL_KIT_REDACTION_ALLOW_KEYS": "shop.*"}))
    assert rules.allows("shop.mail")
    assert rules.allows("service.name")


@pytest.fixture
def privacy():
    _withheld.begin()
    return Privacy(Rules())


def _span(**given):
    provider = TracerProvider(
        span_limits=SpanLimits(max_events=2, max_span_attributes=3), shutdown_on_exit=False
    )
    span = provider.get_tracer("t").start_span("s", **given)
    for number in range(4):
        span.add_event(f"e{number}", {"mail": "ada@example.com"})
    span.end()
    return span


def test_a_span_in_which_nothing_is_found_is_not_copied(privacy):
    provider = TracerProvider(shutdown_on_exit=False)
    span = provider.get_tracer("t").start_span(
        "s", attributes={"a": 1, "b": "text", "c": ("x", "y"), "d": 1.5}
    )
    span.end()
    privacy.span(span)
    assert privacy.span(span) is span


def test_a_redacted_span_tells_as_before_how_much_the_sdk_dropped(privacy):
    link = Link(SpanContext(1, 2, is_remote=True), MappingProxyType({"mail": "ada@example.com"}))
    span = _span(attributes={str(number): "ada@example.com" for number in range(5)}, links=[link])
    safe = privacy.span(span)
    assert (safe.dropped_attributes, safe.dropped_events, safe.dropped_links) == (2, 2, 0)
    assert json.loads(safe.to_json())["links"][0]["attributes"] == {"mail": "[redacted:email]"}
    assert [event.attributes["mail"] for event in safe.events] == ["[redacted:email]"] * 2
    assert span.attributes["4"] == "ada@example.com"  # the service's own span stays as it is


def test_the_status_keeps_its_code(privacy):
    provider = TracerProvider(shutdown_on_exit=False)
    span = provider.get_tracer("t").start_span("s")
    span.set_status(StatusCode.ERROR, "no ada@example.com")
    span.end()
    status = privacy.span(span).status
    assert (status.status_code, status.description) == (StatusCode.ERROR, "no [redacted:email]")


def test_the_resource_is_redacted_too(privacy):
    resource = Resource({"service.name": "checkout", "owner": "ada@example.com"})
    assert privacy.resource(resource).attributes == {"service.name": "checkout", "owner": "[redacted:email]"}


def test_bodies_that_are_no_texts_are_redacted_within(privacy):
    with otlp.collector() as collector:
        program = """
            import otel_kit
            from opentelemetry import _logs
            otel_kit.init("checkout")
            for body in ({"who": {"mail": "ada@example.com"}}, ["ada@example.com"], 4111111111111111, None, b"ada@example.com"):
                _logs.get_logger("shop").emit(_logs.LogRecord(body=body, severity_number=_logs.SeverityNumber.INFO))
        """
        otlp.run(program, collector.endpoint)
        arrived = [str(record.body) for _, record in collector.logs()]
    assert len(arrived) == 5
    assert not [body for body in arrived if "ada@" in body or "4111" in body]
