"""What a kill leaves of Tempo's write-ahead log is mended before it starts; what is whole or not begun stays."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from otel_kit.ops._paths import bundle

SCRIPT = bundle("deploy", "backends", "tempo", "mend-wal.sh")
ID = "82234a45-81b1-492a-9b8c-56d668010103"
WRITTEN = 1_800_000_000  # 2027-01-15T08:00:00Z


@pytest.fixture
def block(tmp_path):
    """Make a block with a file of spans and a description that is empty."""
    folder = tmp_path / "wal" / f"{ID}+acme+vParquet4"
    folder.mkdir(parents=True)
    for number, name in enumerate(("0000000001", "0000000002", "meta.json")):
        (folder / name).touch()
        os.utime(folder / name, (WRITTEN + number, WRITTEN + number))
    return folder


def mend(data, *command):
    done = subprocess.run(["sh", SCRIPT, data, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_empty_description_is_written_anew(tmp_path, block):
    assert "meta.json" in mend(tmp_path)
    assert json.loads((block / "meta.json").read_text()) == {
        "format": "vParquet4",
        "blockID": ID,
        "tenantID": "acme",
        "startTime": "2027-01-15T07:58:00Z",
        "endTime": "2027-01-15T08:02:02Z",
        "encoding": "none",
    }


def test_a_whole_one_stays_as_it_is(tmp_path, block):
    (block / "meta.json").write_text("{}")
    assert mend(tmp_path) == ""
    assert (block / "meta.json").read_text() == "{}"


def test_a_block_without_one_is_left_to_tempo(tmp_path, block):
    (block / "meta.json").unlink()
    assert mend(tmp_path) == ""
    assert not (block / "meta.json").exists()


def test_a_first_start_has_nothing_to_mend_and_starts_what_follows(tmp_path):
    assert mend(tmp_path / "nothing", "echo", "tempo starts") == "tempo starts\n"
