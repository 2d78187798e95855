"""What one question may ask for."""

from __future__ import annotations

import pytest

from otel_kit.ops.ui._limits import (
    MOST_POINTS,
    TooMuchError,
    lines,
    plain,
    points,
    seconds,
    series_that_fit,
    spans,
)


def ranged(start="0", end="3600", step="15"):
    return {"query": ["up"], "start": [start], "end": [end], "step": [step]}


def test_a_range_query_may_have_as_many_series_as_its_steps_leave_room_for():
    assert series_that_fit(ranged()) == MOST_POINTS // 241
    assert points(ranged())["limit"] == [str(MOST_POINTS // 241)]


def test_an_instant_query_has_one_step():
    assert series_that_fit({"query": ["up"]}) == MOST_POINTS


def test_ten_million_points_of_one_series_are_refused_with_what_to_change():
    with pytest.raises(TooMuchError, match=r"10,000,001 points .* shorter time or a longer step"):
        points(ranged(end="10000000", step="1"))


def test_prometheus_is_told_when_to_give_up_unless_the_page_is_less_patient():
    assert points(ranged())["timeout"] == ["15s"]


@pytest.mark.parametrize("limit", ["-1", "1.5", "ten"])
def test_a_limit_must_be_a_number(limit):
    with pytest.raises(TooMuchError, match="limit is"):
        points({**ranged(), "limit": [limit]})


def test_a_limit_of_the_page_stays_where_it_is_within_bounds():
    assert points({**ranged(), "limit": ["20"]})["limit"] == ["20"]
    with pytest.raises(TooMuchError, match=r"at most 4,149"):
        points({**ranged(), "limit": ["5000"]})


@pytest.mark.parametrize("step", ["0", "-15", "0s"])
def test_a_step_must_lead_forward(step):
    with pytest.raises(TooMuchError, match="step is"):
        points(ranged(step=step))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90", 90),
        ("1.5", 1.5),
        ("1m30s", 90),
        ("500ms", 0.5),
        ("1970-01-01T00:01:30Z", 90),
        ("1970-01-01T01:01:30+01:00", 90),
    ],
)
def test_times_and_durations_are_read_as_prometheus_writes_them(text, expected):
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "soon", "nan", "inf", "1x", "5m ", "1970-13-01T00:00:00Z"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(TooMuchError):
        seconds(text)


def test_loki_may_return_5000_lines_and_counts_them_in_11000_steps():
    nanoseconds = {"query": ["{}"], "start": ["1795552560000000000"], "end": ["1795556160000000000"]}
    assert lines({**nanoseconds, "limit": ["5000"], "step": ["15"]})
    with pytest.raises(TooMuchError, match="at most 5,000"):
        lines({**nanoseconds, "limit": ["5001"]})
    with pytest.raises(TooMuchError, match="360,001 points"):
        lines({**nanoseconds, "step": ["10ms"]})


def test_a_search_may_find_1000_traces():
    assert spans({"q": ["{}"], "limit": ["1000"]})
    with pytest.raises(TooMuchError, match="at most 1,000"):
        spans({"q": ["{}"], "limit": ["1001"]})


def test_a_question_has_an_end():
    with pytest.raises(TooMuchError, match="at most 65,536"):
        plain({"query": ["x" * 70_000]})
