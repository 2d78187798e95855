"""`otel-kit audit verify`."""

from __future__ import annotations

import json

import pytest

from otel_kit.pipeline.audit import AuditLog
from otel_kit.pipeline.audit._files import Files

KEY = "a key of sixteen bytes"


@pytest.fixture
def logs(tmp_path, monkeypatch):
    """The logs of two services, in the folder that the settings name."""
    monkeypatch.setenv("OTEL_KIT_AUDIT_FOLDER", str(tmp_path / "audit"))
    for name in ("checkout", "portal"):
        log = AuditLog(Files(tmp_path / "audit" / name), limit=1_000_000)
        for number in range(3):
            log.append({"attributes": {"kit.audit.target": f"user:{number}"}})
    return tmp_path / "audit"


def test_logs_in_order_are_a_line_each(logs, run):
    """With the numbers of their entries."""
    answer = run("audit", "verify")
    assert answer.status == 0
    assert answer.out.splitlines() == [
        f"✔ {logs / name}: entries 1 to 3, delivered up to 0" for name in ("checkout", "portal")
    ]


def test_a_changed_entry_is_named_by_file_and_line(logs, run):
    """And the exit status is 1."""
    path = logs / "portal" / "00000001.audit"
    path.write_bytes(path.read_bytes().replace(b"user:1", b"user:9"))
    answer = run("audit", "verify", logs / "portal")
    assert answer.status == 1
    assert "✘ 00000001.audit:4: this entry was changed" in answer.out


def test_json_has_all_of_it(logs, run):
    """One object for each log."""
    found = json.loads(run("audit", "verify", "--json").out)
    assert found[str(logs / "portal")]["entries"] == 3


def test_another_key_than_the_logs_shows(logs, run, monkeypatch):
    """A log without a key, checked with one."""
    monkeypatch.setenv("OTEL_KIT_AUDIT_KEY", KEY)
    assert run("audit", "verify").status == 1


def test_a_short_key_is_refused_without_showing_it(logs, run, monkeypatch):
    """Only its length."""
    monkeypatch.setenv("OTEL_KIT_AUDIT_KEY", "hush")
    answer = run("audit", "verify")
    assert answer.status == 1
    assert "OTEL_KIT_AUDIT_KEY" in answer.err
    assert "hush" not in answer.err


def test_no_log_is_an_error_with_a_hint(tmp_path, run):
    """Not a success."""
    answer = run("audit", "verify", tmp_path)
    assert (answer.status, answer.out) == (1, "")
    assert "no audit log is there" in answer.err
