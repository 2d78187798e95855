"""Writes `mixed.jsonl` beside it: what the other corpora do not think of. The same seed gives the same file.

Values and benign texts are cut, joined and sprinkled with what detectors look for. What comes out has no other meaning
than that Python and Go must agree on it: each line is `[text, expected]`, or a text that stays as it is.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[2])]

from otel_kit.pipeline.redaction import Redactor  # noqa: E402 beside this file

SEED = 97
ROWS = 4_000
LONGEST = 160
PIECES = (
    *"@.:=-+/()<>[]{}&;,|#'\" \n\t\\01éKİ•",
    *("%40", "%3D", "://", "::", '\\"', "--token ", "password=", "api_key: ", "Cookie: ", "Bearer ", "basic ", "version "),
    *("AKIA", "sk-", "eyJ", "DE", "GB", "AB", "2A", "756", "00", "</token>", "<token>", "x.png", "Tel: ", "phone 1"),
    *("[redacted:email]", "192.168.1.10", "2001:db8::1", "::ffff:192.0.2.1", "2026-11-24T20:38:02.123", "123-45-6789"),
    *("4111 1111 1111 1111", "+49 30 123456", "0049 30 123456", "030/1234567", "(212) 555-1234", "DK1234567", "a@b.c0m"),
)  # fmt: skip

# Ids whose digits look like a telephone's or a card's, alone and within a text.
IDS = (
    "ba118c1e-8b0a-4e89-aecc-9a1c650c6c5b",
    "51e6cae0-ae3a-4b69-be51-defd97536d87",
    "51E6CAE0-AE3A-4B69-BE51-DEFD97536D87",
    "12345678-1234-1234-1234-123456789012",
    "12345678-1234-1234-1234-12345678901g",
    "12345678-1234-1234-1234-1234567890123",
    "task 51e6cae0-ae3a-4b69-be51-defd97536d87",
)


def sources() -> list[str]:
    """Return the texts and values of the other corpora."""
    texts = []
    for line in (HERE / "positives.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts += [row["value"], *([row["text"]] if "text" in row else [])]
    for line in (HERE / "benign.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts.append(row if isinstance(row, str) else row[0])
    return texts


def mixed(chance: random.Random, texts: list[str]) -> str:
    """Return a text with one to four changes."""
    text = chance.choice(texts)
    for _ in range(chance.randint(1, 4)):
        place, other = chance.randint(0, len(text)), chance.choice(texts)
        start = chance.randint(0, len(other))
        text = chance.choice(
            (
                text[:place] + chance.choice(PIECES) + text[place:],
                text[:place] + chance.choice(PIECES) + chance.choice(PIECES) + text[place:],
                text[:place] + text[place + chance.randint(1, 4) :],
                text[:place] + other[start : start + chance.randint(1, 40)] + text[place:],
                text[:place] + str(chance.randint(0, 9)) + text[place + 1 :],
            )
        )
    return text[:LONGEST]


def main() -> None:
    """Write the file."""
    chance, redactor, texts = random.Random(SEED), Redactor(), sources()
    rows = [
        (text, redactor.redact_text(text)) for text in (*(mixed(chance, texts) for _ in range(ROWS)), *IDS)
    ]
    lines = (json.dumps(text if text == out else [text, out], ensure_ascii=False) for text, out in rows)
    (HERE / "mixed.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
