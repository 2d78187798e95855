"""What `status` says of each program."""

from __future__ import annotations

import time

import pytest

from otel_kit.ops.stack import ServerStatus, up
from otel_kit.ops.stack.specs import SERVERS
from otel_kit.ops.stack.status import ending_of
from otel_kit.ops.stack.supervisor import ProcessInfo
from support.standins import python
from support.waiting import wait_for


def line(stack, name) -> ServerStatus:
    return next(server for server in stack.status() if server.name == name)


def test_a_ready_server_has_version_address_memory_and_pid(standins, make_stack):
    stack = make_stack()
    up(stack)
    loki = line(stack, "loki")

    assert (loki.state, loki.health, loki.detail, loki.version) == ("running", "ready", "", "3.5.0")
    assert loki.address == f"127.0.0.1:{stack.ports['loki']}"
    assert 1_000_000 < loki.memory < 1_000_000_000
    assert loki.pid == stack.state.servers["loki"].pid
    assert 0 <= loki.uptime < 60
    assert line(stack, "collector").version == SERVERS["collector"].version


def test_a_server_that_is_not_built_is_missing(no_servers, make_stack):
    stack = make_stack()
    stack.prepare()

    assert {line(stack, name).state for name in SERVERS} == {"missing"}
    assert line(stack, "notices").state == "stopped"
    assert line(stack, "loki").version == ""


def test_a_server_that_is_not_ready_says_why(standins, make_stack):
    stack = make_stack()
    up(stack)
    standins.make("loki", "unready")
    loki = line(stack, "loki")

    assert (loki.state, loki.health, loki.detail) == ("running", "not ready", "answers 503")


def test_a_server_that_has_ended_says_how_and_when(standins, make_stack):
    stack = make_stack()
    up(stack)
    stack.signal("loki", "KILL")
    loki = wait_for(lambda: (found := line(stack, "loki")).state == "exited" and found, 10, "its end")

    assert loki.detail.startswith("a signal ended it at ")
    assert (loki.memory, loki.pid, loki.uptime, loki.health) == (0, 0, 0, "")


def test_after_down_everything_is_stopped(standins, make_stack):
    stack = make_stack()
    up(stack)
    stack.down()

    assert {(server.state, server.health) for server in stack.status()} == {("stopped", "")}


def test_a_program_beside_the_servers_has_its_line_without_a_version(no_servers, make_stack):
    stack = make_stack(programs=[python("beside", "import time; time.sleep(600)")])
    stack.prepare()
    stack.start("beside")
    beside = line(stack, "beside")

    assert (beside.state, beside.health, beside.version, beside.address) == ("running", "ready", "", "")


_NOON = int(time.mktime((2026, 11, 24, 12, 4, 31, 0, 0, -1)))


@pytest.mark.parametrize(
    ("state", "started", "exit_status", "problem", "words"),
    [
        ("EXITED", _NOON, 0, "", "exit status 0 at 12:04:31"),
        ("EXITED", _NOON, 4, "Bad exit code 4", "exit status 4 at 12:04:31"),
        ("EXITED", _NOON, -1, "Bad exit code -1", "a signal ended it at 12:04:31"),
        ("FATAL", _NOON, 0, "can't find command '/x'", "can't find command '/x'"),
        ("STOPPED", 0, 0, "", "it was never started"),
    ],
)
def test_an_end_is_told_in_a_few_words(state, started, exit_status, problem, words):
    assert ending_of(ProcessInfo("loki", state, 0, started, _NOON, exit_status, problem)) == words
