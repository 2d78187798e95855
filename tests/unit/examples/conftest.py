from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.leadflow import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.leadflow import System


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Leadflow's three services, for the tests of a module."""
    with running(tmp_path_factory.mktemp("leadflow")) as system:
        yield system
