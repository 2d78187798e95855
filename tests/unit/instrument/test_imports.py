"""Acting after an import: never before, never twice, and the module is none the wiser."""

from __future__ import annotations

import importlib
import importlib.resources
import sys
from typing import TYPE_CHECKING

import pytest

from otel_kit.instrument._imports import when_imported

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package that nobody has imported yet."""
    package = tmp_path / "shelf"
    package.mkdir()
    (package / "__init__.py").write_text("from shelf import inner\nbooks = 3\n")
    (package / "inner.py").write_text("pages = 7\n")
    (package / "data.txt").write_text("hello")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "shelf", raising=False)
    monkeypatch.delitem(sys.modules, "shelf.inner", raising=False)
    return "shelf"


def test_an_imported_module_is_acted_on_at_once() -> None:
    seen: list[str] = []
    when_imported("json", lambda: seen.append("json"))
    assert seen == ["json"]


def test_any_other_is_acted_on_when_it_is_complete(library: str) -> None:
    seen: list[int] = []
    when_imported(library, lambda: seen.append(sys.modules[library].books))
    assert library not in sys.modules
    importlib.import_module(library)
    importlib.import_module(library)
    assert seen == [3]


def test_a_module_within_a_package_can_be_waited_for(library: str) -> None:
    seen: list[int] = []
    when_imported("shelf.inner", lambda: seen.append(sys.modules["shelf.inner"].pages))
    importlib.import_module(library)
    assert seen == [7]


def test_the_module_keeps_its_own_loader(library: str) -> None:
    when_imported(library, lambda: None)
    module = importlib.import_module(library)
    assert type(module.__loader__).__name__ == type(module.__spec__.loader).__name__ == "SourceFileLoader"
    assert importlib.resources.files(library).joinpath("data.txt").read_text() == "hello"


def test_waiting_can_be_given_up(library: str) -> None:
    seen: list[str] = []
    forget = when_imported(library, lambda: seen.append("came"))
    forget()
    importlib.import_module(library)
    assert seen == []


def test_a_library_that_is_not_there_stays_an_import_error() -> None:
    when_imported("no_such_library", lambda: None)()
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_library")


def test_an_import_inside_the_act_does_not_disturb(library: str) -> None:
    seen: list[str] = []
    when_imported(library, lambda: seen.append(importlib.import_module("shelf").__name__))
    importlib.import_module(library)
    assert seen == ["shelf"]
