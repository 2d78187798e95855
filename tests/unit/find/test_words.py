"""Windows and moments as people type them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.find import moment_of, window_of

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("30m", timedelta(minutes=30)),
        ("2 hours", timedelta(hours=2)),
        ("1 day 4 hours", timedelta(hours=28)),
        ("an hour", timedelta(hours=1)),
    ],
)
def test_a_window_is_a_duration_in_words(words, window):
    assert window_of(words) == window


@pytest.mark.parametrize("words", ["", "3x", "-1h", "0s", "until 18:00", "1h; drop", "60 days"])
def test_what_is_no_window_is_refused_with_what_to_write(words):
    with pytest.raises(ConfigurationError, match=r"window: .*\n  → write 30m, 2 hours"):
        window_of(words)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("11:30", NOW - timedelta(minutes=30)),
        ("12:30", NOW - timedelta(hours=23, minutes=30)),  # the latest such: yesterday's
        ("20 min ago", NOW - timedelta(minutes=20)),
        ("2026-02-28T12:00", NOW - timedelta(days=1)),
        ("2026-03-01T10:00:00Z", NOW - timedelta(hours=1)),
    ],
)
def test_a_moment_is_a_clock_time_a_date_or_how_long_ago(words, moment):
    assert moment_of(words, NOW) == moment


@pytest.mark.parametrize(
    ("words", "said"),
    [("noon", "no moment"), ("25:00", "no moment"), ("2026-03-02", "yet to come"), ("x ago", "no moment")],
)
def test_what_is_no_moment_of_the_past_is_refused(words, said):
    with pytest.raises(ConfigurationError, match=said):
        moment_of(words, NOW)
