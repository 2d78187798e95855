"""`otel-kit stack …` from the outside, with tiny programs in the place of the servers."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from otel_kit.ops.stack import DEFAULT_PORTS, SERVER_NAMES, Stack
from otel_kit.ops.stack.ports import is_free
from support.disk import full_disk
from support.standins import no_rules, notes, private_ports
from support.waiting import wait_for

OTEL_KIT = Path(sys.executable).with_name("otel-kit")


@pytest.fixture
def up(run, standins):
    """Bring a stack up on ports of its own and return what was printed."""

    def up(*options):
        given = [f"--port={name}={port}" for name, port in private_ports().items()]
        return run("stack", "up", *given, *options)

    return up


def statuses(run):
    return {server["name"]: server for server in json.loads(run("stack", "status", "--json").out)}


def test_up_status_down_as_separate_commands_from_any_folder(shell, standins, home):
    ports = private_ports()
    given = [f"--port={name}={port}" for name, port in ports.items()]

    begun = shell("stack", "up", *given)
    assert (begun.status, begun.err) == (0, "")
    *ready, last = begun.out.splitlines()
    assert {line.split()[1] for line in ready} == set(SERVER_NAMES)
    assert all(re.match(r"✔ \w+ \S+ +http://127\.0\.0\.1:\d+ +ready in \d+\.\d s$", line) for line in ready)
    assert last == f"  send telemetry to http://127.0.0.1:{ports['collector']}; otel-kit stack down ends it"

    shown = shell("stack", "status")
    assert [line.split()[:2] for line in shown.out.splitlines()] == [["✔", name] for name in SERVER_NAMES]
    assert re.search(
        rf"^✔ loki +3\.5\.0 +127\.0\.0\.1:{ports['loki']} +\d+ MB .*ready *$", shown.out, re.MULTILINE
    )

    ended = shell("stack", "down")
    assert (ended.status, ended.out) == (0, f"stopped; the data of {home} stay\n")
    assert shell("stack", "down").out == "nothing runs\n"


def test_a_default_port_that_is_taken_is_replaced_and_it_is_said_who_took_it(run, standins, home):
    port = DEFAULT_PORTS["loki"]
    holder = socket.create_server(("127.0.0.1", port)) if is_free(port) else None
    try:
        answer = run("stack", "up")
    finally:
        if holder:
            holder.close()

    assert answer.status == 0
    taken = re.search(
        r"^! loki: port 3100 is taken by pid \d+ \(.+\), using (\d+)$", answer.out, re.MULTILINE
    )
    assert statuses(run)["loki"]["address"] == f"127.0.0.1:{taken[1]}"


def test_the_second_up_finds_everything_ready(run, up, home):
    up()
    answer = run("stack", "up")

    assert (answer.status, answer.out.count("✔")) == (0, len(SERVER_NAMES))
    assert notes(home / "data", "loki") == ["started"]


def test_an_ephemeral_stack_says_that_nothing_is_kept(run, up, home):
    up("--ephemeral")

    assert run("stack", "down").out == "stopped; it was --ephemeral, nothing is kept\n"
    assert not home.exists()


def test_ending_what_a_killed_supervisor_left_is_said(run, up, home):
    up()
    state = Stack.attach(home).state
    os.kill(state.supervisor.pid, signal.SIGKILL)
    wait_for(lambda: not Stack(home).is_up, 5, "the supervisor's end")

    assert run("stack", "down").out == f"stopped; the data of {home} stay\n"


def test_status_as_json_has_every_field(run, up):
    up()
    loki = statuses(run)["loki"]

    assert " ".join(loki) == "name state version address memory pid uptime health detail"
    assert (loki["state"], loki["health"], loki["version"]) == ("running", "ready", "3.5.0")


def test_a_server_that_died_is_marked_and_its_last_lines_follow(run, up, home):
    up()
    Stack.attach(home).signal("tempo", "KILL")
    wait_for(lambda: statuses(run)["tempo"]["state"] == "exited", 10, "its death")
    out = run("stack", "status").out

    assert re.search(r"^✘ tempo .* exited +a signal ended it at \d\d:\d\d:\d\d", out, re.MULTILINE)
    assert re.search(r"\ntempo: a signal ended it at .*; its last log lines:\n    tempo started\n$", out)


def test_what_a_server_answers_is_shown_as_it_is_and_never_cut(run, up, standins, monkeypatch):
    up()
    standins.make("loki", "unready", "[/red] waiting for [2 of 3] ingesters " * 2)
    monkeypatch.setenv("COLUMNS", "40")
    line = next(line for line in run("stack", "status").out.splitlines() if "loki" in line)

    assert line.startswith("! loki")
    assert line.endswith("not ready  answers 503: " + ("[/red] waiting for [2 of 3] ingesters " * 2).strip())


def test_servers_that_are_not_built_are_marked_as_missing(run, home, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    stack = Stack(home, ports=private_ports(), rules=no_rules)
    stack.prepare()
    out = run("stack", "status").out

    assert re.search(r"^! loki +.*missing", out, re.MULTILINE)


def test_without_building_the_missing_ones_are_one_sentence(run, home, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    answer = run("stack", "up", "--no-build")

    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith(
        "otel-kit: not built: collector, prometheus, alertmanager, loki, tempo\n  → "
    )
    assert not Stack(home).is_up


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--profile", "lokal"], "--profile: no such profile, got 'lokal'\n  → choose one of: local, demo"),
        (["--port", "lokki=3101"], "--port lokki: no such port, got 3101\n  → choose one of: collector, "),
        (["--port", "loki=70000"], "--port loki: not a port, got 70000\n  → give a port from 1 to 65535"),
    ],
)
def test_an_option_that_cannot_be_meant_is_one_sentence(run, standins, home, options, words):
    answer = run("stack", "up", *options)

    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith(f"otel-kit: {words}")
    assert not (home / "state.json").exists()


def test_a_wanted_port_that_is_taken_is_one_sentence_with_its_holder(run, standins, home):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = run("stack", "up", "--port", f"loki={port}")

    assert answer.status == 1
    assert re.match(
        rf"otel-kit: --port loki: taken by pid {os.getpid()} \(.+\), got {port}\n  → ", answer.err
    )


def test_a_full_disk_is_one_sentence(run, standins, home):
    with full_disk(room=10_000):
        answer = run("stack", "up")

    assert (answer.status, answer.out) == (1, "")
    assert "the stack's folder cannot be written (File too large)\n  → set OTEL_KIT_HOME" in answer.err
    assert not Stack(home).is_up


def test_a_server_that_dies_at_its_start_is_one_sentence_with_its_last_lines(up, standins, home):
    standins.make("loki", "dies", "mkdir /data: read-only file system")
    answer = up()

    assert answer.status == 1
    assert re.match(
        r"otel-kit: loki has ended: exit status 3 at .*; its last log lines:\n    mkdir /data", answer.err
    )
    assert not Stack(home).is_up


def test_logs_prints_the_last_lines(run, up, home):
    up()
    (home / "logs" / "loki.log").write_text("1\n2\n3\n")

    assert run("stack", "logs", "loki", "-n", "2").out == "2\n3\n"
    assert run("stack", "logs", "loki", "--lines", "0").out == ""


def test_logs_of_an_unknown_server_names_the_known_ones(run, up):
    up()
    answer = run("stack", "logs", "lokki")

    assert answer.err.startswith(
        "otel-kit: NAME: no such server, got 'lokki'\n  → choose one of: collector, "
    )


def test_logs_can_be_followed_until_ctrl_c(up, home):
    up()
    log = home / "logs" / "loki.log"
    log.write_text("1\n2\n")
    command = [OTEL_KIT, "stack", "logs", "loki", "-n", "1", "--follow"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as following:
        assert following.stdout.readline() == "2\n"
        with log.open("a") as file:
            file.write("3\n")
        assert following.stdout.readline() == "3\n"
        os.kill(following.pid, signal.SIGINT)
        out, err = following.communicate(timeout=10)

    assert (out, err, following.returncode) == ("", "", 0)


def test_reload_says_what_was_done(run, up):
    up()

    assert run("stack", "reload").out == "nothing has changed\n"


def test_restart_starts_one_server_again(run, up, home):
    up()
    before = statuses(run)

    assert run("stack", "restart", "loki").out == "✔ loki  restarted\n"
    after = statuses(run)
    changed = {name for name in SERVER_NAMES if before[name]["pid"] != after[name]["pid"]}
    assert changed == {"loki"}


def test_the_doctor_is_content_with_a_running_stack_and_says_so_by_its_status(run, up):
    up()
    answer = run("stack", "doctor")

    assert (answer.status, answer.err) == (0, "")
    assert re.search(r"^✔ loki +3\.5\.0 127\.0\.0\.1:\d+$", answer.out, re.MULTILINE)


def test_the_doctor_finds_what_is_wrong_with_its_fix_and_status_1(run, standins, monkeypatch):
    monkeypatch.setenv("OTEL_KIT_LOKI_BIN", "/nowhere/loki")
    answer = run("stack", "doctor")

    assert answer.status == 1
    assert re.search(
        r"^✘ loki +OTEL_KIT_LOKI_BIN: no such file, got '/nowhere/loki'\n +→ name a program",
        answer.out,
        re.MULTILINE,
    )


def test_the_doctors_findings_as_json(run, standins):
    answer = run("stack", "doctor", "--json")

    found = json.loads(answer.out)
    assert all(set(one) == {"mark", "subject", "words", "fix"} for one in found)
    assert answer.status == int(any(one["mark"] == "✘" for one in found))


def test_build_has_nothing_to_do_where_all_programs_are_there(run, standins):
    answer = run("stack", "build", "--json")

    found = {one["name"]: one for one in json.loads(answer.out)}
    assert found["loki"] == {"name": "loki", "version": "3.5.0", "path": str(standins.folder / "loki")}
    assert set(found) == {"collector", "prometheus", "promtool", "alertmanager", "amtool", "loki", "tempo"}
    assert re.search(rf"^loki +there: {standins.folder}/loki$", answer.err, re.MULTILINE)


def test_build_of_one_program_says_only_that_server(run, standins):
    found = json.loads(run("stack", "build", "promtool", "--json").out)

    assert [one["name"] for one in found] == ["prometheus", "promtool"]


def test_two_who_bring_the_same_stack_up_at_once_share_it(standins, run, home):
    given = [f"--port={name}={port}" for name, port in private_ports().items()]
    both = [
        subprocess.Popen(
            [OTEL_KIT, "stack", "up", *given], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for one in both:
        out, err = one.communicate(timeout=60)
        assert (one.returncode, err, out.count("✔")) == (0, "", len(SERVER_NAMES))

    assert {server["health"] for server in statuses(run).values()} == {"ready"}
    assert notes(home / "data", "loki") == ["started"]
    known = Stack.attach(home).state.servers
    assert {name: known[name].pid for name in SERVER_NAMES} == {n: s["pid"] for n, s in statuses(run).items()}
