from __future__ import annotations

import shutil

import pytest

from otel_kit.ops._paths import bundle
from otel_kit.ops.stack import Stack, render
from support.standins import StandIns, no_rules, private_ports


@pytest.fixture
def standins(tmp_path, monkeypatch):
    """Tiny programs in the place of all servers."""
    return StandIns(tmp_path / "bin", monkeypatch)


@pytest.fixture
def no_servers(tmp_path, monkeypatch):
    """No server is built, and none is on PATH."""
    monkeypatch.setenv("OTEL_KIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")


@pytest.fixture
def make_stack(tmp_path):
    """Return stacks on ports of their own; what is up after the test is ended."""
    made = []

    def make(home=None, **options):
        options.setdefault("ports", private_ports())
        options.setdefault("rules", no_rules)
        made.append(Stack(home or tmp_path / "home", **options))
        return made[-1]

    yield make
    for stack in made:
        stack.down()


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """The configuration files of the checkout, to be changed and spoilt."""
    folder = tmp_path / "checkout"
    for part in (("deploy", "backends"), ("collector", "config")):
        shutil.copytree(bundle(*part), folder.joinpath(*part))
    monkeypatch.setattr(render, "bundle", folder.joinpath)
    monkeypatch.chdir(folder)
    return folder
