"""`otel-kit semconv` on the command line."""

from __future__ import annotations

import json
import sys

import pytest

from otel_kit.ops._paths import bundle
from otel_kit.ops.cli import main


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `otel-kit semconv …`, up to its exit."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["otel-kit", "semconv", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        return left.value.code, capsys.readouterr().out

    return run


def test_the_house_registry_is_right(run):
    status, out = run("check")

    assert status == 0, out
    assert out.endswith("nothing to mend\n")


def test_our_rules_pages_and_examples_use_what_the_registry_defines(run):
    folders = [bundle(name) for name in ("rules", "dashboards", "docs", "examples", "semconv")]
    status, out = run("lint", *(folder for folder in folders if folder.exists()))

    assert status == 0, out


def test_check_prints_findings_as_text_and_as_json_and_ends_with_1(run, registry):
    registry.replace(
        "unit: s\n    brief: Time that a meal took", "unit: ms\n    brief: Time that a meal took"
    )
    (status, text), (_, data) = run("check", registry.path), run("check", registry.path, "--json")

    assert status == 1
    assert "✘ 4 metrics, 1 span, 1 event; 2 to mend" in text
    assert json.loads(data)[0] == {
        "file": str(registry.path / "registry" / "meals.yaml"),
        "line": registry.line_of("kit.meal.duration"),
        "signal": "kit.meal.duration",
        "rule": "unit",
        "problem": "the unit ms of a time",
        "fix": "record seconds, with the unit s",
    }


def test_generate_says_what_it_wrote(run, registry):
    assert run("generate", registry.path) == (0, "✔ 4 metrics, 1 span, 1 event: 12 files written\n")


def test_generate_refuses_a_registry_with_findings(run, registry):
    registry.replace(
        "unit: s\n    brief: Time that a meal took", "unit: ms\n    brief: Time that a meal took"
    )
    status, _ = run("generate", registry.path)

    assert "[unit]" in str(status)
    assert not registry.package.exists()


def test_diff_ends_with_1_where_something_breaks(run, registry):
    run("generate", registry.path)
    registry.replace("function: ordered", "function: sold")
    status, out = run("diff", registry.path / "resolved.json", registry.path)

    assert (status, out) == (
        1,
        "✘ kit.meal.ordered: function meals.ordered → meals.sold (breaks code)\n1 change, 1 breaking\n",
    )


def test_init_starts_a_pack_that_checks_generates_and_works(run, tmp_path, monkeypatch, telemetry):
    monkeypatch.chdir(tmp_path)
    status, out = run("init", "acme")
    assert (status, out.splitlines()[-1]) == (0, "  → otel-kit semconv generate semconv")
    assert run("check", "semconv")[0] == 0
    assert run("generate", "semconv")[0] == 0

    monkeypatch.syspath_prepend(tmp_path)
    from acme import signals

    signals.orders.placed(kind="new", channel="email")
    assert telemetry.point("acme.order.placed").value == 1


@pytest.mark.parametrize("name", ["kit", "http", "Acme", "a.b"])
def test_init_refuses_a_name_that_cannot_be_a_root(run, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    status, _ = run("init", name)

    assert "it cannot begin the names of signals" in str(status)
    assert list(tmp_path.iterdir()) == []


def test_init_does_not_overwrite(run, registry):
    status, _ = run("init", "acme", "--folder", registry.path)

    assert "it already holds a registry" in str(status)
