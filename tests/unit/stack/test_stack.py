"""A stack from `prepare` to `down`, on a real supervisor, with tiny programs in the place of the servers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops.stack import SERVER_NAMES, ServerDiedError, Stack, up
from otel_kit.ops.stack._processes import identify, is_running
from otel_kit.ops.stack.ports import free_ports
from support.standins import notes, python
from support.waiting import wait_for

WEB = """
    import sys
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
        def log_message(self, *_):
            pass

    print("up on", sys.argv[1])
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""
SLEEPS = "import time; print('up'); time.sleep(600)"
DIES = "print('cannot open the vault'); raise SystemExit(4)"


@pytest.fixture
def web():
    """A program that answers."""
    (port,) = free_ports(1)
    return python("web", WEB, str(port), ready_url=f"http://127.0.0.1:{port}/")


def processes_of(stack):
    """Who the supervisor and each program are now."""
    state = stack.state
    return [state.supervisor, *state.servers.values()]


def test_preparing_starts_the_supervisor_and_no_server(no_servers, make_stack):
    stack = make_stack()
    stack.prepare()

    assert stack.is_up
    assert [name for name in stack.programs if stack.is_running(name)] == []
    assert stack.endpoints.loki == f"http://127.0.0.1:{stack.ports['loki']}"


def test_a_program_is_started_ready_stopped_and_started_again(no_servers, make_stack, web):
    stack = make_stack(programs=[web])
    stack.prepare()

    stack.start("web")
    stack.wait_ready("web", 20)
    stack.stop("web")
    assert not stack.is_running("web")
    stack.restart("web")
    stack.wait_ready("web", 20)

    assert stack.log("web", 10) == [f"up on {web.command[-1]}"] * 2


def test_a_restart_is_a_new_process_and_the_state_file_knows_it(no_servers, make_stack, web):
    stack = make_stack(programs=[web])
    stack.prepare()
    stack.start("web")
    first = stack.state.servers["web"]

    stack.restart("web")

    second = Stack.attach(stack.home).state.servers["web"]
    assert (is_running(first), is_running(second)) == (False, True)


def test_a_signal_reaches_a_program_of_the_stack(no_servers, make_stack):
    stack = make_stack(programs=[python("sleeper", SLEEPS)])
    stack.prepare()
    stack.start("sleeper")

    stack.signal("sleeper", "KILL")

    wait_for(lambda: not stack.is_running("sleeper"), 5, "its end")


def test_a_server_that_is_not_built_cannot_be_started_and_the_fix_says_how_to_build_it(
    no_servers, make_stack
):
    stack = make_stack()
    stack.prepare()

    with pytest.raises(OtelKitError, match=r"^loki: .*/loki is not there\n  → otel-kit stack build loki$"):
        stack.start("loki")


@pytest.mark.parametrize("act", ["start", "stop", "restart", "status_of", "wait_ready", "log_file"])
def test_an_unknown_name_is_answered_with_the_known_ones(no_servers, make_stack, act):
    stack = make_stack()
    stack.prepare()

    with pytest.raises(OtelKitError) as error:
        getattr(stack, act)("lokki")

    assert "lokki" in str(error.value)


def test_a_server_that_dies_is_reported_with_its_status_and_its_last_lines(no_servers, make_stack):
    stack = make_stack(programs=[python("vault", DIES)])
    stack.prepare()
    stack.start("vault")

    with pytest.raises(ServerDiedError) as error:
        wait_for(lambda: stack.is_ready("vault") and False, 10, "its death")

    first, line, fix = str(error.value).splitlines()
    assert first.startswith("vault has ended: exit status 4 at ")
    assert (line.strip(), fix.strip()) == ("cannot open the vault", "→ otel-kit stack logs vault")


def test_one_that_was_never_started_is_not_waited_for(no_servers, make_stack):
    stack = make_stack(programs=[python("sleeper", SLEEPS)])
    stack.prepare()

    with pytest.raises(ServerDiedError, match=r"it was never started; .*\n    \(it logged nothing\)"):
        stack.wait_ready("sleeper", 5)


