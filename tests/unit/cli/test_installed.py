"""The command line of an installed wheel, far from any checkout: it finds its files in the package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from otel_kit.ops._paths import bundle

RUN = "from otel_kit.ops.cli import main; main()"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The package with its bundle, laid out as the wheel is."""
    site = tmp_path_factory.mktemp("site-packages")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(bundle("otel_kit"), site / "otel_kit", ignore=ignore)
    for part in ("collector", "deploy", "rules", "semconv"):
        shutil.copytree(bundle(part), site / "otel_kit" / "ops" / "_bundle" / part, ignore=ignore)
    return site


@pytest.fixture
def shell(installed):
    """Run a command of the installed package."""

    def shell(*arguments):
        return subprocess.run(
            [sys.executable, "-c", RUN, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return shell


def test_the_collectors_sources_are_not_generated_outside_a_checkout(shell):
    done = shell("collector", "generate")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("otel-kit: the Collector's sources are generated in a checkout of otel_kit")
    assert "\n  → git clone" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_doctor_finds_the_configuration_in_the_package(shell, standins, installed):
    done = shell("stack", "doctor")

    assert "configuration  valid for collector, prometheus, alertmanager, loki, tempo" in done.stdout


def test_a_broken_file_of_the_package_is_named(shell, standins, installed):
    file = installed / "otel_kit/ops/_bundle/deploy/backends/loki/loki.yaml"
    text = file.read_text()
    file.write_text("target: [all\n")
    done = shell("stack", "up")
    file.write_text(text)

    assert done.returncode == 1
    assert done.stderr.startswith("otel-kit: deploy/backends/loki/loki.yaml:2: broken YAML: ")


def test_rules_are_built_to_a_folder_of_the_users(shell, tmp_path):
    done = shell("rules", "build", "--out", tmp_path / "out")

    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "out" / "prometheus").glob("*.yml"))
