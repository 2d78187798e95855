"""pint reads the rendered rules offline and finds what promtool lets pass."""

from __future__ import annotations

import pytest

from otel_kit.ops import rules
from otel_kit.ops.rules import _pint, check


@pytest.fixture
def pint():
    """The pinned pint. Where it is missing the tests that need it fail: they prove nothing without it."""
    program = _pint.pint()
    assert program, "pint is not there: otel-kit stack build pint"
    return program


def test_an_alert_that_always_fires_is_told_with_the_check_that_says_so(folder, pint, promtool):
    folder.replace(") > ${max_items}", ") * ${max_items}")

    report = check(folder.path, resolved=folder.resolved)

    assert len(report.pint) == 2  # once without an environment, once for the demo
    assert report.pint[0].startswith("with the values of no environment: jobs.yml:")
    assert "(alerts/comparison)" in report.pint[0]
    assert not report.ok


def test_sound_rules_are_not_objected_to(folder, pint, promtool):
    assert check(folder.path, resolved=folder.resolved).pint == ()


def test_without_pint_the_check_goes_on_and_says_what_was_left_out(folder, promtool, monkeypatch):
    monkeypatch.setattr(rules, "pint", lambda: None)

    report = check(folder.path, resolved=folder.resolved)

    assert report.pint is None
    assert report.ok