def test_one_that_does_not_answer_in_time_is_told_with_the_reason(no_servers, make_stack):
    (port,) = free_ports(1)
    stack = make_stack(programs=[python("slow", SLEEPS, ready_url=f"http://127.0.0.1:{port}/")])
    stack.prepare()
    stack.start("slow")
    wait_for(lambda: stack.log("slow", 1), 10, "its first line")

    with pytest.raises(
        OtelKitError, match=r"^slow: not ready within 0\.1 s \(does not listen\); .*\n    up\n"
    ):
        stack.wait_ready("slow", 0.1)


def test_another_process_finds_the_stack_by_its_folder_and_ends_it(standins, make_stack):
    stack = make_stack(profile="demo")
    up(stack)
    found = Stack.attach(stack.home)

    assert (found.ports, found.profile, found.is_up) == (stack.ports, "demo", True)
    assert {server.health for server in found.status()} == {"ready"}
    running = processes_of(stack)
    found.down()
    assert not any(map(is_running, running))
    assert not stack.is_up


def test_data_and_ports_survive_down_and_up(standins, make_stack):
    first = make_stack()
    up(first)
    first.down()
    second = make_stack(ports={})
    up(second)

    assert second.ports == first.ports
    for server in ("collector", "prometheus", "alertmanager", "loki", "tempo"):
        assert notes(second.data, server) == ["started", "started"], server


def test_an_ephemeral_stack_keeps_nothing(standins, make_stack):
    stack = make_stack(ephemeral=True)
    up(stack)
    assert notes(stack.data, "loki") == ["started"]

    stack.down()

    assert not stack.home.exists()
    stack.down()  # as whoever started it may do, to be sure
    assert not stack.home.exists()


def test_an_ephemeral_stack_without_a_folder_takes_a_temporary_one_and_removes_it(no_servers, monkeypatch):
    with tempfile.TemporaryDirectory(prefix="kit") as folder:
        monkeypatch.setattr("tempfile.tempdir", folder)
        stack = Stack(ephemeral=True)
        stack.prepare()
        assert stack.home.parent == Path(folder)

        stack.down()

        assert list(Path(folder).iterdir()) == []


def test_down_ends_exactly_what_up_started(no_servers, make_stack, tmp_path, web):
    stack, other = (
        make_stack(programs=[web]),
        make_stack(tmp_path / "other", programs=[python("sleeper", SLEEPS)]),
    )
    for one, name in ((stack, "web"), (other, "sleeper")):
        one.prepare()
        one.start(name)
    with subprocess.Popen([sys.executable, "-SEc", "input()"], stdin=subprocess.PIPE) as bystander:
        ours, theirs = processes_of(stack), processes_of(other)

        stack.down()

        assert not any(map(is_running, ours))
        assert all(map(is_running, theirs))
        assert bystander.poll() is None
        bystander.communicate(b"\n")


def test_down_ends_what_a_killed_supervisor_left_behind(no_servers, make_stack, web):
    stack = make_stack(programs=[web, python("sleeper", SLEEPS)])
    stack.prepare()
    stack.start("web")
    stack.start("sleeper")
    wait_for(lambda: stack.log("web", 1) and stack.log("sleeper", 1), 10, "both")
    supervisor, *servers = processes_of(stack)
    os.kill(supervisor.pid, signal.SIGKILL)
    wait_for(lambda: not is_running(supervisor), 5, "the supervisor's end")
    assert all(map(is_running, servers))

    Stack.attach(stack.home).down()

    assert not any(map(is_running, servers))
    assert Stack.attach(stack.home).state.servers == {}


def test_the_next_up_ends_what_a_killed_supervisor_left_behind(standins, make_stack):
    stack = make_stack()
    up(stack)
    supervisor, *servers = processes_of(stack)
    os.kill(supervisor.pid, signal.SIGKILL)
    wait_for(lambda: not is_running(supervisor), 5, "the supervisor's end")

    up(stack)

    assert not any(map(is_running, servers))
    assert {server.health for server in stack.status()} == {"ready"}
    assert notes(stack.data, "loki") == ["started", "started"]


