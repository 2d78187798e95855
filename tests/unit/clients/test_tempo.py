"""Tempo's traces become trees."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otel_kit.ops.clients import Span, Tempo, Trace, UnavailableError

TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
PATH = f"/api/v2/traces/{TRACE_ID}"


def encoded(hexadecimal):
    return base64.b64encode(bytes.fromhex(hexadecimal)).decode()


def span(span_id, parent_id="", start=0) -> Span:
    return Span(span_id, parent_id, "x", "portal", start, start + 1, is_error=False, attributes={})


RAW = {
    "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "portal"}}]},
    "scopeSpans": [
        {
            "spans": [
                {
                    "traceId": encoded(TRACE_ID),
                    "spanId": encoded("b7ad6b7169203331"),
                    "parentSpanId": encoded("00f067aa0ba902b7"),
                    "name": "POST /checkout",
                    "startTimeUnixNano": "1000000",
                    "endTimeUnixNano": "3500000",
                    "status": {"code": "STATUS_CODE_ERROR"},
                    "attributes": [
                        {"key": "http.response.status_code", "value": {"intValue": "500"}},
                        {"key": "empty", "value": {}},
                    ],
                },
                {
                    "spanId": encoded("00f067aa0ba902b7"),
                    "name": "root",
                    "startTimeUnixNano": "0",
                    "endTimeUnixNano": "4000000",
                },
            ]
        }
    ],
}


def test_a_trace_is_read_with_its_services_errors_and_attributes(server):
    server.answers[PATH] = (200, json.dumps({"trace": {"resourceSpans": [RAW]}}))
    trace = Tempo(server.url).trace(TRACE_ID)

    failed, root = trace.spans
    assert failed == Span(
        "b7ad6b7169203331",
        "00f067aa0ba902b7",
        "POST /checkout",
        "portal",
        1_000_000,
        3_500_000,
        is_error=True,
        attributes={"http.response.status_code": "500", "empty": None},
    )
    assert (root.parent_id, root.is_error) == ("", False)
    assert (trace.services, trace.duration_ms) == ({"portal"}, 4.0)


@pytest.mark.parametrize("answer", [(404, "trace not found"), (200, "{}"), (200, '{"trace": {}}')])
def test_a_trace_that_tempo_does_not_know_yet_is_none(server, answer):
    server.answers[PATH] = answer

    assert Tempo(server.url).trace(TRACE_ID) is None


def test_an_answer_that_is_no_trace_is_one_sentence(server):
    server.answers[PATH] = (200, '{"trace": {"resourceSpans": [{"scopeSpans": [{"spans": [{}]}]}]}}')

    with pytest.raises(UnavailableError, match="answered something else"):
        Tempo(server.url).trace(TRACE_ID)


def test_a_search_gives_whole_ids_though_tempo_leaves_out_leading_zeros(server):
    server.answers["/api/search"] = (200, json.dumps({"traces": [{"traceID": TRACE_ID[1:]}]}))

    assert Tempo(server.url).search("{ status = error }", limit=7) == [TRACE_ID]
    assert server.asked == [("/api/search", {"q": "{ status = error }", "limit": "7"})]


def test_a_search_between_two_moments_reaches_to_the_end_of_its_last_second(server):
    server.answers["/api/search"] = (200, json.dumps({"traces": [{"traceID": TRACE_ID}]}))

    assert Tempo(server.url).search_between("{}", 10.7, 20.2, 1) == [TRACE_ID]
    assert server.asked[0][1] == {"q": "{}", "limit": "1", "start": "10", "end": "21"}


@pytest.mark.parametrize("answer", ["{}", '{"traces": null}'])
def test_a_search_without_a_match_is_empty(server, answer):
    server.answers["/api/search"] = (200, answer)

    assert Tempo(server.url).search("{}") == []


def test_a_walk_shows_parents_before_children_and_siblings_by_their_start():
    spans = (
        span("c", "a", start=5),
        span("d", "c", start=6),
        span("a"),
        span("b", "a", start=2),
        span("orphan", "unknown", start=9),
    )
    walked = [(depth, one.span_id) for depth, one in Trace(TRACE_ID, spans).walk()]

    assert walked == [(0, "a"), (1, "b"), (1, "c"), (2, "d"), (0, "orphan")]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-1, 9), st.integers(0, 99)), max_size=12))
def test_every_span_that_hangs_on_a_root_is_walked_once_below_its_parent(drawn):
    unique = {number: (parent, start) for number, parent, start in drawn}
    spans = tuple(
        span(f"s{number}", f"s{parent}" if parent >= 0 else "", start)
        for number, (parent, start) in unique.items()
        if parent < number  # no cycles
    )
    walked = list(Trace(TRACE_ID, spans).walk())

    assert sorted(one.span_id for _, one in walked) == sorted(one.span_id for one in spans)
    depths = {one.span_id: depth for depth, one in walked}
    for depth, one in walked:
        assert depth == (depths[one.parent_id] + 1 if one.parent_id in depths else 0)
