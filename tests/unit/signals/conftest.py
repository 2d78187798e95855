from __future__ import annotations

import pytest

from support.telemetry import in_memory


@pytest.fixture
def telemetry():
    """OpenTelemetry's SDK with memory behind it; a fault of ours is an error of the test."""
    with in_memory() as telemetry:
        yield telemetry


@pytest.fixture
def faults(telemetry, monkeypatch):
    """What the service would see of a fault: nothing but a count, by place."""
    from otel_kit import _guard

    monkeypatch.delenv("OTEL_KIT_STRICT")
    monkeypatch.setattr(_guard, "_counts", {})
    return _guard.faults
