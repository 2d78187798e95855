"""`otel-kit redact FILE`: the text as it would leave the service, and what it lost, in numbers."""

from __future__ import annotations

import io
import json
import sys


def test_a_file_is_printed_redacted_and_stays_as_it_is(run, tmp_path):
    file = tmp_path / "app.log"
    file.write_text("user ada@example.com\nfrom 203.0.113.7 and bob@example.com\n")

    answer = run("redact", file)

    assert answer.status == 0
    assert answer.out == "user [redacted:email]\nfrom [redacted:ip] and [redacted:email]\n"
    assert answer.err == "3 redacted: email 2, ip 1\n"
    assert "ada@example.com" in file.read_text()


def test_standard_input_and_json(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"password=hunter2 \xff")))

    answer = run("redact", "-", "--json")

    assert json.loads(answer.out) == {
        "text": "password=[redacted:password] \ufffd",
        "counts": {"password": 1},
    }


def test_a_clean_file_says_so(run, tmp_path):
    (tmp_path / "clean").write_text("nothing here\n")

    assert run("redact", tmp_path / "clean").err == "nothing to redact\n"


def test_a_file_that_is_not_there_is_one_sentence(run, tmp_path):
    answer = run("redact", tmp_path / "missing.log")

    assert answer.status == 1
    assert answer.err.startswith(f"otel-kit: {tmp_path / 'missing.log'}: no such file or directory\n")
    assert "Traceback" not in answer.err


def test_the_sites_own_rules_count_here_too(run, tmp_path, monkeypatch):
    monkeypatch.setenv("OTEL_KIT_REDACTION_PATTERNS", "customer=KD-[0-9]{6}")
    monkeypatch.setenv("OTEL_KIT_REDACTION_DISABLED", "ip")
    (tmp_path / "app.log").write_text("KD-123456 from 203.0.113.7\n")

    assert run("redact", tmp_path / "app.log").out == "[redacted:customer] from 203.0.113.7\n"
