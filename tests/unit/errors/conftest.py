"""Telemetry in memory, with integrations that are installed for one test."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from otel_kit import instrument
from otel_kit.settings import load
from otel_kit.signals._metrics import forget_instruments
from otel_kit.testing import capture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from otel_kit.testing import Telemetry


@pytest.fixture
def telemetry() -> Iterator[Telemetry]:
    """Everything that the test's code reports; a fault of ours fails the test."""
    with capture() as captured:
        forget_instruments()
        yield captured
        assert captured.faults() == []


@pytest.fixture
def install(telemetry: Telemetry) -> Iterator[Callable[..., None]]:
    """Install integrations by name; they are taken out after the test."""
    yield lambda *names: instrument.install(load({"instrument": names}, os.environ))
    instrument.uninstall()
