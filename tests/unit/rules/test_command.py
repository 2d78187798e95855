"""`otel-kit rules` on the command line."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from otel_kit.ops import rules
from otel_kit.ops.cli import rules as command


@pytest.fixture
def run(folder, monkeypatch):
    """Run `otel-kit rules …` on the small folder."""
    monkeypatch.setattr(rules, "source", lambda: folder.path)
    monkeypatch.setattr(rules._metrics, "RESOLVED", folder.resolved)
    app = typer.Typer()
    app.callback()(lambda: None)
    command.register(app)
    return lambda *words: CliRunner().invoke(app, ["rules", *words])


def test_build_writes_rules_tests_and_runbooks_where_it_is_told(run, tmp_path):
    result = run("build", "--out", str(tmp_path / "out"))

    assert result.exit_code == 0
    written = {
        str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()
    }
    assert written == {
        "prometheus/jobs.yml",
        "kubernetes/jobs.yaml",
        "kubernetes/kustomization.yaml",
        "tests/jobs-1m.yml",
        "runbooks/QueueLong.md",
        "runbooks/README.md",
    }


def test_check_says_in_a_line_that_nothing_is_to_mend(run, promtool):
    result = run("check")

    assert (result.exit_code, result.stdout) == (
        0,
        "✔ 1 alert, 0 recording rules; environments: default, demo; nothing to mend\n",
    )


def test_check_fails_with_the_findings_as_text_and_as_json(run, folder, promtool):
    folder.replace("[${window}]", "[10m]")

    text, data = run("check"), run("check", "--json")

    assert (text.exit_code, data.exit_code) == (1, 1)
    assert "value 'window' is not used" in text.stdout
    (finding,) = json.loads(data.stdout)["findings"]
    assert finding["place"].endswith(f"jobs.yaml:{folder.line_of('window: {value')}")


def test_test_counts_what_passed(run, promtool):
    result = run("test")

    assert result.exit_code == 0
    assert result.stdout.startswith("✔ 1 alert, 2 of 2 tests passed")


def test_test_fails_with_the_name_of_the_test(run, folder, promtool):
    folder.replace("value: 100", "value: 101")

    result = run("test")

    assert result.exit_code == 1
    assert "✘ QueueLong fires above the limit" in result.stdout
    assert "1 of 2 tests passed" in result.stdout
