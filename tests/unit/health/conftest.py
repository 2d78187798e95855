from __future__ import annotations

from weakref import WeakSet

import pytest

from otel_kit import health
from otel_kit.health import Registry, _observed
from otel_kit.testing import capture


@pytest.fixture
def clock():
    """A clock that a test turns: `clock.now += 5`."""

    class Clock:
        now = 100.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def checks(clock, telemetry):
    """The checks of a test; those of another test are none of its metrics."""
    registry = Registry(clock)
    yield registry
    registry._runners.clear()


@pytest.fixture
def telemetry(monkeypatch):
    """What the checks report; those of other tests are forgotten, and those that an example registered are set aside."""
    monkeypatch.setattr(health.registry(), "_runners", {})
    monkeypatch.setattr(_observed, "_registries", WeakSet())
    with capture() as captured:
        yield captured
        assert captured.faults() == []
