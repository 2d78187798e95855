"""`otel-kit dashboards` on the command line."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from otel_kit.ops import rules
from otel_kit.ops.cli import dashboards as command


@pytest.fixture
def run(folder, monkeypatch):
    """Run `otel-kit dashboards …` with the rules of the small folder."""
    monkeypatch.setattr(rules, "source", lambda: folder.rules)
    app = typer.Typer()
    app.callback()(lambda: None)
    command.register(app)
    return lambda *words: CliRunner().invoke(app, ["dashboards", *words, "--folder", str(folder.path)])


def test_build_writes_beside_the_folder_or_where_it_is_told(run, folder, tmp_path):
    beside, told = run("build"), run("build", "--out", str(tmp_path / "out"))

    assert (beside.exit_code, told.exit_code) == (0, 0)
    assert told.stdout == f"✔ 1 dashboards written to {tmp_path / 'out'}\n"
    assert (folder.path / "build" / "queues.json").read_text() == (
        tmp_path / "out" / "queues.json"
    ).read_text()


def test_check_says_in_a_line_that_nothing_is_to_mend(run):
    result = run("check")

    assert (result.exit_code, result.stdout) == (0, "✔ 1 dashboards, 3 panels, 8 queries; nothing to mend\n")


def test_check_fails_with_the_findings_as_text_and_as_json(run, folder):
    folder.replace('"kit_queue_depth")', '"kit_queue_dept")')

    text, data = run("check"), run("check", "--json")

    assert (text.exit_code, data.exit_code) == (1, 1)
    assert "no such metric 'kit_queue_dept'" in text.stdout
    (finding,) = json.loads(data.stdout)
    assert (finding["line"], finding["rule"]) == (folder.line_of("Waiting"), "metric")
