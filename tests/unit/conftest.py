"""What each test finds as a new process would have it, whatever the tests before it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from otel_kit import _guard

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def faults_of_its_own() -> Iterator[None]:
    """Count faults from zero: only the first of a place is logged."""
    before = _guard.exchange_counts({})
    yield
    _guard.exchange_counts(before)
