"""What holds for every command: help, wrong usage, errors, colours, pipes, any working folder."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.cli import main

OTEL_KIT = Path(sys.executable).with_name("otel-kit")


def _commands():
    """Return the words of every command, groups too, as the real command line has them."""
    caught = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.Typer, "__call__", lambda app, **_: caught.append(app))
        patch.setattr(sys, "argv", ["otel-kit"])
        main()
    return list(_below(get_command(caught[0]), ()))


def _below(command, words):
    yield words
    for name, child in getattr(command, "commands", {}).items():
        yield from _below(child, (*words, name))


COMMANDS = _commands()


def test_the_groups_that_the_readme_names_are_there():
    assert {("stack", "up"), ("stack", "doctor"), ("notices", "list"), ("demo",), ("rules", "check")} <= set(
        COMMANDS
    )


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(run, words):
    answer = run(*words, "--help")

    assert (answer.status, answer.err) == (0, "")
    _, usage, *rest = answer.out.splitlines()
    assert usage.strip().startswith(" ".join(["Usage: otel-kit", *words]))
    assert len(next(line for line in rest if line.strip()).strip()) > 20


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_an_unknown_option_is_wrong_usage_for_every_command(run, words):
    answer = run(*words, "--no-such-option")

    assert (answer.status, answer.out) == (2, "")
    assert "No such option: --no-such-option" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ["stak"],
        ["stack", "upp"],
        ["stack", "logs"],
        ["stack", "restart"],
        ["stack", "logs", "loki", "--lines", "-1"],
        ["stack", "up", "--port", "loki"],
        ["stack", "up", "--port", "loki=http"],
        ["stack", "up", "--port", "loki=-1"],
        ["stack", "build", "lokki"],
        ["stack", "build", "--jobs", "0"],
        ["demo", "--rate", "0"],
        ["demo", "--rate", "fast"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2_with_a_hint(run, words):
    answer = run(*words)

    assert (answer.status, answer.out) == (2, "")
    assert "Usage: otel-kit" in answer.err
    assert "Traceback" not in answer.err


NO_STACK = [
    ["stack", "status"],
    ["stack", "status", "--json"],
    ["stack", "logs", "loki"],
    ["stack", "logs", "loki", "--follow"],
    ["stack", "reload"],
    ["stack", "restart", "loki"],
    ["notices", "list"],
]


def _is_one_sentence(answer):
    assert (answer.status, answer.out) == (1, "")
    first, *fixes = answer.err.splitlines()
    assert first.startswith("otel-kit: ")
    assert fixes
    assert all(line.startswith("  ") for line in fixes)
    assert any(line.startswith("  → ") for line in fixes)


@pytest.mark.parametrize("words", NO_STACK, ids=" ".join)
def test_without_a_stack_each_command_says_how_to_get_one(run, words, home):
    answer = run(*words)

    _is_one_sentence(answer)
    assert answer.err == f"otel-kit: {home}: no stack was ever up here\n  → otel-kit stack up\n"


@pytest.mark.parametrize("words", [*NO_STACK, ["stack", "up"], ["stack", "down"]], ids=" ".join)
def test_a_broken_state_file_is_one_sentence(run, words, home):
    home.mkdir()
    (home / "state.json").write_text('{"ports":')
    answer = run(*words)
    (home / "state.json").unlink()

    _is_one_sentence(answer)
    assert answer.err.startswith(f"otel-kit: {home}/state.json: cannot be read as a stack's state")


@pytest.mark.parametrize("words", [["stack", "up"], ["demo", "--once"]], ids=" ".join)
def test_a_folder_below_a_regular_file_is_one_sentence(run, words, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("OTEL_KIT_HOME", str(tmp_path / "file" / "home"))
    answer = run(*words)

    _is_one_sentence(answer)
    assert "cannot be written (Not a directory)\n  → set OTEL_KIT_HOME" in answer.err


def test_debug_shows_where_an_error_came_from(shell):
    plain, debug = shell("stack", "status"), shell("stack", "--debug", "status")

    assert "Traceback" not in plain.err
    assert debug.err.startswith("Traceback (most recent call last)")
    assert "no stack was ever up here" in debug.err
    assert (plain.status, debug.status) == (1, 1)


def test_debug_changes_nothing_where_nothing_is_wrong(run):
    assert run("--debug", "--version").out == run("--version").out == f"otel-kit {version('otel-kit')}\n"


def test_without_the_extra_the_sentence_says_what_to_install(monkeypatch):
    source = "import sys; sys.modules['typer'] = None; from otel_kit.ops.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "otel-kit: typer is not installed\n  → pip install 'otel-kit[ops]'\n"


def on_a_terminal(*words, **environment):
    """Run a command on a terminal and return what it drew."""
    ours, theirs = pty.openpty()
    kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen(
        [OTEL_KIT, *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**kept, "TERM": "xterm-256color", **environment},
    ):
        os.close(theirs)
        drawn = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how Linux tells that the other side is closed
                break
            if not piece:
                break
            drawn += piece
    os.close(ours)
    return drawn.decode()


def test_colours_are_for_terminals_and_no_color_is_honoured(standins, run):
    green = "\x1b[32m✔\x1b[0m otel-kit"

    assert green in on_a_terminal("stack", "doctor")
    assert "\x1b" not in on_a_terminal("stack", "doctor", NO_COLOR="1")
    assert "\x1b" not in run("stack", "doctor").out


def test_a_reader_that_leaves_early_is_no_error(home, standins, run):
    assert run("stack", "up").status == 0
    with (home / "logs" / "loki.log").open("a") as log:
        log.write("a line\n" * 200_000)
    command = f"'{OTEL_KIT}' stack logs loki -n 200000 | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)

    assert done.stdout == "a line\n"
    assert done.stderr == ""


@pytest.mark.parametrize("problem", ["first line\n  → the fix", "only a line"])
def test_an_error_is_printed_as_it_is_behind_the_programs_name(run, monkeypatch, problem):
    def refuse():
        raise OtelKitError(problem)

    monkeypatch.setattr("otel_kit.ops.stack.Stack.attach", refuse)
    answer = run("stack", "status")

    assert re.fullmatch(rf"otel-kit: {re.escape(problem)}\n", answer.err)
