# ruff: noqa: SLF001 the tables of private modules are what this is about
"""Write the tables of the SDK's redaction and error categories as the files that the Collector's processors read.

`python scripts/collector_tables.py` writes them, `--check` only tells whether they are what they should be. Algorithms
are written twice, in Python and in Go, and held together by `tests/vectors/`; the tables are written once.
"""

from __future__ import annotations

import builtins
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.pipeline.categories import CATEGORIES, SEVERITIES, SEVERITY, TYPES
from otel_kit.pipeline.redaction import (
    _addresses,
    _assignments,
    _detectors,
    _emails,
    _found,
    _keys,
    _numbers,
    _people,
    _rules,
    _secrets,
    _text,
    _urls,
    _values,
)

if TYPE_CHECKING:
    import re

__all__ = ["files"]

_ROOT = Path(__file__).resolve().parents[1]
_PLUGINS = _ROOT / "collector" / "plugins"


def files() -> dict[Path, str]:
    """Return the content of each file."""
    written = {
        _PLUGINS / "piiredactionprocessor/internal/redact/tables.json": _redaction(),
        _PLUGINS / "errorfingerprintprocessor/internal/category/python.json": _categories(),
    }
    generated = {"generated": "by scripts/collector_tables.py; do not edit"}
    return {path: json.dumps(generated | content, indent=1) + "\n" for path, content in written.items()}


def _categories() -> dict[str, object]:
    """Return categories and types; a built-in type has the category of the nearest class that has one."""
    builtin = [
        kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, Exception)
    ]
    nearest = {
        kind.__name__: next((TYPES[base.__name__] for base in kind.__mro__ if base.__name__ in TYPES), None)
        for kind in builtin
    }
    known = {name: category for name, category in nearest.items() if category is not None}
    return {
        "categories": list(CATEGORIES),
        "severities": list(SEVERITIES),
        "severity": dict(SEVERITY),
        "types": dict(sorted({**known, **TYPES}.items())),
    }


def _redaction() -> dict[str, object]:
    return {
        "kinds": list(_detectors.KINDS),
        "allow_keys": list(_rules.ALLOWED_KEYS),
        "max_length": _rules.Rules().max_length,
        "overlap": _text._OVERLAP,
        "passes": _text._PASSES,
        "truncated": _text.TRUNCATED,
        "hash_digits": _text._HASH_DIGITS,
        "grouped": sorted(_text._GROUPED),
        "deepest": _values._DEEPEST,
        "most_values": _values._MOST_VALUES,
        "long_number": _values._LONG_NUMBER,
        "keys": {
            "longest": _keys._LONGEST,
            "suffixes": _keys.SUFFIXES,
            "words": _keys.WORDS,
            "tails": sorted(_keys.TAILS),
        },
        "stems": list(_detectors._STEMS),
        "prefixes": [{"prefix": prefix, "fewest": fewest} for prefix, fewest in _secrets.PREFIXES.items()],
        "shortest_bearer": _secrets._SHORTEST_BEARER,
        "harmless": sorted(_assignments.HARMLESS),
        "roots": sorted(_assignments.ROOTS),
        "whole_line": list(_assignments._WHOLE_LINE),
        "trailing": _assignments._TRAILING,
        "files": sorted(_emails._FILES),
        "iban_lengths": _numbers.IBAN_LENGTHS,
        "networks": [
            {"from": low, "to": high, "lengths": lengths} for low, high, lengths in _numbers._NETWORKS
        ],
        "by_hand": {name: pattern.pattern for name, pattern in _by_hand().items()},
        "patterns": {name: pattern.pattern for name, pattern in _patterns().items()},
        "national_ids": [{"name": name, "form": form.pattern} for name, form, _ in _people.NATIONAL_IDS],
    }


def _by_hand() -> dict[str, re.Pattern[str]]:
    """Return the patterns that Go reads with code of its own; a test there tells when one changes."""
    return {
        "api_key": _secrets._API_KEY,
        "authority_ends": _urls._AUTHORITY_ENDS,
        "bearers": _detectors._BEARERS,
        "call": _assignments._CALL,
        "dump_before": _numbers._DUMP_BEFORE,
        "dump_behind": _numbers._DUMP_BEHIND,
        "group": _addresses._GROUP,
        "local_reversed": _emails._LOCAL_REVERSED,
        "long_word": _detectors._LONG_WORD,
        "plain": _assignments._PLAIN,
        "port": _urls._PORT,
        "separator": _assignments._SEPARATOR,
        "shape": _people._SHAPE,
        "time_or_digits": _detectors._TIME_OR_DIGITS,
        "word": _keys._WORD,
        "words": _text._WORDS,
    }


def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "private_key": _secrets._PRIVATE_KEY,
        "jwt": _secrets._JWT,
        "bearer": _secrets._BEARER,
        "after_scheme": _urls._AFTER_SCHEME,
        "flag": _assignments._FLAG,
        "opening": _assignments._OPENING,
        "scheme": _assignments._SCHEME,
        "to_line_end": _assignments._TO_LINE_END,
        "path": _assignments._PATH,
        "placeholder": _assignments._PLACEHOLDER,
        "domain": _emails._DOMAIN,
        "card": _numbers._CARD,
        "iban": _numbers._IBAN,
        "international": _numbers._INTERNATIONAL,
        "american": _numbers._AMERICAN,
        "trunk": _numbers._TRUNK,
        "spoken": _numbers._SPOKEN,
        "ipv4": _addresses._IPV4,
        "version": _addresses._VERSION,
        "ipv6": _addresses._IPV6,
        "mark": _found.MARK,
    }


def main(arguments: list[str]) -> int:
    """Write or check the files; return the exit status."""
    old = [
        path for path, content in files().items() if not path.is_file() or path.read_text("utf-8") != content
    ]
    if arguments == ["--check"]:
        for path in old:
            sys.stderr.write(f"{path} is not current: run python scripts/collector_tables.py\n")
        return int(bool(old))
    for path in old:
        path.write_text(files()[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
