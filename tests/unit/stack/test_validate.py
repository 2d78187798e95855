from __future__ import annotations

from pathlib import Path

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack._layout import Layout
from otel_kit.ops.stack.ports import DEFAULT_PORTS
from otel_kit.ops.stack.profiles import PROFILES
from otel_kit.ops.stack.programs import server_programs
from otel_kit.ops.stack.validate import Check, checks, problem_of, validate


def check(script, **environment):
    return Check("loki", Path("loki.yaml"), ["/bin/sh", "-c", script], environment)


def test_a_check_that_exits_with_0_has_no_problem():
    assert problem_of(check("echo fine; exit 0")) == ""


def test_a_check_runs_with_its_servers_environment():
    assert problem_of(check('test "$LOKI_DATA" = /x', LOKI_DATA="/x")) == ""


def test_a_failed_check_is_told_in_the_servers_own_words():
    script = "echo Checking loki.yaml; echo '  SUCCESS: found'; echo 'line 3: unknown field' >&2; exit 1"

    assert problem_of(check(script)) == "line 3: unknown field"


def test_the_reason_counts_also_where_it_stands_behind_the_name_of_the_file():
    script = "echo \"Checking 'a.yml'  FAILED: undefined receiver\"; echo 'amtool: error: 1 file' >&2; exit 1"

    assert problem_of(check(script)) == "Checking 'a.yml'  FAILED: undefined receiver amtool: error: 1 file"


def test_a_check_without_words_tells_its_exit_status():
    assert problem_of(check("exit 7")) == "exit status 7"


def test_a_check_that_cannot_run_is_a_problem():
    assert "No such file" in problem_of(Check("loki", Path("loki.yaml"), ["/nowhere/loki"]))


def test_the_first_objection_is_raised_with_what_to_mend():
    with pytest.raises(OtelKitError) as error:
        validate([check("exit 0"), check("echo unknown field; exit 1")])

    first, fix = str(error.value).splitlines()
    assert first == "loki: its configuration is invalid: unknown field"
    assert fix.endswith("deploy/backends/loki/loki.yaml")


def test_servers_that_are_not_built_yet_are_not_checked(tmp_path):
    programs = server_programs(Layout(tmp_path), DEFAULT_PORTS, PROFILES["local"], Path)
    there = {"promtool": Path("/bin/promtool"), "loki": Path("/bin/loki")}

    found = checks(tmp_path, programs, there.get)

    assert [(c.server, c.command[0]) for c in found] == [
        ("prometheus", "/bin/promtool"),
        ("loki", "/bin/loki"),
    ]
    assert found[1].environment["LOKI_HTTP_PORT"] == "3100"
