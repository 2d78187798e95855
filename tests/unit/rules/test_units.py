"""Numbers as PromQL and as people write them."""

from __future__ import annotations

import pytest

from otel_kit.ops.rules._units import in_query, in_words, is_duration, seconds


@pytest.mark.parametrize(
    ("amount", "unit", "query", "words"),
    [
        (0.05, "ratio", "0.05", "5 %"),
        (0.001, "ratio", "0.001", "0.1 %"),
        (0.2, "s", "0.2", "200 ms"),
        (2, "s", "2", "2 s"),
        (14.4, "times", "14.4", "14.4\N{MULTIPLICATION SIGN}"),
        (50, "requests", "50", "50 requests"),
        (1, "items", "1", "1 item"),
        (0.00001, "ratio", "0.00001", "0.001 %"),
        ("5m", "", "5m", "5 minutes"),
        ("1h30m", "", "1h30m", "1 hour 30 minutes"),
    ],
)
def test_a_value_reads_well_in_a_query_and_in_a_sentence(amount, unit, query, words):
    assert in_query(amount) == query
    assert in_words(amount, unit) == words


@pytest.mark.parametrize("text", ["5m", "30s", "1h30m", "250ms", "3d"])
def test_durations_are_known(text):
    assert is_duration(text)


@pytest.mark.parametrize("text", ["", "5", "5 m", "5 minutes", "m", "-5m", 5, None], ids=repr)
def test_other_things_are_no_durations(text):
    assert not is_duration(text)


def test_durations_have_seconds():
    assert [seconds(text) for text in ("250ms", "5m", "1h30m", "30d")] == [0.25, 300, 5400, 2592000]
