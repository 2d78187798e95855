"""Writes the corpora beside it: `python tests/vectors/redaction/generate.py`. The same seed gives the same files.

`positives.jsonl`: a seeded value of each kind on each surface, and the text or attributes that must come out.
`benign.jsonl`: texts in which there is nothing to find: a string, or `[text, expected]` where one is redacted all the same.
`hashed.jsonl`: what comes out with the hash key of `HASH_KEY`.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[2])]

from benign import benign_text  # noqa: E402 beside this file
from values import SURFACES, VALUES, placed  # noqa: E402

from otel_kit.pipeline.redaction import Redactor, Rules  # noqa: E402

SEED = 2002
EACH = 32
BENIGN = 20_000
HASHED = 100
HASH_KEY = b"0123456789abcdef0123456789abcdef"


def positives(chance: random.Random) -> list[dict[str, object]]:
    """Return a row for each kind, surface and draw, without what comes out."""
    return [
        {
            "kind": kind,
            "surface": surface,
            "value": (value := make(chance)),
            **placed(chance, kind, surface, value),
        }
        for kind, make in VALUES.items()
        for surface in SURFACES
        for _ in range(EACH)
    ]


def expected(redactor: Redactor, row: dict[str, object]) -> object:
    """Return what comes out for a row."""
    if "text" in row:
        return redactor.redact_text(str(row["text"]))
    return redactor.redact_attributes(row["attributes"])  # type: ignore[arg-type]


def _write(name: str, rows: list[object]) -> None:
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the three files."""
    chance, plain, hashed = random.Random(SEED), Redactor(), Redactor(Rules(hash_key=HASH_KEY))
    rows = positives(chance)
    _write("positives.jsonl", [{**row, "expected": expected(plain, row)} for row in rows])
    some = random.Random(SEED).sample(rows, HASHED)
    _write("hashed.jsonl", [{**row, "expected": expected(hashed, row)} for row in some])
    texts: dict[str, None] = {}
    while len(texts) < BENIGN:
        texts[benign_text(chance)] = None
    _write(
        "benign.jsonl", [text if (out := plain.redact_text(text)) == text else [text, out] for text in texts]
    )


if __name__ == "__main__":
    main()
