"""The backends for the tests of this folder, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faults.field import Field

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    """Run Prometheus, Loki and Tempo on free ports, with data that end with the tests."""
    with Field(tmp_path_factory.mktemp("faults")).running() as field:
        yield field
