"""The doctor's checks over made-up machines, and one look at this one."""

from __future__ import annotations

import os
import socket
from dataclasses import replace

import pytest

from otel_kit.ops.stack import SERVER_NAMES, up
from otel_kit.ops.stack._lock import locked
from otel_kit.ops.stack._snapshot import FolderFacts, ServerFacts, Snapshot, take_snapshot
from otel_kit.ops.stack.doctor import Finding, examine, findings
from otel_kit.ops.stack.ports import Holder
from support.standins import private_ports
from support.waiting import wait_for

GB = 1_000_000_000
HOME = FolderFacts("home", "/home/ann/.local/share/otel-kit", "OTEL_KIT_HOME", 80 * GB)
SERVERS = tuple(
    ServerFacts(name, f"/cache/{name}", "1.2.3", "127.0.0.1:1", state="running", health="ready")
    for name in SERVER_NAMES
)
HEALTHY = Snapshot(
    version="0.1.0",
    python="3.11.7",
    go="/usr/bin/go",
    folders=(HOME,),
    is_up=True,
    servers=SERVERS,
    configuration_checked=("collector", "prometheus"),
    clocks={"prometheus": -0.4, "loki": 0.9},
    newest_sample=-2.0,
)


def worst(snapshot) -> list[Finding]:
    return [finding for finding in findings(snapshot) if finding.mark != "✔"]


def with_server(name, **facts):
    servers = tuple(replace(s, **facts) if s.name == name else s for s in SERVERS)
    return replace(HEALTHY, servers=servers)


def test_a_healthy_stack_has_nothing_to_mend():
    assert worst(HEALTHY) == []
    assert [finding.subject for finding in findings(HEALTHY)] == [
        "otel-kit",
        "go",
        "home",
        *SERVER_NAMES,
        "configuration",
    ]


