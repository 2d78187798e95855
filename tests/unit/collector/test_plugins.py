"""Our components of the Collector: their Go tests, and the files that are generated for them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from otel_kit.ops.stack.golang import find_go, go_environment

ROOT = Path(__file__).resolve().parents[3]
PLUGINS = ROOT / "collector" / "plugins"
MODULES = sorted(path.parent.name for path in PLUGINS.glob("*/go.mod"))


def go(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(find_go()), *arguments]
    return subprocess.run(
        command, cwd=folder, env=go_environment(), capture_output=True, text=True, check=False
    )


def test_every_component_is_in_the_distributions():
    for manifest in ("manifest.yaml", "manifest-full.yaml"):
        text = (ROOT / "collector" / manifest).read_text()
        assert sorted(set(re.findall(r"gomod: otelkit/(\w+) ", text))) == MODULES


def test_the_tables_are_those_of_the_sdk():
    script = ROOT / "scripts" / "collector_tables.py"
    answer = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("module", MODULES)
def test_the_go_tests_pass_with_the_seeds_of_the_fuzz_tests(module):
    answer = go("test", "-trimpath", "./...", folder=PLUGINS / module)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("module", MODULES)
def test_the_go_code_is_formatted_and_vetted(module):
    assert go("vet", "./...", folder=PLUGINS / module).stderr == ""
    gofmt = Path(go("env", "GOROOT", folder=PLUGINS / module).stdout.strip(), "bin", "gofmt")
    unformatted = subprocess.run(
        [gofmt, "-l", PLUGINS / module], capture_output=True, text=True, check=True
    ).stdout
    assert unformatted == ""


@pytest.mark.parametrize("module", MODULES)
def test_a_component_has_the_versions_of_the_distribution(module):
    wanted = versions(PLUGINS / module / "go.mod")
    built = versions(ROOT / "collector" / "distribution" / "go.mod")
    differing = {
        name: (version, built[name])
        for name, version in wanted.items()
        if "opentelemetry.io" in name and name in built and built[name] != version
    }
    assert differing == {}


def versions(go_mod: Path) -> dict[str, str]:
    """Return the versions that a go.mod requires, by module."""
    lines = (line.split() for line in go_mod.read_text().splitlines() if line.startswith("\t"))
    return {words[0]: words[1] for words in lines if len(words) > 1 and words[1].startswith("v")}


def test_the_larger_distribution_has_all_that_the_other_has_in_the_same_versions():
    lean, full = (
        {line.strip() for line in (ROOT / "collector" / file).read_text().splitlines() if "gomod:" in line}
        for file in ("manifest.yaml", "manifest-full.yaml")
    )
    assert lean - full == set()
