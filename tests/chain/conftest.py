"""One stack with leadflow for all chain tests: the real servers, on free ports, with data that end with the tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.chain import Chain, running_chain
from support.ordering import sort_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN_STACK = ("alerts", "healthy")


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    """Start every server and leadflow's services (without load), and end them after the last test."""
    with running_chain(tmp_path_factory.mktemp("chain")) as chain:
        yield chain


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the folders come first whose own stack ends with them: the shared one stays up from its first test on."""
    sort_folder(items, Path(__file__).parent, lambda path: path.parts[0] not in OWN_STACK)