def test_a_pid_that_somebody_else_has_by_now_is_left_alone(no_servers, make_stack, web):
    stack = make_stack(programs=[web])
    stack.prepare()
    stack.down()
    with subprocess.Popen([sys.executable, "-SEc", "input()"], stdin=subprocess.PIPE) as bystander:
        reused = replace(identify(bystander.pid), created=1.0)
        replace(stack.state, supervisor=reused, servers={"web": reused}).save(stack.home / "state.json")

        Stack.attach(stack.home).down()

        assert bystander.poll() is None
        bystander.communicate(b"\n")


def test_down_works_when_the_state_file_is_lost(no_servers, make_stack, web):
    stack = make_stack(programs=[web])
    stack.prepare()
    stack.start("web")
    running = processes_of(stack)
    (stack.home / "state.json").unlink()

    Stack(stack.home).down()

    wait_for(lambda: not any(map(is_running, running)), 10, "the end of all")


def test_down_works_when_a_program_of_the_users_is_gone(standins, make_stack, monkeypatch):
    stack = make_stack()
    up(stack)
    running = processes_of(stack)
    monkeypatch.setenv("OTEL_KIT_LOKI_BIN", "/nowhere/loki")

    Stack.attach(stack.home).down()

    assert not any(map(is_running, running))


def test_down_where_nothing_runs_does_nothing(no_servers, make_stack):
    stack = make_stack()
    stack.down()
    assert not stack.home.exists()

    stack.prepare()
    stack.down()
    stack.down()
    assert not stack.is_up


def test_what_sends_is_ended_before_what_receives(no_servers, make_stack):
    says_when = """
        import signal, sys, time
        def end(*_):
            print(time.monotonic_ns())
            sys.exit()
        signal.signal(signal.SIGTERM, end)
        print("up")
        time.sleep(600)
    """
    # Names of servers: what is under a name is what is run.
    stack = make_stack(programs=[python(name, says_when) for name in ("service", "collector", "loki")])
    stack.prepare()
    for name in ("service", "collector", "loki"):
        stack.start(name)
        wait_for(lambda name=name: stack.log(name, 1), 10, "its start")

    stack.down()

    ended = [int(stack.log(name, 1)[0]) for name in ("service", "collector", "loki")]
    assert ended == sorted(ended)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"profile": "demo"}, "--profile: the stack is up with profile local, got 'demo'"),
        ({"ephemeral": True}, "--ephemeral: the stack is up with data that stay, got True"),
        ({"ports": {"loki": 1}}, r"--port loki: the stack is up with \d+, got 1"),
    ],
)
def test_a_stack_that_is_up_is_not_changed_under_the_feet_of_its_servers(
    no_servers, make_stack, web, change, words
):
    stack = make_stack(programs=[web])
    stack.prepare()
    stack.start("web")
    before = stack.state

    with pytest.raises(ConfigurationError, match=f"^{words}\n  → run `otel-kit stack down` first"):
        Stack(stack.home, **change).prepare()

    assert Stack.attach(stack.home).state == before
    assert stack.is_running("web")


def test_preparing_a_stack_that_is_up_leaves_what_runs_alone(standins, make_stack):
    stack = make_stack()
    up(stack)
    before = stack.state

    stack.prepare()

    assert stack.state == before
    assert {server.health for server in stack.status()} == {"ready"}


def test_servers_that_are_started_at_the_same_moment_are_all_remembered(standins, make_stack):
    stack = make_stack()
    stack.prepare()
    threads = [threading.Thread(target=stack.start, args=(name,)) for name in SERVER_NAMES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(Stack.attach(stack.home).state.servers) == set(SERVER_NAMES)


def test_the_state_of_an_older_otel_kit_that_knew_fewer_ports_is_understood(no_servers, make_stack):
    stack = make_stack()
    stack.prepare()
    stack.down()
    ports = {name: port for name, port in stack.ports.items() if name != "notices"}
    replace(stack.state, ports=ports).save(stack.home / "state.json")

    assert Stack.attach(stack.home).endpoints.notices == "http://127.0.0.1:9099"


def test_the_supervisor_and_its_servers_outlive_the_one_who_called_up(no_servers, make_stack, web):
    stack = make_stack(programs=[web])
    stack.prepare()
    stack.start("web")

    assert os.getpid() not in {
        parent.pid for parent in psutil.Process(stack.state.servers["web"].pid).parents()
    }
