"""The fixture. The only module of otel_kit that imports pytest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from otel_kit.testing._telemetry import capture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from otel_kit.testing._telemetry import Telemetry

__all__ = ["telemetry"]


@pytest.fixture
def telemetry() -> Iterator[Telemetry]:
    """Capture what the code under test reports; a fault inside otel_kit fails the test."""
    with capture() as captured:
        yield captured
        faults = captured.faults()
    if faults:
        pytest.fail("otel_kit had faults:\n" + "\n".join(faults), pytrace=False)
