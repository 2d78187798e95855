"""The Collector's sources are made from the manifest by the builder, or it is said why not."""

from __future__ import annotations

import pytest

from otel_kit.exceptions import OtelKitError
from otel_kit.ops.stack import generate_collector as module
from otel_kit.ops.stack.generate_collector import generate_collector
from otel_kit.ops.stack.specs import TOOLS


@pytest.fixture
def ocb(tmp_path, monkeypatch):
    """Let a few lines of shell stand for the builder."""

    def make(script):
        program = tmp_path / "ocb"
        version = f"ocb version {TOOLS['ocb'].version}"
        program.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "{version}" && exit\n{script}\n')
        program.chmod(0o755)
        monkeypatch.setenv("OTEL_KIT_OCB_BIN", str(program))

    return make


def test_outside_a_checkout_the_sentence_says_where_to_do_it(monkeypatch):
    monkeypatch.setattr(module, "in_checkout", lambda: False)

    with pytest.raises(
        OtelKitError, match=r"^the Collector's sources are generated in a checkout .*\n  → git clone"
    ):
        generate_collector()


def test_the_builder_is_run_in_the_folder_with_go_on_its_path(tmp_path, ocb):
    ocb("mkdir -p distribution && echo $PWD $* > distribution/told && command -v go > distribution/go")

    distribution = generate_collector(tmp_path)

    told = (distribution / "told").read_text().split()
    assert told == [str(tmp_path), "--config", "manifest.yaml", "--skip-compilation", "--skip-get-modules"]
    assert (distribution / "go").read_text().strip().endswith("/go")


def test_what_the_builder_objects_to_is_shown_with_the_command_and_the_file(tmp_path, ocb):
    ocb("echo 'receivers[3]: no such module' >&2; exit 1")

    with pytest.raises(OtelKitError) as error:
        generate_collector(tmp_path)

    first, command, reason, fix = str(error.value).splitlines()
    assert first == "the Collector's sources could not be generated"
    assert command.startswith(f"  $ cd {tmp_path} && ")
    assert reason.strip() == "receivers[3]: no such module"
    assert fix.startswith(f"  → mend {tmp_path}/manifest.yaml")
