"""The Collector's sources are made from the manifest by the builder, or it is said why not."""

from __future__ import annotations

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack import generate_collector as module
from otel_kit.ops.stack.generate_collector import generate_collector
from otel_kit.ops.stack.specs import TOOLS


@pytest.fixture
def generator(tmp_path, monkeypatch):
    """Let a few lines of shell stand for each of the two generators."""

    def make(name, script):
        program = tmp_path / name
        version = f"{name} version {TOOLS[name].version}"
        program.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "{version}" && exit\n{script}\n')
        program.chmod(0o755)
        monkeypatch.setenv(f"OTEL_KIT_{name.upper()}_BIN", str(program))

    make("ocb", "exit 0")
    make("mdatagen", "exit 0")
    return make


def manifest(folder, name, output):
    (folder / name).write_text(f"dist:\n  output_path: {output}\n")


def test_outside_a_checkout_the_sentence_says_where_to_do_it(monkeypatch):
    monkeypatch.setattr(module, "in_checkout", lambda: False)

    with pytest.raises(
        OtelKitError, match=r"^the Collector's sources are generated in a checkout .*\n  → git clone"
    ):
        generate_collector()


def test_the_builder_is_run_for_each_manifest_with_go_on_its_path(tmp_path, generator):
    manifest(tmp_path, "manifest.yaml", "./distribution")
    manifest(tmp_path, "manifest-full.yaml", "./distribution-full")
    generator("ocb", "echo $PWD $* > told-$2 && command -v go > go")

    folders = generate_collector(tmp_path)

    assert [folder.name for folder in folders] == ["distribution-full", "distribution"]
    for name in ("manifest.yaml", "manifest-full.yaml"):
        told = (tmp_path / f"told-{name}").read_text().split()
        assert told == [str(tmp_path), "--config", name, "--skip-compilation", "--skip-get-modules"]
    assert (tmp_path / "go").read_text().strip().endswith("/go")


def test_what_the_builder_objects_to_is_shown_with_the_command_and_the_file(tmp_path, generator):
    manifest(tmp_path, "manifest.yaml", "./distribution")
    generator("ocb", "echo 'receivers[3]: no such module' >&2; exit 1")

    with pytest.raises(OtelKitError) as error:
        generate_collector(tmp_path)

    first, command, reason, fix = str(error.value).splitlines()
    assert first == "the Collector's sources could not be generated"
    assert command.startswith(f"  $ cd {tmp_path} && ")
    assert reason.strip() == "receivers[3]: no such module"
    assert fix.startswith(f"  → mend {tmp_path}/manifest.yaml")


def test_mdatagen_is_run_in_the_folder_of_each_component(tmp_path, generator):
    for name in ("one", "two"):
        (tmp_path / "plugins" / name).mkdir(parents=True)
        (tmp_path / "plugins" / name / "metadata.yaml").write_text("type: x\n")
    generator("mdatagen", "echo $1 > told")

    folders = generate_collector(tmp_path)

    assert [(folder / "told").read_text() for folder in folders] == ["metadata.yaml\n"] * 2
