"""A small registry to break: the example of semconv/README.md."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from otel_kit.ops import semconv
from otel_kit.ops._paths import bundle
from support.telemetry import in_memory

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = """\
schema_url: https://meals.example/schemas/1.2.0
description: Meals.
dependencies:
  - schema_url: https://opentelemetry.io/schemas/1.44.0
annotations:
  otel_kit:
    name: meals
    root: kit
    package: kitchen.signals
    outputs:
      resolved: resolved.json
      signals: ../kitchen/signals
      constants: ../kitchen/names
      reference: reference
"""
COMMON = """\
file_format: definition/2
attributes:
  - key: kit.channel
    type: string
    brief: The channel.
    stability: development
    examples: [phone]
    annotations: {otel_kit: {max_values: 10}}
"""


class Registry:
    """A registry that a test can change line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path / "semconv"
        self.package = path / "kitchen"
        (self.path / "registry").mkdir(parents=True)
        self.write("manifest.yaml", MANIFEST)
        self.write("registry/common.yaml", COMMON)
        example = re.search(r"```yaml\n(.*?)```", bundle("semconv", "README.md").read_text(), re.DOTALL)
        self.write("registry/meals.yaml", example[1])

    def write(self, file: str, text: str) -> None:
        """Write a file of the registry."""
        (self.path / file).write_text(text)

    def replace(self, old: str, new: str, file: str = "registry/meals.yaml") -> None:
        """Change one passage; the test is wrong if it is not there exactly once."""
        text = (self.path / file).read_text()
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        self.write(file, text.replace(old, new))

    def line_of(self, passage: str, file: str = "registry/meals.yaml") -> int:
        """Return the number of the first line that holds the passage."""
        lines = (self.path / file).read_text().splitlines()
        return next(number for number, line in enumerate(lines, 1) if passage in line)

    def findings(self) -> list[semconv.Finding]:
        """Return what the check says."""
        return list(semconv.check(self.path).findings)

    def finding(self) -> semconv.Finding:
        """Return the only finding."""
        found = self.findings()
        assert len(found) == 1, "\n".join(map(str, found))
        return found[0]

    def files(self) -> dict[str, str]:
        """Return everything below the registry and its package."""
        root = self.path.parent
        return {str(path.relative_to(root)): path.read_text() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def registry(tmp_path) -> Registry:
    return Registry(tmp_path)


@pytest.fixture
def meals(registry, monkeypatch):
    """The generated package of the example, imported."""
    semconv.generate(registry.path)
    monkeypatch.syspath_prepend(registry.path.parent)
    yield import_module("kitchen.signals").meals
    for name in [name for name in sys.modules if name.split(".")[0] == "kitchen"]:
        del sys.modules[name]


@pytest.fixture
def telemetry():
    with in_memory() as telemetry:
        yield telemetry
