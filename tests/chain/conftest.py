"""One stack with leadflow for all chain tests: the real servers, on free ports, with data that end with the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.chain import Chain, running_chain

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    """Start every server and leadflow's services (without load), and end them after the last test."""
    with running_chain(tmp_path_factory.mktemp("chain")) as chain:
        yield chain
