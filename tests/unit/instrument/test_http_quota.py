"""What peers say of their limits, in the many ways in which they say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otel_kit.instrument._http_quota import Quota, quotas, seconds_to_wait

NOW = 1_800_000_000.0
WORDS = st.sampled_from(
    [
        "x",
        "ratelimit",
        "rate-limit",
        "limit",
        "remaining",
        "used",
        "policy",
        "resource",
        "reset",
        "tokens",
        "",
    ]
)
NAMES = st.lists(WORDS, max_size=6).map("-".join) | st.text(max_size=30)
VALUES = st.text('0123456789.,;="rqw limtdefaul', max_size=60) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "4999", "X-RateLimit-Reset": "1700"},
            [Quota(None, 5000, 1)],
        ),
        ({"RateLimit-Limit": "100, 100;w=60", "RateLimit-Remaining": "25"}, [Quota(None, 100, 75)]),
        ({"x-rate-limit-limit": "900", "x-rate-limit-remaining": "0"}, [Quota(None, 900, 900)]),
        (
            {
                "X-RateLimit-Limit": "60",
                "X-RateLimit-Used": "12",
                "X-RateLimit-Remaining": "48",
                "X-RateLimit-Resource": "search",
            },
            [Quota("search", 60, 12)],
        ),
        (
            {
                "x-ratelimit-limit-requests": "60",
                "x-ratelimit-remaining-requests": "59",
                "x-ratelimit-limit-tokens": "150000",
                "x-ratelimit-remaining-tokens": "75000",
                "x-ratelimit-reset-tokens": "6m0s",
            },
            [Quota("requests", 60, 1), Quota("tokens", 150000, 75000)],
        ),
        (
            {
                "anthropic-ratelimit-input-tokens-limit": "400",
                "anthropic-ratelimit-input-tokens-remaining": "100",
            },
            [Quota("input-tokens", 400, 300)],
        ),
        (
            {
                "RateLimit-Policy": '"minute";q=100;w=60, "day";q=1000;w=86400',
                "RateLimit": '"minute";r=50;t=30',
            },
            [Quota("minute", 100, 50), Quota("day", 1000, None)],
        ),
        ({"RateLimit": "limit=100, remaining=90, reset=5"}, [Quota(None, 100, 10)]),
        ({"RateLimit-Policy": "100;w=60"}, [Quota(None, 100, None)]),
        ({"X-RateLimit-Remaining": "7"}, []),
        ({"X-RateLimit-Limit": "10", "X-RateLimit-Remaining": "12"}, [Quota(None, 10, 0)]),
    ],
)
def test_each_form_is_understood(headers: dict[str, str], expected: list[Quota]) -> None:
    assert quotas(headers.items()) == expected


@pytest.mark.parametrize(
    "headers",
    [
        {"X-RateLimit-Limit": "unlimited"},
        {"X-RateLimit-Limit": "-1"},
        {"X-RateLimit-Limit": "1e9"},
        {"X-RateLimit-Limit": "12abc"},
        {"X-RateLimit-Limit": "9" * 400},
        {"X-RateLimit-Limit": "1" + "," * 5000},
        {"RateLimit": '"\x00";r=5'},
        {"X-RateLimit-Limit-" + "x" * 100: "5"},
        {"X-RateLimit-Limit-ключ": "5"},
        {"Content-Length": "5"},
    ],
)
def test_what_makes_no_sense_is_left_out(headers: dict[str, str]) -> None:
    assert quotas(headers.items()) == []


def test_a_peer_cannot_invent_quotas_without_end() -> None:
    assert len(quotas([(f"X-RateLimit-Limit-{number}", "5") for number in range(1000)])) == 10


@given(st.lists(st.tuples(NAMES, VALUES), max_size=8))
def test_whatever_a_peer_writes_its_quotas_are_numbers_with_short_names(
    headers: list[tuple[str, str]],
) -> None:
    for quota in quotas(headers):
        assert quota.name is None or (len(quota.name) <= 40 and quota.name.isascii())
        assert quota.limit is None or 0 <= quota.limit < 1e16
        assert quota.usage is None or 0 <= quota.usage < 1e16
        assert quota.utilization is None or quota.utilization >= 0


def test_a_limit_of_zero_has_no_utilization() -> None:
    assert Quota(None, 0, 0).utilization is None
    assert Quota(None, 100, 95).utilization == 0.95


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("30", 30),
        (" 1.5 ", 1.5),
        ("Fri, 15 Jan 2027 08:01:00 GMT", 60),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("9" * 50, None),
        ("Fri, 32 Jan 2027 08:01:00 GMT", None),
    ],
)
def test_when_to_come_back_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert seconds_to_wait(value, NOW) == seconds


@given(st.text(max_size=50) | st.text("0123456789:, GMTJanFri+-", max_size=50))
def test_whatever_a_peer_writes_the_wait_is_a_time_or_nothing(value: str) -> None:
    wait = seconds_to_wait(value, NOW)
    assert wait is None or wait >= 0