@pytest.mark.parametrize(
    ("snapshot", "mark", "words", "fix"),
    [
        (
            replace(HEALTHY, is_up=False, taken={"loki": (3100, Holder(4182, "grafana-agent"))}),
            "!",
            "port 3100 is taken by pid 4182 (grafana-agent)",
            "otel-kit stack up --port loki=PORT",
        ),
        (with_server("loki", program="", state="missing"), "!", "is not built", "otel-kit stack build loki"),
        (with_server("loki", program="", builder="77"), "!", "is being built by pid 77", ""),
        (
            with_server("loki", problem="OTEL_KIT_LOKI_BIN: no such file, got '/x'\n  → name a program"),
            "✘",
            "OTEL_KIT_LOKI_BIN: no such file, got '/x'",
            "name a program",
        ),
        (
            with_server("loki", state="exited", detail="exit status 1 at 12:04:31", last_line="disk full"),
            "✘",
            "has ended: exit status 1 at 12:04:31; disk full",
            "otel-kit stack logs loki; otel-kit stack restart loki",
        ),
        (
            with_server("loki", health="not ready", detail="answers 503"),
            "✘",
            "1.2.3 127.0.0.1:1 is not ready: answers 503",
            "otel-kit stack logs loki",
        ),
        (with_server("loki", state="stopped", health=""), "!", "does not run", "otel-kit stack up"),
        (
            replace(HEALTHY, configuration_problems=("loki.yaml:3: broken YAML: x\n  → mend this line",)),
            "✘",
            "loki.yaml:3: broken YAML: x",
            "mend this line",
        ),
        (
            replace(HEALTHY, folders=(replace(HOME, free=GB // 10),)),
            "✘",
            "0.1 GB free in /home/ann/.local/share/otel-kit",
            "free some space, or set OTEL_KIT_HOME to a folder on another disk",
        ),
        (
            replace(HEALTHY, folders=(replace(HOME, free=3 * GB),)),
            "!",
            "3.0 GB free in /home/ann/.local/share/otel-kit; a week of telemetry may need 5 GB",
            "free some space, or set OTEL_KIT_HOME to a folder on another disk",
        ),
        (
            replace(HEALTHY, folders=(replace(HOME, problem="Read-only file system"),)),
            "✘",
            "/home/ann/.local/share/otel-kit cannot be written: Read-only file system",
            "set OTEL_KIT_HOME to a folder that you may write",
        ),
        (
            replace(HEALTHY, clocks={"loki": 61.0}),
            "✘",
            "loki's clock is 61 s ahead of this one",
            "set the clock",
        ),
        (
            replace(HEALTHY, clocks={"loki": -61.0}),
            "✘",
            "loki's clock is 61 s behind this one",
            "set the clock",
        ),
        (
            replace(HEALTHY, newest_sample=600.0),
            "✘",
            "the newest sample lies 600 s in the future",
            "set the clock",
        ),
        (
            replace(HEALTHY, is_up=False, supervisor_lost=True, left_over=("loki", "tempo")),
            "✘",
            "its supervisor is gone without `otel-kit stack down`; still running: loki, tempo",
            "otel-kit stack up ends what is left and starts anew",
        ),
        (
            replace(HEALTHY, is_up=False, state_problem="state.json: cannot be read\n  → remove the file"),
            "✘",
            "state.json: cannot be read",
            "remove the file",
        ),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(snapshot, mark, words, fix):
    (finding,) = [found for found in worst(snapshot) if found.words.startswith(words)]

    assert finding.mark == mark
    assert fix in finding.fix


def test_go_matters_only_where_something_must_be_built():
    without = {"go": "", "go_problem": "building needs Go, and there is none on PATH\n  → install Go"}

    assert worst(replace(HEALTHY, **without)) == []
    (missing, _) = worst(replace(with_server("loki", program="", state="missing"), **without))
    assert (missing.subject, missing.words, missing.fix) == (
        "go",
        "building needs Go, and there is none on PATH",
        "install Go",
    )


def test_a_configuration_is_valid_for_the_servers_that_could_check_it():
    assert "valid for collector, prometheus" in {finding.words for finding in findings(HEALTHY)}
    nobody = replace(HEALTHY, configuration_checked=())
    assert "valid for no server" in {finding.words for finding in findings(nobody)}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folder of the stack that the doctor looks at."""
    monkeypatch.setenv("OTEL_KIT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_machine_without_a_stack(home, standins):
    found = {finding.subject: finding for finding in examine()}

    assert (found["stack"].words, found["stack"].fix) == ("not up", "otel-kit stack up")
    assert found["configuration"].mark == "✔"
    assert not home.exists()


def test_a_running_stack_is_looked_at_as_it_is(home, standins, make_stack):
    stack = make_stack(home)
    up(stack)
    assert [finding for finding in examine() if finding.mark == "✘"] == []

    stack.signal("tempo", "KILL")
    standins.make("loki", "unready")
    wait_for(lambda: not stack.is_running("tempo"), 5, "its end")
    wrong = {finding.subject: finding.words for finding in examine() if finding.mark == "✘"}

    assert set(wrong) == {"loki", "tempo"}
    assert "answers 503" in wrong["loki"]
    assert "a signal ended it" in wrong["tempo"]
    assert wrong["tempo"].endswith("; tempo started")


def test_the_one_who_took_a_port_is_named(home, standins, make_stack):
    ports = private_ports()
    stack = make_stack(home, ports=ports)
    stack.prepare()
    stack.down()
    with socket.create_server(("127.0.0.1", ports["loki"])):
        taken = take_snapshot().taken

    assert taken["loki"][0] == ports["loki"]
    assert taken["loki"][1].pid == os.getpid()


def test_a_program_of_the_users_that_cannot_be_used_is_found(home, standins, monkeypatch):
    monkeypatch.setenv("OTEL_KIT_TEMPO_BIN", "/nowhere/tempo")
    wrong = {finding.subject: finding.words for finding in examine() if finding.mark == "✘"}

    assert wrong["tempo"] == "OTEL_KIT_TEMPO_BIN: no such file, got '/nowhere/tempo'"


def test_an_invalid_configuration_is_found_without_a_stack(home, standins, sources):
    standins.make("tempo", "invalid", "line 48: field defaults not found")
    (sources / "collector/config/base.yaml").write_text("extensions:\n  - [\n")
    wrong = [finding.words for finding in examine() if finding.mark == "✘"]
    assert wrong[0].startswith("collector/config/base.yaml:3: broken YAML")

    (sources / "collector/config/base.yaml").write_text("extensions: {}\n")
    (wrong,) = [finding.words for finding in examine() if finding.mark == "✘"]
    assert wrong == "tempo: its configuration is invalid: line 48: field defaults not found"


def test_a_folder_below_a_regular_file_is_found(tmp_path, standins, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("OTEL_KIT_HOME", str(tmp_path / "file" / "home"))
    (wrong,) = [finding.words for finding in examine() if finding.mark == "✘"]

    assert wrong == f"{tmp_path}/file/home cannot be written: Not a directory"


def test_a_broken_state_file_is_found(home, standins):
    home.mkdir()
    (home / "state.json").write_text("{")
    (wrong,) = [finding for finding in examine() if finding.mark == "✘"]

    assert wrong.words.startswith(f"{home}/state.json: cannot be read as a stack's state")
    assert wrong.fix.startswith("remove the file")


def test_who_builds_a_server_now_is_named(home, no_servers, tmp_path):
    folder = tmp_path / "cache" / "servers" / "loki"
    folder.mkdir(parents=True)
    with locked(folder / ".lock", lambda _: None):
        facts = {server.name: server for server in take_snapshot().servers}

    assert facts["loki"].builder == str(os.getpid())
    assert facts["tempo"].builder == ""
