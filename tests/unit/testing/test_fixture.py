"""The fixture `telemetry`, as a team uses it in its own tests."""

from __future__ import annotations

import logging
import threading

import pytest
from opentelemetry import metrics, trace

import otel_kit
from otel_kit import signals
from otel_kit.testing import capture

pytest_plugins = ["pytester"]


@pytest.fixture
def telemetry():
    """The same without the failure at the end, so that faults can be looked at."""
    with capture() as telemetry:
        yield telemetry


def test_a_counter_is_read_by_the_names_of_its_function(telemetry):
    """Two of one source, one of another."""
    signals.leads.captured(2, source="web")
    signals.leads.captured(source="ads")
    captured = telemetry.metrics["kit.lead.captured"]
    assert captured.value(source="web") == 2
    assert captured.value() == 3
    assert captured.unit == "{lead}"


def test_a_metric_that_was_not_recorded_has_the_value_0(telemetry):
    """A failed assertion shows what was recorded instead."""
    signals.leads.captured(source="web")
    metric = telemetry.metrics["kit.led.captured"]
    assert metric.value(source="web") == 0
    assert "kit.lead.captured" in repr(metric)
    assert "kit.led.captured" not in telemetry.metrics


def test_an_attribute_that_no_series_has_is_an_error(telemetry):
    """It is a slip of the pen, and would pass as 0 otherwise."""
    signals.leads.captured(source="web")
    with pytest.raises(LookupError, match=r"no attribute sauce.*kit\.lead\.source"):
        telemetry.metrics["kit.lead.captured"].value(sauce="web")


def test_a_histogram_has_count_sum_and_buckets(telemetry):
    """In the metric's unit."""
    signals.leads.score(73.0, source="web")
    score = telemetry.metrics["kit.lead.score"]
    assert (score.count(source="web"), score.value()) == (1, 73)
    assert sum(score.histogram().buckets) == 1


def test_spans_have_names_attributes_and_parents(telemetry):
    """As they would be sent."""
    with signals.jobs.run(name="enrich"), trace.get_tracer("shop").start_as_current_span("inner"):
        pass
    outer = telemetry.spans.one("job enrich", name="enrich")
    assert telemetry.spans.one("inner").parent_id == outer.span_id
    assert outer.attributes["kit.job.result"] == "success"


def test_ids_count_from_1(telemetry):
    """So that a test can write them down."""
    for name in ("first", "second"):
        with trace.get_tracer("shop").start_as_current_span(name):
            pass
    assert [int(span.trace_id, 16) for span in telemetry.spans] == [1, 2]


def test_time_stands_still_where_the_test_says_so(telemetry):
    """Spans, durations and timed functions go by one clock."""
    telemetry.clock.stop(at=1_000.0)
    with signals.jobs.run(name="enrich"):
        telemetry.clock.advance(2.5)
        signals.track_time(signals.leads.response_duration.bind(source="web"))(telemetry.clock.advance)(0.5)
    span = telemetry.spans.one("job enrich")
    assert (span.start, span.seconds) == (1_000.0, 3.0)
    assert telemetry.metrics["kit.job.duration"].value(name="enrich") == 3.0
    assert telemetry.metrics["kit.lead.response.duration"].value() == 0.5


def test_the_window_of_equal_errors_goes_by_the_clock_of_the_test(telemetry):
    """A minute is over when the test says so."""
    telemetry.clock.stop()

    def fail():
        signals.errors.capture(ValueError("no"))

    fail()
    fail()
    telemetry.clock.advance(61)
    fail()
    _, second = telemetry.logs.named("kit.error.captured")
    assert second.attributes["kit.error.repeats"] == 1


def test_time_goes_on_as_ever_after_the_test(telemetry):
    """And runs before it is stopped."""
    with capture() as inner:
        inner.clock.stop(at=1.0)
    with trace.get_tracer("shop").start_as_current_span("now"):
        pass
    assert telemetry.spans.one("now").start > 1_000_000_000


def test_logs_are_in_the_trace_in_which_they_were_written(telemetry):
    """Those of the standard library, at every level."""
    with trace.get_tracer("shop").start_as_current_span("sale") as span:
        logging.getLogger("shop").warning("sold %s", "out")
    (record,) = telemetry.logs
    assert (record.body, record.severity) == ("sold out", "WARN")
    assert int(record.span_id, 16) == span.get_span_context().span_id


