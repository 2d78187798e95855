"""A program may need something done before each of its starts, such as a log mended that a kill has torn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from otel_kit.exceptions import OtelKitError
from support.standins import python

SLEEPS = "import time; time.sleep(600)"


def test_it_is_done_before_every_start(no_servers, make_stack, tmp_path):
    seen = tmp_path / "seen"
    sleeper = replace(python("sleeper", SLEEPS), before=["sh", "-c", f"echo again >> {seen}"])
    stack = make_stack(programs=[sleeper])
    stack.prepare()
    stack.start("sleeper")
    stack.start("sleeper")
    assert seen.read_text().count("again") == 1  # it ran already
    stack.restart("sleeper")
    assert seen.read_text().count("again") == 2


def test_a_program_is_not_started_when_it_fails(no_servers, make_stack):
    sleeper = replace(python("sleeper", SLEEPS), before=["sh", "-c", "echo no log >&2; exit 1"])
    stack = make_stack(programs=[sleeper])
    stack.prepare()
    with pytest.raises(OtelKitError, match=r"^sleeper: sh .* failed: no log$"):
        stack.start("sleeper")
    assert not stack.is_running("sleeper")
