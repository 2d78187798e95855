"""Writes `fingerprint.json`: `python tests/vectors/fingerprint_generate.py python3.10 python3.11 python3.12 python3.13`.

Each interpreter runs the cases and prints their tracebacks; the first that knows a case gives its fingerprint.
Without arguments the interpreter that runs it is the only one. A traceback that several print alike is written once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

_CHILD = """
import json, sys
sys.path[:0] = sys.argv[1:]
from fingerprint_cases import CASES, caught, printed
known = [case for case in CASES if sys.version_info[:2] >= case.since]
print(json.dumps({case.name: printed(caught(case)) for case in known}))
"""


def _printed(python: str) -> dict[str, str]:
    done = subprocess.run([python, "-c", _CHILD, str(HERE)], capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def main() -> None:
    """Write the vectors."""
    from fingerprint_cases import CASES

    from otel_kit.pipeline.fingerprint import canonical, chain_of_traceback, fingerprint_text

    runs = [_printed(python) for python in sys.argv[1:] or [sys.executable]]
    vectors = []
    for case in CASES:
        texts = list(dict.fromkeys(run[case.name] for run in runs if case.name in run))
        vectors.append(
            {
                "name": case.name,
                "fingerprint": fingerprint_text(texts[0]),
                "canonical": canonical(chain_of_traceback(texts[0])),
                "stacktraces": texts,
            }
        )
    text = json.dumps(vectors, ensure_ascii=False, indent=1) + "\n"
    (HERE / "fingerprint.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
