"""The corpora that Python and the collector share: all that is seeded is found, and hardly anything else."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from otel_kit.pipeline.redaction import KINDS, Redactor, Rules

VECTORS = Path(__file__).parents[2] / "vectors" / "redaction"
HASH_KEY = b"0123456789abcdef0123456789abcdef"
SURFACES = ("attribute", "body", "exception", "stack", "url", "baggage")


def _rows(name):
    return [json.loads(line) for line in (VECTORS / name).read_text(encoding="utf-8").splitlines()]


def _redacted(redactor, row):
    if "text" in row:
        return redactor.redact_text(row["text"])
    return redactor.redact_attributes(row["attributes"])


@pytest.fixture(scope="module")
def positives():
    return _rows("positives.jsonl")


def test_at_least_2000_positives_cover_every_kind_on_every_surface(positives):
    seen = Counter((row["kind"], row["surface"]) for row in positives)

    assert len(positives) >= 2000
    assert set(seen) == {(kind, surface) for kind in KINDS for surface in SURFACES}


def test_no_seeded_value_comes_out_not_even_a_part_of_it(positives):
    redactor = Redactor()

    leaks = [row for row in positives if _leaks(row, _redacted(redactor, row))]

    assert leaks == []


def _leaks(row, redacted):
    """Look for each run of five characters of the value that is not also in what stands around it."""
    value = row["value"]
    came_out = json.dumps(redacted, ensure_ascii=False)
    quoted = json.dumps(value, ensure_ascii=False)[1:-1]
    around = json.dumps(row.get("text", row.get("attributes")), ensure_ascii=False).replace(quoted, "\0")
    runs = [value[at : at + 5] for at in range(len(value) - 4)]
    return "[redacted:" not in came_out or any(run in came_out and run not in around for run in runs)


def test_what_comes_out_is_the_same_to_the_byte(positives):
    redactor = Redactor()

    assert [_redacted(redactor, row) for row in positives] == [row["expected"] for row in positives]


def test_equal_values_get_equal_hashes_to_the_byte():
    redactor = Redactor(Rules(hash_key=HASH_KEY))
    rows = _rows("hashed.jsonl")

    assert [_redacted(redactor, row) for row in rows] == [row["expected"] for row in rows]


def test_at_most_one_in_a_hundred_of_20000_benign_texts_is_touched():
    redactor = Redactor()
    rows = _rows("benign.jsonl")
    pairs = [(row, row) if isinstance(row, str) else tuple(row) for row in rows]

    wrong = [
        (text, out, expected) for text, expected in pairs if (out := redactor.redact_text(text)) != expected
    ]
    touched = [text for text, expected in pairs if text != expected]

    assert len({text for text, _ in pairs}) >= 20_000
    assert wrong == []
    assert len(touched) / len(pairs) <= 0.01
