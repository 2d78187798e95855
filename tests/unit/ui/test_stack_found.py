"""Which servers the page looks at when nobody says."""

from __future__ import annotations

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack import Stack
from otel_kit.ops.ui import Backends, servers
from support.standins import StandIns, no_rules, private_ports


@pytest.fixture
def stack_up(tmp_path, monkeypatch):
    """Give a function that brings a stack up in a folder; all are down behind the test."""
    StandIns(tmp_path / "programs", monkeypatch)
    stacks = []

    def up(folder, profile):
        stacks.append(Stack(folder, profile=profile, ports=private_ports(), rules=no_rules))
        stacks[-1].prepare()
        return stacks[-1]

    yield up
    for stack in stacks:
        stack.down()


def test_the_stack_that_is_up_is_looked_at_with_the_limits_of_its_rules(tmp_path, stack_up):
    stack = stack_up(tmp_path / "home", "local")

    found = servers(tmp_path / "home", {})

    assert found.backends == Backends.of(stack.endpoints)
    assert found.environment is None


def test_else_the_demo_is(tmp_path, stack_up):
    stack = stack_up(tmp_path / "home" / "demo", "demo")

    found = servers(tmp_path / "home", {"loki": "http://logs.example:3100"})

    assert found.backends.tempo == stack.endpoints.tempo
    assert found.backends.loki == "http://logs.example:3100"
    assert found.environment == "demo"


def test_named_servers_need_no_stack_and_the_others_are_where_they_usually_are(tmp_path):
    found = servers(tmp_path, {"prometheus": "http://prometheus.example"}).backends

    assert found.prometheus == "http://prometheus.example"
    assert (found.tempo, found.collector) == ("http://127.0.0.1:3200", "")


def test_a_stack_that_is_down_is_none(tmp_path, stack_up):
    stack_up(tmp_path / "home", "local").down()

    with pytest.raises(OtelKitError, match="no stack is up here"):
        servers(tmp_path / "home", {})
