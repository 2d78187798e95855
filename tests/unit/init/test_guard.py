"""A fault of ours is counted, logged once and never reaches the host, except in our own tests."""

from __future__ import annotations

import logging

import pytest

from otel_kit import _guard
from otel_kit._guard import attempt, fault, faults, guarded


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.delenv("OTEL_KIT_STRICT", raising=False)
    monkeypatch.setattr(_guard, "_counts", {})


def test_a_fault_is_counted_each_time_and_logged_once(caplog):
    for _ in range(3):
        fault("here", ValueError("broken"))
    fault("there")
    assert faults() == {"here": 3, "there": 1}
    assert [record.getMessage().partition(";")[0] for record in caplog.records] == [
        "otel_kit: fault in here",
        "otel_kit: fault in there",
    ]
    assert caplog.records[0].levelno == logging.WARNING


def test_a_guarded_function_returns_nothing_where_it_fails():
    @guarded("division")
    def divide(a, b):
        """Divide."""
        return a / b

    assert divide(6, 3) == 2
    assert divide(6, 0) is None
    assert divide.__doc__ == "Divide."
    assert faults() == {"division": 1}


def test_a_guarded_block_tells_whether_it_came_to_its_end():
    with guarded("fine") as fine:
        pass
    with guarded("broken") as broken:
        raise ValueError
    assert (fine.ok, broken.ok) == (True, False)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_ends_a_program_passes(kind):
    @guarded("here")
    def end():
        raise kind

    with pytest.raises(kind):
        end()
    with pytest.raises(kind), guarded("here"):
        raise kind
    assert faults() == {}


def test_our_tests_see_the_fault_itself(monkeypatch):
    monkeypatch.setenv("OTEL_KIT_STRICT", "1")
    with pytest.raises(ValueError, match="broken"), guarded("here"):
        raise ValueError("broken")
    with pytest.raises(RuntimeError, match="otel_kit: fault in here"):
        fault("here")


def test_code_of_the_host_that_raises_gives_the_alternative_and_is_no_fault():
    assert attempt(lambda: 1, otherwise=2) == 1
    assert attempt(lambda: 1 // 0, otherwise=2) == 2
    assert faults() == {}
