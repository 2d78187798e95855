"""Durations, labels and names as people type them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.alerts._words import completed, matcher, moment_after, since

NOW = datetime(2026, 11, 24, 17, 30, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("2h", 2),
        ("90m", 1.5),
        ("2 hours", 2),
        ("1 day 4 hours", 28),
        ("1 day, 4 hours and 30 min", 28.5),
        ("half an hour", 0.5),
        ("an hour", 1),
        ("until 18:00", 0.5),
        ("until 17:00", 23.5),
        ("until tomorrow 9:00", 15.5),
    ],
)
def test_a_duration_in_plain_words_ends_when_it_says(words, hours):
    assert moment_after(words, NOW) - NOW == timedelta(hours=hours)


@pytest.mark.parametrize("words", ["", "soon", "2", "2 parsecs", "0h", "until 25:00", "2h or so", "-1h"])
def test_what_is_no_duration_is_refused_with_examples(words):
    with pytest.raises(ConfigurationError, match="duration: this is no duration, got") as error:
        moment_after(words, NOW)

    assert "until tomorrow 9:00" in error.value.fix


@given(st.text(max_size=30))
def test_no_words_end_in_the_past_or_in_a_traceback(words):
    try:
        end = moment_after(words, NOW)
    except ConfigurationError:
        return
    assert end > NOW


@given(st.integers(min_value=0, max_value=10**8))
def test_an_age_is_told_in_two_units_at_most(seconds):
    assert 1 <= len(since(NOW - timedelta(seconds=seconds), NOW).split()) // 2 <= 2


def test_labels_may_be_written_short():
    assert matcher("service=portal") == {
        "name": "service_name",
        "value": "portal",
        "isRegex": False,
        "isEqual": True,
    }
    assert matcher('route!~"/api/.*"') == {
        "name": "route",
        "value": "/api/.*",
        "isRegex": True,
        "isEqual": False,
    }


def test_what_is_no_label_is_refused():
    with pytest.raises(ConfigurationError, match="write service=portal"):
        matcher("portal")


def test_the_beginning_of_a_name_is_enough_if_it_is_the_only_one():
    names = ["HttpErrorRateHigh", "HttpLatencyP95High", "RedisDown"]

    assert completed("httperr", names) == "HttpErrorRateHigh"
    with pytest.raises(ConfigurationError, match="2 names begin so"):
        completed("Http", names)
    with pytest.raises(ConfigurationError, match=r"did you mean RedisDown\?"):
        completed("RedisDwn", names)


KNOWN = {"service_name": ["portal", "worker"], "http_route": ["/pay", "/pay/later"]}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("http=/x", "http_route", "/x"),
        ("service=PORT", "service_name", "portal"),
        ("http_route=/pay", "http_route", "/pay"),
        ("http_route=/p", "http_route", "/p"),
        ("service=", "service_name", ""),
        ("region=eu", "region", "eu"),
        ("service=~por", "service_name", "por"),
    ],
)
def test_a_label_is_completed_where_only_one_that_is_known_begins_so(text, name, value):
    found = matcher(text, KNOWN)

    assert (found["name"], found["value"]) == (name, value)
