"""The collector's engine (RE2) must read every pattern as Python does."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from otel_kit.pipeline import redaction
from otel_kit.pipeline.redaction._people import NATIONAL_IDS

PAGE = (Path(__file__).parents[3] / "docs" / "redaction.md").read_text(encoding="utf-8")


def _patterns():
    for module in pkgutil.iter_modules(redaction.__path__):
        names = vars(importlib.import_module(f"{redaction.__name__}.{module.name}"))
        for name, value in names.items():
            if isinstance(value, re.Pattern) and name != "_NOT_RE2":
                yield f"{module.name}.{name}", value.pattern
    for name, form, _ in NATIONAL_IDS:
        yield name, form.pattern


@pytest.mark.parametrize(("name", "pattern"), list(_patterns()))
def test_a_pattern_uses_nothing_that_the_two_engines_read_differently(name, pattern):
    differs = re.search(
        r"\(\?[=!<P>(i]|\\[bBdDwWsSAZ1-9uU]|[*+?}]\+|(?<!\\)\$(?=.)|\(\?m", pattern.replace(r"\\", "")
    )

    assert differs is None


@pytest.mark.parametrize(("name", "pattern"), list(_patterns()))
def test_a_pattern_is_on_the_page_that_specifies_it(name, pattern):
    assert pattern in PAGE
