"""`otel-kit errors`, `routes` and `changes` on the command line; tests/chain/test_find.py asks real servers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
import typer
from typer.testing import CliRunner

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops.cli import changes as changes_command
from otel_kit.ops.cli import errors as errors_command
from otel_kit.ops.cli import find_shown as shown
from otel_kit.ops.cli import routes as routes_command
from otel_kit.ops.clients import UnavailableError
from otel_kit.ops.find import Change, ErrorDetail, ErrorGroup, ErrorSample, Route
from otel_kit.ops.stack.ports import free_ports

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
SAMPLE = ErrorSample(
    NOW - timedelta(seconds=90), "portal", "no\nanswer", "Traceback\n  here", "ab12", "POST /pay"
)
GROUP = ErrorGroup(
    "600b2e20485ddc8b", "shop.PaymentError", "external_api", "high", 1204,
    NOW - timedelta(hours=2), NOW - timedelta(seconds=4), ("portal", "worker"), ("1.5.0", "1.4.0"), SAMPLE,
)  # fmt: skip


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command where no stack is up."""
    monkeypatch.setenv("OTEL_KIT_HOME", str(tmp_path))
    app = typer.Typer()
    for command in (errors_command, routes_command, changes_command):
        command.register(app)
    return lambda *words: CliRunner().invoke(app, [*words])


def test_a_group_takes_four_lines_with_what_to_look_at_next():
    assert list(shown.groups([GROUP], NOW)) == [
        "1,204 \N{MULTIPLICATION SIGN} shop.PaymentError  high · external_api  portal, worker 1.5.0, 1.4.0  [600b2e20485ddc8b]",
        "  first 2 h 0 min ago · last 4 s ago",
        "  no answer",
        "  POST /pay · trace ab12",
    ]


def test_the_detail_of_a_group_has_the_stack_and_what_was_told_last():
    text = list(shown.detail(ErrorDetail(GROUP, (SAMPLE,)), NOW))

    assert text[-5:] == [
        "  here",
        "",
        "told last:",
        "  1 min 30 s ago  POST /pay · trace ab12",
        "    no answer",
    ]


def test_routes_are_a_table_with_durations_in_words():
    slow = Route("portal", "POST", "/checkout", 1.25, 1584, 3, "ab12", 2.5)
    fast = Route("portal", "GET", "/plans", 0.0048, 12, 0)

    assert list(shown.slowest([slow, fast])) == [
        "95 % within   requests   failed  route",
        "     1.25 s      1,584        3  portal POST /checkout  trace ab12 (2.50 s)",
        "     4.8 ms         12        \N{EN DASH}  portal GET /plans",
    ]


def test_each_change_is_a_sentence():
    found = [
        Change(NOW, "deployment", "portal", "test", "1.5.0", "1.4.0", "success", "9d59409acf479dfa0df1"),
        Change(NOW, "deployment", "portal", "", "1.5.1", result="rolled_back"),
        Change(NOW, "traffic", "portal", "test", "", "blue", "green"),
        Change(NOW, "version", "legacy", "test", "8", "7"),
    ]

    assert [line.split("  ", 1)[1] for line in shown.changes(found, NOW)] == [
        "portal in test: 1.5.0 after 1.4.0 deployed: success, commit 9d59409acf47  (0 s ago)",
        "portal: 1.5.1 deployed: rolled back  (0 s ago)",
        "portal in test: traffic went to green from blue  (0 s ago)",
        "legacy in test: 8 first seen after 7  (0 s ago)",
    ]


def test_where_nothing_is_found_it_says_so():
    assert list(shown.groups([], NOW)) == ["no errors within the window"]
    assert list(shown.slowest([])) == ["no requests within the window"]
    assert list(shown.changes([], NOW)) == ["nothing changed within the window"]


@pytest.mark.parametrize(
    "words", [("errors", "top"), ("errors", "show", "60"), ("routes", "slowest"), ("changes",)]
)
def test_without_a_stack_it_says_how_to_start_one(run, words):
    error = run(*words).exception

    assert isinstance(error, OtelKitError)
    assert "otel-kit stack up" in str(error)


def test_a_server_that_does_not_answer_is_told_with_its_address(run):
    (port,) = free_ports(1)

    error = run("errors", "top", "--loki", f"http://127.0.0.1:{port}").exception
    assert isinstance(error, UnavailableError)
    assert str(error).startswith(f"loki at http://127.0.0.1:{port}: does not answer")


@pytest.mark.parametrize(
    "words",
    [
        ("errors", "top", "--window", "soon"),
        ("changes", "--around", "tomorrow"),
        ("routes", "slowest", "--window", "2"),
    ],
)
def test_words_that_are_no_time_are_refused(run, words):
    assert isinstance(run(*words).exception, ConfigurationError)
