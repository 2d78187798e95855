"""What a user sees of a build that takes half an hour."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from typer import Typer
from typer.testing import CliRunner

from otel_kit.ops.cli.stack_build import build
from otel_kit.ops.stack._progress import BuildProgress, BuildView, describe
from otel_kit.ops.stack._steps import Steps


class Clock:
    """Shows the time that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        """Return seconds."""
        return self.now


def test_downloads_then_packages_then_the_link_step_are_counted():
    clock = Clock()
    steps = Steps("loki", modules=200, programs=1, clock=clock)
    assert steps.hear("go: downloading github.com/x/y v1.2.3")
    assert steps.progress() == BuildProgress("loki", 1, 200, 0.0, "downloading", detail="github.com/x/y")

    clock.now = 20
    steps.compile(100, 200)
    for number in range(50):
        assert steps.hear(f"github.com/x/p{number}")
    clock.now = 30
    assert steps.progress() == BuildProgress(
        "loki", 150, 200, 30.0, "compiling", remaining=10.0, detail="github.com/x/p49"
    )

    for number in range(49):
        steps.hear(f"github.com/x/q{number}")
    assert steps.progress().state == "linking"


@pytest.mark.parametrize(
    "line", ["# github.com/x/y", "./main.go:7:2: undefined: x", "go: updates to go.mod needed"]
)
def test_an_error_is_not_taken_for_progress(line):
    steps = Steps("loki", modules=0, programs=1)
    steps.compile(0, 10)
    assert not steps.hear(line)


def test_each_state_has_its_words():
    said = {
        describe(
            BuildProgress("loki", 57, 367, 12.3, "downloading")
        ): "downloading modules 57 of about 367, after 12 s",
        describe(BuildProgress("loki", 999, 1000, 125, "compiling", 61.2)): (
            " 99 %  package 999 of 1000, after 2 min 05 s, about 1 min 01 s left"
        ),
        describe(BuildProgress("loki", 10, 10, 125, "linking")): "linking, after 2 min 05 s",
        describe(BuildProgress("loki", 0, 0, 0, "waiting")): "waiting for its turn",
        describe(BuildProgress("loki", 0, 0, 125, "done", detail="/x/loki")): "built in 2 min 05 s",
        describe(BuildProgress("loki", 0, 0, 0, "done", detail="/x/loki")): "there: /x/loki",
        describe(BuildProgress("loki", 0, 0, 3, "failed", detail="the disk is full")): (
            "failed after 3 s: the disk is full"
        ),
    }
    assert list(said) == list(said.values())


def test_without_a_terminal_a_line_comes_with_each_state_and_every_ten_seconds():
    clock, out = Clock(), io.StringIO()
    with BuildView(Console(file=out, width=60), clock) as view:
        for second in range(26):
            clock.now = second
            view.show(BuildProgress("tempo", second, 100, second, "compiling"))
        view.show(BuildProgress("tempo", 100, 100, 26, "linking"))
        view.show(BuildProgress("tempo", 0, 0, 27, "done"))

    assert out.getvalue().splitlines() == [
        "tempo          0 %  package 0 of 100, after 0 s",
        "tempo         10 %  package 10 of 100, after 10 s",
        "tempo         20 %  package 20 of 100, after 20 s",
        "tempo        linking, after 26 s",
        "tempo        built in 27 s",
    ]


def test_on_a_terminal_each_server_has_a_bar():
    out = io.StringIO()
    with BuildView(Console(file=out, width=100, force_terminal=True)) as view:
        view.show(BuildProgress("loki", 50, 100, 3, "compiling"))
        view.show(BuildProgress("tempo", 0, 0, 9, "done", detail="/x/tempo"))

    last = out.getvalue().split("\r")[-1]
    assert "package 50 of 100" in last
    assert "built in 9 s" in last


def test_an_unknown_server_is_a_usage_error():
    app = Typer()
    app.command()(build)

    answer = CliRunner().invoke(app, ["grafana"])

    assert answer.exit_code == 2
    assert "'grafana' is not one of collector, prometheus, promtool" in " ".join(answer.output.split())
