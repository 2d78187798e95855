"""`service.extensions` as a mapping: files add to it, as the Collector's converter does it with the same files."""

from __future__ import annotations

import os
import subprocess

import pytest

from otel_kit.ops import collector
from otel_kit.ops._yaml import SourceError
from support.programs import program

BELOW = """\
extensions: {pprof: {endpoint: "127.0.0.1:0"}, zpages: {endpoint: "127.0.0.1:0"}, health_check: {endpoint: "127.0.0.1:0"}}
receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:0"}}}}
exporters: {nop: {}}
service:
  extensions:
    zpages: true
    health_check: true
  pipelines: {traces: {receivers: [otlp], exporters: [nop]}}
"""


@pytest.fixture
def load(tmp_path):
    """Load what a file writes on top of one with `zpages` and `health_check`."""

    def run(above, **environ):
        return collector.load(written(tmp_path, above), environ).extensions

    return run


def written(folder, above):
    files = [folder / "below.yaml", folder / "above.yaml"]
    for file, text in zip(files, (BELOW, f"service:\n  extensions: {above}\n"), strict=True):
        file.write_text(text)
    return files


def test_a_later_file_adds_one_and_leaves_one_out(load):
    assert load("{pprof: true, zpages: false}") == ("health_check", "pprof")


def test_a_list_replaces_all(load):
    assert load("[pprof]") == ("pprof",)


def test_a_variable_decides(load):
    above = "{pprof: '${env:PROFILE:-false}'}"
    assert load(above) == ("health_check", "zpages")
    assert load(above, PROFILE="true") == ("health_check", "pprof", "zpages")


def test_what_is_neither_true_nor_false_is_refused_with_its_line(load):
    with pytest.raises(
        SourceError, match=r"above\.yaml:2: 'pprof' below service\.extensions is 'yes, please'\n"
    ):
        load("{pprof: 'yes, please'}")


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ("{pprof: true, zpages: false}", ""),
        ("{pprof: 'yes, please'}", "service::extensions::pprof: got yes, please"),
        ("{nobody: true}", 'references extension "nobody" which is not configured'),
    ],
)
def test_our_program_reads_the_same(above, told, tmp_path):
    command = [
        program("collector"),
        "validate",
        *(f"--config={file}" for file in written(tmp_path, above)),
    ]
    answer = subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert told in answer.stderr
    assert bool(answer.returncode) == bool(told)
