from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

VECTORS = Path(__file__).parents[2] / "vectors"
sys.path.append(str(VECTORS))


@pytest.fixture(scope="session")
def vectors():
    return {
        row["name"]: row for row in json.loads((VECTORS / "fingerprint.json").read_text(encoding="utf-8"))
    }
