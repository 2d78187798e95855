"""A healthy system: its own stack with the rules as they ship, leadflow, and ten minutes of calm load.

Whatever looks at such a system (dashboards, browser) may use the ten minutes: it only reads, and it changes nothing
that a rule could notice. The stack ends with the last test of this folder, before other stacks start.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.chain import running_chain
from support.healthy import Healthy
from support.ordering import sort_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

REQUESTS_PER_SECOND = 6.0
LAST = "test_silent.py"  # it waits until the ten minutes are over


@pytest.fixture(scope="package")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Healthy]:
    """Start every server, leadflow and its load, and end them after the last test of this folder."""
    folder = tmp_path_factory.mktemp("healthy")
    with running_chain(folder, profile="local", load=REQUESTS_PER_SECOND) as chain:
        yield Healthy(chain, time.time())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the test that waits for the end of the ten minutes behind all others that use them."""
    sort_folder(items, Path(__file__).parent, lambda path: path.name == LAST)
