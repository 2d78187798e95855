"""No input crashes the redaction, makes it slow, or is changed by a second pass."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from otel_kit.pipeline.redaction import Redactor, Rules

PIECES = st.sampled_from(
    [
        "ada@example.com", "4111 1111 1111 1111", "DE89370400440532013000", "+49 171 1234567", "203.0.113.7", "2001:db8::1",
        "password=", "token: ", "Bearer ", "eyJ", "eyJhbGciOiJIUzI1NiJ9.", "://", "user:pw@host", "-----BEGIN PRIVATE KEY-----",
        "[redacted:email]", "[redacted:", "]", '"', "'", "\\", "=", ":", ".", "-", " ", "@", "%40", "1", "12", "123-45-6789", "x",
        "sk-", "ghp_0123456789abcdefghijklmnopqrstuvwxyz", "Cookie: ", "--secret ", "(", "{", "<", "\n", "é", "\ud800",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map("".join))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS, st.binary(max_size=30)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)
REDACTOR = Redactor()
HASHING = Redactor(Rules(hash_key=b"0123456789abcdef"))


@given(TEXTS)
@example("password=password=[redacted:email]")
def test_a_second_pass_changes_nothing(text):
    once = REDACTOR.redact_text(text)
    hashed = HASHING.redact_text(text)

    assert REDACTOR.redact_text(once) == once
    assert HASHING.redact_text(hashed) == hashed


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_attributes_of_any_shape_come_through(attributes):
    redacted = REDACTOR.redact_attributes(attributes)

    assert len(redacted) == len(attributes)


WORST = ["a", "1", "eyJ", "eyJ-", "a@", "a@b.", "password=", "://", "+1 ", "sk-", "1234 ", "DE89 ", "2001:", "1.1.1.1.", "token",
         "-----BEGIN PRIVATE KEY-----", 'password="\\', '\\"', "(0123) ", "[redacted:email]", "[redacted:", "--a ", "01 ", "Bearer ",
         "é@é.é", "ada@example.com ", "4111111111111111 ", "AB 12 ", "2024-11-24T20:22:06", "AAAAAA11"]  # fmt: skip


@pytest.mark.parametrize("piece", WORST)
def test_time_grows_with_the_length_and_no_faster(piece):
    rules = Rules(max_length=10**6)
    short, long = (_seconds(piece * (length // len(piece)), rules) for length in (8_000, 64_000))

    assert (
        long < 8 * short * 4 + 0.05
    )  # eight times the length; four for noise; quadratic would be sixty-four


def _seconds(text, rules):
    best = float("inf")
    for _ in range(2):
        begin = time.perf_counter()
        Redactor(rules).redact_text(text)
        best = min(best, time.perf_counter() - begin)
    return best
