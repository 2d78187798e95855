"""Changed files are taken over by the servers that run, or by none."""

from __future__ import annotations

import filecmp
import shutil

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack import Stack, up
from support.standins import notes
from support.waiting import wait_for


@pytest.fixture
def stack(standins, make_stack, sources):
    stack = make_stack()
    up(stack)
    return stack


def change(sources, *files):
    for file in files:
        with (sources / file).open("a") as source:
            source.write("# changed\n")


def test_nothing_is_done_where_nothing_has_changed(stack):
    assert stack.reload() == {}


def test_prometheus_and_alertmanager_are_asked_to_reload(stack, sources):
    change(
        sources, "deploy/backends/prometheus/prometheus.yml", "deploy/backends/alertmanager/alertmanager.yml"
    )

    assert stack.reload() == {"alertmanager": "reloaded", "prometheus": "reloaded"}
    for server in ("prometheus", "alertmanager"):
        assert notes(stack.data, server) == ["started", "POST /-/reload"]
    assert notes(stack.data, "loki") == ["started"]


def test_a_changed_rule_is_a_reload_of_prometheus(standins, make_stack):
    text = ["groups: []\n"]
    stack = make_stack(rules=lambda out, _: (out / "a.yml").write_text(text[0]))
    up(stack)
    text[0] = "groups: [] # changed\n"

    assert stack.reload() == {"prometheus": "reloaded"}
    assert (stack.home / "config" / "rules" / "a.yml").read_text() == text[0]


def test_the_collector_gets_a_signal(stack, sources):
    change(sources, "collector/config/local.yaml")

    assert stack.reload() == {"collector": "reloaded"}
    wait_for(lambda: notes(stack.data, "collector") == ["started", "HUP"], 5, "the signal")


def test_loki_and_tempo_are_restarted_because_they_read_their_files_at_the_start_only(stack, sources):
    change(sources, "deploy/backends/loki/loki.yaml", "deploy/backends/tempo/tempo.yaml")

    assert stack.reload() == {"loki": "restarted", "tempo": "restarted"}
    assert notes(stack.data, "loki") == ["started", "started"]
    assert stack.is_ready("tempo")


def test_a_server_that_does_not_run_is_not_started(stack, sources):
    stack.stop("loki")
    change(sources, "deploy/backends/loki/loki.yaml")

    assert stack.reload() == {}
    assert not stack.is_running("loki")


def test_another_process_can_reload_too(stack, sources):
    change(sources, "collector/config/base.yaml")
    found = Stack.attach(stack.home, rules=stack._rules)

    assert found.reload() == {"collector": "reloaded"}


@pytest.mark.parametrize("broken", ["by its YAML", "by its server"])
def test_a_file_that_is_wrong_changes_nothing(stack, sources, standins, tmp_path, broken):
    shutil.copytree(stack.home / "config", tmp_path / "before")
    change(sources, "deploy/backends/prometheus/prometheus.yml", "deploy/backends/tempo/tempo.yaml")
    if broken == "by its YAML":
        (sources / "deploy/backends/loki/loki.yaml").write_text("target: all\nserver: {\n")
        words = r"^deploy/backends/loki/loki\.yaml:3: broken YAML: .*\n  → mend this line or the one before$"
    else:
        standins.make("loki", "invalid", "field sever not found")
        words = (
            r"^loki: its configuration is invalid: field sever not found\n  → mend deploy/backends/loki/loki"
        )

    with pytest.raises(OtelKitError, match=words):
        stack.reload()

    same = filecmp.dircmp(tmp_path / "before", stack.home / "config")
    assert (same.diff_files, same.left_only, same.right_only) == ([], [], [])
    assert not (stack.home / "run" / "config.new").exists()
    for server in ("prometheus", "loki", "tempo"):
        assert notes(stack.data, server) == ["started"]


def test_without_a_stack_there_is_nothing_to_reload(standins, make_stack):
    stack = make_stack()
    stack.prepare()
    stack.down()

    with pytest.raises(OtelKitError, match=r"^the stack is not up: .*\n  → otel-kit stack up"):
        stack.reload()
