"""The threat table of docs/security.md: each row names tests, and each of them exists."""

from __future__ import annotations

import ast
import re

import pytest

from otel_kit.ops._paths import bundle

ROOT = bundle()
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_TABLE = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "security.md").read_text(encoding="utf-8").split("\n## ")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| threat")
]


@pytest.mark.parametrize("row", _TABLE, ids=lambda row: row[0])
def test_each_threat_has_a_test_that_exists(row: list[str]) -> None:
    """Threat, what stops it, the test that proves it."""
    _, _, proof = row
    named = _TEST.findall(proof)
    assert named
    assert [f"{path}::{name}" for path, name in named if name not in functions(path)] == []


def test_the_table_is_there() -> None:
    """A page without one would have no row that fails."""
    assert len(_TABLE) > 15


def functions(path: str) -> set[str]:
    """Return the tests of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
