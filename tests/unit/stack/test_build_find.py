"""Which program is run: the one that the environment names, the built one, the one on PATH."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.stack.build import build_servers, cached_path, find_binary, version_of
from otel_kit.ops.stack.specs import SERVERS
from support.gomodule import tiny_server


@pytest.fixture(autouse=True)
def no_servers_here(tmp_path, monkeypatch):
    monkeypatch.setenv("OTEL_KIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    (tmp_path / "bin").mkdir()


def program(path, answer):
    path.write_text(f"#!/bin/sh\necho '{answer}'\n")
    path.chmod(0o755)
    return path


def test_a_server_that_is_nowhere_must_be_built():
    assert find_binary("prometheus") is None


@pytest.mark.parametrize(
    ("name", "file", "answer"),
    [
        ("prometheus", "prometheus", "prometheus, version 3.5.0 (branch: HEAD, revision: 8be3a9)"),
        ("promtool", "promtool", "promtool, version 3.9.1 (branch: HEAD, revision: 8be3a9)"),
        ("alertmanager", "alertmanager", "alertmanager, version 0.28.1 (branch: HEAD, revision: b2099e)"),
        ("loki", "loki", "loki, version 3.4.2 (branch: release-3.4.x, revision: 4e8a3f)"),
        ("tempo", "tempo", "tempo, version v2.9.0 (branch: HEAD, revision: fd29a3)"),
        ("collector", "otelcol-kit", f"otelcol-kit version {SERVERS['collector'].version}"),
    ],
)
def test_a_server_on_path_whose_version_fits_is_used(tmp_path, name, file, answer):
    there = program(tmp_path / "bin" / file, answer)
    assert find_binary(name) == there


@pytest.mark.parametrize(
    ("name", "file", "answer"),
    [
        ("prometheus", "prometheus", "prometheus, version 2.42.0+ds (branch: debian/sid, revision: 2.42.0)"),
        ("prometheus", "prometheus", "prometheus, version 4.0.0-rc.0 (branch: HEAD, revision: 1)"),
        ("tempo", "tempo", "tempo, version 3.0.3 (branch: HEAD, revision: 1)"),
        ("loki", "loki", "loki, version main-4e8a3f (branch: main, revision: 4e8a3f)"),
        ("collector", "otelcol-kit", "otelcol-kit version 0.0.9"),
    ],
)
def test_another_version_on_path_is_passed_over(tmp_path, name, file, answer):
    program(tmp_path / "bin" / file, answer)
    assert find_binary(name) is None


def test_a_built_server_comes_before_the_one_on_path(tmp_path):
    program(tmp_path / "bin" / "prometheus", "prometheus, version 3.5.0")
    built = cached_path("prometheus")
    built.parent.mkdir(parents=True)
    program(built, "prometheus, version 3.16.0")

    assert find_binary("prometheus") == built


def test_the_environment_comes_before_all(tmp_path, monkeypatch):
    mine = program(tmp_path / "mine", "prometheus, version 3.7.1")
    program(tmp_path / "bin" / "prometheus", "prometheus, version 3.5.0")
    monkeypatch.setenv("OTEL_KIT_PROMETHEUS_BIN", str(mine))

    assert find_binary("prometheus") == mine
    assert version_of(mine) == "3.7.1"


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (None, "no such file"),
        ("what?", "does not answer to --version"),
        ("loki, version 2.9.8 (branch: HEAD)", "is version 2.9.8, but loki must be 3.4 or newer, below 4"),
    ],
)
def test_an_environment_variable_that_cannot_be_meant_is_an_error(tmp_path, monkeypatch, answer, problem):
    mine = tmp_path / "mine"
    if answer:
        program(mine, answer)
    monkeypatch.setenv("OTEL_KIT_LOKI_BIN", str(mine))

    with pytest.raises(ConfigurationError) as caught:
        find_binary("loki")

    assert str(caught.value).startswith(f"OTEL_KIT_LOKI_BIN: {problem}, got '{mine}'")


def test_a_file_that_is_not_executable_is_an_error(tmp_path, monkeypatch):
    (tmp_path / "mine").touch()
    monkeypatch.setenv("OTEL_KIT_AMTOOL_BIN", str(tmp_path / "mine"))

    with pytest.raises(ConfigurationError, match="is not executable"):
        find_binary("amtool")


def test_a_program_that_never_answers_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr("otel_kit.ops.stack._versions._PATIENCE", 0.1)
    stuck = tmp_path / "bin" / "loki"
    stuck.write_text("#!/bin/sh\nexec sleep 60\n")
    stuck.chmod(0o755)

    assert find_binary("loki") is None


@pytest.mark.parametrize(
    ("change", "rebuilt"),
    [
        ("main.go", True),
        ("p1/p.go", True),
        ("go.mod", True),
        ("page.html", True),  # may be embedded
        ("README.md", False),
        ("p1/p_test.go", False),
        ("testdata/input.yaml", False),
        ("tiny", False),  # what `go build` leaves there
    ],
)
def test_only_what_the_program_is_made_of_decides_about_the_build(tmp_path, change, rebuilt):
    servers = {"tiny": tiny_server(tmp_path)}
    before = cached_path("tiny", servers=servers)
    file = tmp_path / "tiny" / change
    file.parent.mkdir(exist_ok=True)
    with file.open("a") as opened:
        opened.write("// changed\n")

    assert (cached_path("tiny", servers=servers) != before) == rebuilt


def test_tags_version_and_a_local_module_decide_too(tmp_path):
    spec = tiny_server(tmp_path)
    tiny_server(tmp_path, "plugin")
    with (spec.module_dir / "go.mod").open("a") as go_mod:
        go_mod.write("\nreplace example.com/plugin => ../plugin\n")

    def key(changed=spec):
        return cached_path("tiny", servers={"tiny": changed})

    before = key()
    assert key(replace(spec, tags=("lean",))) != before
    assert key(replace(spec, variables=(("main.version", "1.2.4"),))) != before
    (tmp_path / "plugin" / "p0" / "p.go").write_text("package p0\n")
    assert key() != before


def test_missing_sources_are_one_sentence(tmp_path):
    spec = tiny_server(tmp_path)
    shutil.rmtree(spec.module_dir)

    with pytest.raises(ConfigurationError, match=r"the sources of tiny: there is no go\.mod in it"):
        build_servers(servers={"tiny": spec})
