"""Where the repository is."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def repository():
    """The top of the checkout."""
    return Path(__file__).parents[3]
