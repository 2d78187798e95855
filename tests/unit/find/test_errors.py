"""Groups of errors, made of what Loki counted."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from otel_kit.ops.clients import LogLine, Sample
from otel_kit.ops.find import Scope, as_data
from otel_kit.ops.find._errors import TOLD, grouped, questions, sample_of, samples_question

PRINT, OTHER = "600b2e20485ddc8b", "1f2e3d4c5b6a7988"
START = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)


def millis(minutes: float) -> float:
    return (START + timedelta(minutes=minutes)).timestamp() * 1000


def told(print_: str, count: int, service: str = "portal", kind: str = "shop.PaymentError") -> Sample:
    labels = {"kit_error_source": "request", "error_type": kind, "exception_type": kind}
    return Sample({"kit_error_fingerprint": print_, "service_name": service, **labels}, count)


def logged(print_: str, count: int, service: str = "portal", kind: str = "shop.PaymentError") -> Sample:
    labels = {"exception_type": kind}  # a framework's record of the exception
    return Sample({"kit_error_fingerprint": print_, "service_name": service, **labels}, count)


def repeats(print_: str, count: int, service: str = "portal") -> Sample:
    labels = {"error_type": "shop.PaymentError"}  # a line that sums up errors that were only counted
    return Sample({"kit_error_fingerprint": print_, "service_name": service, **labels}, count)


def first(print_: str, minutes: float) -> Sample:
    return Sample({"kit_error_fingerprint": print_}, millis(minutes))


def last(print_: str, minutes: float, release: str = "1.4.0", severity: str = "high") -> Sample:
    labels = {"kit_error_category": "internal", "kit_error_severity": severity, "service_version": release}
    return Sample({"kit_error_fingerprint": print_, **labels}, millis(minutes))


def test_errors_that_were_only_counted_count():
    (group,) = grouped([told(PRINT, 2), repeats(PRINT, 102)], [first(PRINT, 0)], [last(PRINT, 5)])

    assert (group.count, group.error_type, group.services) == (104, "shop.PaymentError", ("portal",))
    assert (group.first_seen, group.last_seen) == (START, START + timedelta(minutes=5))


def test_an_error_that_the_framework_logged_as_well_counts_once():
    counted = [told(PRINT, 2), logged(PRINT, 105), repeats(PRINT, 103)]

    (group,) = grouped(counted, [first(PRINT, 0)], [last(PRINT, 5)])
    assert group.count == 105


def test_of_a_service_without_our_sdk_the_logged_exceptions_count():
    lines = [told(PRINT, 2), logged(PRINT, 7, "legacy")]

    (group,) = grouped(lines, [first(PRINT, 0)], [last(PRINT, 5)])
    assert (group.count, group.services) == (9, ("legacy", "portal"))


def test_a_line_that_only_announces_a_new_group_is_no_error():
    assert grouped([repeats(PRINT, 0)], [first(PRINT, 0)], [last(PRINT, 0)]) == []


def test_the_kind_is_that_of_the_latest_and_releases_go_from_the_latest_back():
    latest = [last(PRINT, 1, "1.4.0", "high"), last(PRINT, 9, "1.5.0", "critical"), last(PRINT, 0, "1.3.9")]

    (group,) = grouped([told(PRINT, 3)], [first(PRINT, 0)], latest)
    assert (group.severity, group.releases) == ("critical", ("1.5.0", "1.4.0", "1.3.9"))


def test_the_most_frequent_group_comes_first():
    found = grouped(
        [told(PRINT, 2), told(OTHER, 30)],
        [first(PRINT, 0), first(OTHER, 0)],
        [last(PRINT, 1), last(OTHER, 1)],
    )

    assert [group.fingerprint for group in found] == [OTHER, PRINT]


def test_a_sample_says_what_was_going_on():
    labels = {
        "service_name": "portal", "exception_message": "no answer", "exception_stacktrace": "Traceback …",
        "http_request_method": "POST", "http_route": "/checkout", "trace_id": "d90573134922d1faa7cf27b1e39e713a",
    }  # fmt: skip
    sample = sample_of(LogLine(int(START.timestamp() * 1e9), labels, "shop.PaymentError: no answer"))

    assert as_data(sample) == {
        "time": "2026-03-01T12:00:00.000Z",
        "service": "portal",
        "message": "no answer",
        "stack": "Traceback …",
        "trace_id": "d90573134922d1faa7cf27b1e39e713a",
        "where": "POST /checkout",
    }


def test_the_sample_of_a_job_names_the_job_and_a_line_without_details_is_its_own_message():
    sample = sample_of(LogLine(0, {"kit_job_name": "enrich"}, "it failed"))

    assert (sample.where, sample.message, sample.trace_id) == ("enrich", "it failed", "")


def test_questions_are_narrowed_to_service_and_environment_and_a_quote_cannot_leave_its_string():
    scope = Scope(timedelta(minutes=30), service='po"rtal', environment="test")

    for question in questions(scope):
        assert '{service_name="po\\"rtal",deployment_environment_name="test"}' in question
        assert "[1800s]" in question


def test_without_a_service_all_of_them_are_asked():
    (group,) = grouped([told(PRINT, 2)], [first(PRINT, 0)], [last(PRINT, 5)])

    assert samples_question(Scope(), group, TOLD) == (
        '{service_name=~".+"} | kit_error_fingerprint="600b2e20485ddc8b" | exception_type!="" | kit_error_source!=""'
    )
