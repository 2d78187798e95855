"""The corpus of nasty texts, on which the collector's processor must agree."""

from __future__ import annotations

import json
from pathlib import Path

from otel_kit.pipeline.redaction import Redactor

MIXED = Path(__file__).resolve().parents[2] / "vectors" / "redaction" / "mixed.jsonl"


def test_every_mixed_text_comes_out_as_written():
    redactor = Redactor()
    for line in MIXED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, expected = (row, row) if isinstance(row, str) else row
        assert redactor.redact_text(text) == expected


def test_an_account_number_beside_a_mark_is_no_fault():
    assert Redactor().redact_text("DK12 3456 7 a@b.de") == "DK12 3456 7 [redacted:email]"
