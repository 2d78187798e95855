"""OpenTelemetry's own SDK with memory behind it, and integrations that are installed for one test."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from otel_kit import instrument
from otel_kit.settings import load
from support.telemetry import in_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.telemetry import Telemetry


@pytest.fixture
def telemetry() -> Iterator[Telemetry]:
    """Everything that the test's code reports through OpenTelemetry's API."""
    with in_memory() as telemetry:
        yield telemetry


@pytest.fixture
def install(telemetry: Telemetry) -> Iterator[Callable[..., None]]:
    """Install integrations by name; they are taken out after the test."""
    yield lambda *names, **more: instrument.install(load({"instrument": names, **more}, os.environ))
    instrument.uninstall()
