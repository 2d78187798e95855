"""Bringing a stack up: what is missing is built, each program starts as soon as it is there, or nothing is left."""

from __future__ import annotations

import threading

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack import SERVER_NAMES, Program, ServerDiedError, StackProgress, up
from otel_kit.ops.stack.build import StackBuildError, cached_path
from support.gomodule import tiny_server
from support.standins import notes, python

STAYS = 'package main\n\nimport (\n\t"time"\n\t"tiny/p0"\n)\n\nfunc main() {\n\tprintln(p0.Value)\n\ttime.Sleep(time.Hour)\n}\n'
SLEEPS = "import time; print('up'); time.sleep(600)"


@pytest.fixture
def progress():
    """What was reported."""
    return []


def states_of(server, progress):
    """The states of a server, each once, in their order."""
    return list(dict.fromkeys(one.state for one in progress if one.server == server))


def is_down(stack):
    return not stack.is_up and not (stack.home / "run").exists()


@pytest.fixture
def built(tmp_path, make_stack, monkeypatch):
    """A stack with one program that is there and one that must be built, and the table to build it from."""
    monkeypatch.setenv("OTEL_KIT_CACHE", str(tmp_path / "cache"))
    spec = tiny_server(tmp_path)
    (spec.module_dir / "main.go").write_text(STAYS)
    servers = {"tiny": spec}
    tiny = Program("tiny", [str(cached_path("tiny", servers=servers))])
    return make_stack(programs=[tiny, python("there", SLEEPS)]), servers


def test_every_server_is_started_and_waited_for(standins, make_stack, progress):
    stack = make_stack()
    up(stack, on_progress=progress.append)

    assert {server.health for server in stack.status()} == {"ready"}
    for name in SERVER_NAMES:
        assert states_of(name, progress) == ["starting", "ready"]
    assert all(one.detail.startswith("ready in ") for one in progress if one.state == "ready")


def test_the_second_up_starts_nothing_again(standins, make_stack, progress):
    stack = make_stack()
    up(stack)
    up(stack, on_progress=progress.append)

    assert {one.state for one in progress} == {"ready"}
    assert notes(stack.data, "tempo") == ["started"]


def test_what_is_missing_is_built_while_what_is_there_runs(built, progress):
    stack, servers = built
    up(stack, iter(["tiny", "there"]), progress.append, servers=servers)

    assert stack.is_running("tiny")
    assert states_of("tiny", progress) == ["building", "starting", "ready"]
    states = [(one.server, one.state) for one in progress]
    assert states.index(("there", "ready")) < states.index(("tiny", "starting"))
    builds = [one.build for one in progress if one.server == "tiny" and one.state == "building"]
    assert builds[-1].state == "done"


def test_a_failed_build_ends_what_was_started(built, progress):
    stack, servers = built
    (servers["tiny"].module_dir / "main.go").write_text("package main\n\nfunc main() { missing() }\n")

    with pytest.raises(StackBuildError, match="undefined: missing"):
        up(stack, ["tiny", "there"], progress.append, servers=servers)

    assert "ready" in states_of("there", progress)
    assert is_down(stack)


def test_without_building_the_missing_ones_are_named(no_servers, make_stack):
    stack = make_stack()

    with pytest.raises(
        OtelKitError, match=r"^not built: collector, prometheus, alertmanager, loki, tempo\n  → "
    ):
        up(stack, build=False)

    assert is_down(stack)


def test_whoever_gives_up_is_obeyed_at_once(built, progress):
    stack, servers = built
    stop = threading.Event()

    def on_progress(one: StackProgress) -> None:
        progress.append(one)
        if one.server == "there" and one.state == "ready":
            stop.set()

    with pytest.raises(OtelKitError, match="stopped before it was up"):
        up(stack, ["tiny", "there"], on_progress, servers=servers, stop=stop)

    assert is_down(stack)


def test_ctrl_c_ends_what_was_started(standins, make_stack):
    stack = make_stack()

    def on_progress(one: StackProgress) -> None:
        if one.state == "ready":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        up(stack, on_progress=on_progress)

    assert is_down(stack)


def test_a_server_that_dies_ends_the_attempt_with_its_last_log_lines(standins, make_stack, progress):
    standins.make("tempo", "dies", "cannot open its write-ahead log")
    stack = make_stack()

    with pytest.raises(
        ServerDiedError, match=r"^tempo has ended: exit status 3 at .*\n    cannot open its write-ah"
    ):
        up(stack, on_progress=progress.append)

    assert states_of("tempo", progress) == ["starting", "failed"]
    assert progress[-1].detail.startswith("tempo has ended: exit status 3")
    assert is_down(stack)


def test_a_server_that_does_not_become_ready_in_time_ends_the_attempt(standins, make_stack):
    standins.make("loki", "unready")
    stack = make_stack()

    with pytest.raises(OtelKitError, match=r"^loki: not ready within .*answers 503.*\n    loki started\n"):
        up(stack, timeout=3)

    assert is_down(stack)


def test_a_failed_second_up_ends_only_what_it_started(standins, make_stack):
    stack = make_stack()
    up(stack)
    stack.stop("tempo")
    stack.stop("loki")
    standins.make("tempo", "dies", "no")

    with pytest.raises(ServerDiedError):
        up(stack)

    assert [server.name for server in stack.status() if server.health != "ready"] == ["loki", "tempo"]
