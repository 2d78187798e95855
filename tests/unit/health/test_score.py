"""The score: the weights of the docs, and a cap where something critical is down."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otel_kit.health import CATEGORIES, WEIGHTS, Outcome, score
from otel_kit.health._model import Plan, Result
from otel_kit.ops._paths import bundle


def result(status, category="application", *, critical=False):
    """Return what a check found."""
    return Result(Plan("x", lambda: None, category, critical, 1, 1), Outcome(status), 0.0)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([], 100),
        ([result("healthy")], 100),
        ([result("degraded")], 50),
        ([result("unhealthy")], 0),
        ([result("healthy", "database"), result("unhealthy", "cache")], 67),  # 20 of 30
        ([result("healthy", "cache", critical=True), result("unhealthy", "cache")], 75),  # 3 of 4
        (
            [
                result("unhealthy", "cache", critical=True),
                *[result("healthy", c) for c in ("database", "system")],
            ],
            40,
        ),
    ],
)
def test_it_is_the_weighted_share_of_what_is_healthy(results, expected):
    """Degraded counts half."""
    assert score(results) == expected


RESULTS = st.builds(
    result,
    st.sampled_from(["healthy", "degraded", "unhealthy"]),
    st.sampled_from(CATEGORIES),
    critical=st.booleans(),
)


@given(st.lists(RESULTS, max_size=12), RESULTS)
def test_it_stays_within_0_and_100_and_no_recovery_lowers_it(results, one):
    """Whatever the checks are."""
    before = score([*results, one])
    after = score([*results, result("healthy", one.plan.category, critical=one.plan.critical)])
    assert 0 <= before <= after <= 100


def test_the_docs_have_the_weights():
    """A row for each category."""
    page = bundle("docs", "health.md").read_text()
    rows = {name: int(weight) for name, weight in re.findall(r"^\| `(\w+)` \| (\d+) \|", page, re.MULTILINE)}
    assert rows == dict(WEIGHTS)
    assert sum(WEIGHTS.values()) == 100