def test_personal_data_is_redacted_as_in_a_service(telemetry):
    """What a test sees is what would be sent."""
    with trace.get_tracer("shop").start_as_current_span("sale", attributes={"customer": "ada@example.com"}):
        logging.getLogger("shop").warning("sold to ada@example.com")
    assert telemetry.logs.bodies == ["sold to [redacted:email]"]
    assert telemetry.spans.one("sale").attributes["customer"] == "[redacted:email]"


def test_events_are_logs_with_a_name(telemetry):
    """The audit log's too, which writes nothing to disk in tests."""
    signals.security.audit("user.deleted", "user:1", "success", actor="u_17")
    event = telemetry.logs.one("kit.audit.recorded", outcome="success")
    assert event.attributes["kit.audit.actor"] == "u_17"
    assert telemetry.metrics["kit.audit.events"].value(outcome="success") == 1


def test_instruments_from_before_the_test_are_captured(telemetry):
    """A module makes them when it is imported, mostly."""
    counter = metrics.get_meter("shop").create_counter("shop.sales")
    counter.add(1)
    assert telemetry.metrics["shop.sales"].value() == 1
    with capture() as second:
        counter.add(5)
        assert second.metrics["shop.sales"].value() == 5


def test_init_in_the_code_under_test_changes_nothing(telemetry):
    """Nothing is sent, and the capture goes on."""
    otel_kit.init("checkout", endpoint="http://127.0.0.1:9")
    signals.leads.captured(source="web")
    assert telemetry.metrics["kit.lead.captured"].value() == 1
    assert otel_kit.force_flush(0.1)


def test_telemetry_of_other_threads_is_captured(telemetry):
    """Nothing is lost between them."""

    def work():
        for _ in range(100):
            signals.leads.captured(source="web")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert telemetry.metrics["kit.lead.captured"].value() == 400


def test_a_fault_inside_otel_kit_fails_the_test(pytester, monkeypatch):
    """Such as a value that the signal does not know; the code under test goes on."""
    monkeypatch.setenv("OTEL_KIT_STRICT", "1")
    pytester.makeconftest('pytest_plugins = ["otel_kit.testing"]')
    pytester.makepyfile("""
        from otel_kit import signals

        def test_good(telemetry):
            signals.security.auth_lockout(method="password")
            assert telemetry.metrics["kit.auth.lockouts"].value(method="password") == 1

        def test_bad(telemetry):
            signals.security.auth_lockout(method="pass word")
            assert telemetry.metrics["kit.auth.lockouts"].value(method="other") == 1
    """)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*otel_kit had faults:*", "*kit.auth.method*no member 'pass word'*"])


def test_a_test_sees_nothing_of_the_one_before(pytester):
    """Metrics begin at nothing, spans and logs are gone."""
    pytester.makeconftest('pytest_plugins = ["otel_kit.testing"]')
    pytester.makepyfile("""
        import pytest
        from otel_kit import signals

        @pytest.mark.parametrize("_", range(2))
        def test_one(telemetry, _):
            with signals.jobs.run(name="enrich"):
                signals.leads.captured(source="web")
            assert telemetry.metrics["kit.lead.captured"].value() == 1
            assert len(telemetry.spans) == 1
    """)
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=2)


def test_a_short_name_that_several_attributes_have_is_an_error(telemetry):
    """The whole name is asked for."""
    metrics.get_meter("shop").create_counter("sales").add(1, {"a.id": "1", "b.id": "2"})
    sales = telemetry.metrics["sales"]
    assert sales.value(a_id="1") == 1
    with pytest.raises(LookupError, match=r"a\.id, b\.id"):
        sales.value(id="1")


def test_flags_of_the_process_are_those_of_one_test(telemetry):
    """What another test noted outside of all work says nothing about an error here."""
    signals.errors.feature_flag("new_leads", "on")
    signals.errors.capture(ValueError())
    assert _flags(telemetry) == [("new_leads=on",)]
    with capture() as other:
        signals.errors.capture(ValueError())
        assert _flags(other) == []


def _flags(telemetry):
    key = "kit.error.feature_flags"
    return [log.attributes[key] for log in telemetry.logs if key in log.attributes]
