"""One entry of the audit log as a line: its hash, and behind it what the hash is over.

    <64 hexadecimal digits> {"data":{…},"kind":"audit","previous":"<hash>","sequence":7,"time":1764018000000000000}

The hash is over the bytes of the JSON text, so that checking needs no canonical form: SHA-256, or HMAC-SHA256 with a key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FORMAT", "GENESIS", "KINDS", "Entry", "read", "seal"]

FORMAT = "otel_kit.audit/1"
GENESIS = "0" * 64
_DIGITS = len(GENESIS)
_FIELDS = {"kind": str, "sequence": int, "time": int, "data": dict, "previous": str}

KINDS: Mapping[str, str] = {
    "audit": "what somebody did; only these are counted by `sequence`",
    "begin": "a file begins: `format`",
    "process": "a process writes its first entry into a file: `instance`, `resource`",
    "pruned": "an old file was removed to keep the bound: its last `sequence` and `hash`",
    "repaired": "half an entry at the end of the file was cut off: `bytes`",
    "bypassed": "so many entries could not be written and were sent without the log: `count`",
    "broken": "the log was not what this process had left behind: `found`",
}


@dataclass(frozen=True)
class Entry:
    """One entry. `time` is in ns since 1970, `sequence` the number of the last audit entry up to and with this one."""

    kind: str
    sequence: int
    time: int
    data: Mapping[str, Any]
    previous: str
    hash: str
    genuine: bool


def seal(
    kind: str, sequence: int, time: int, data: Mapping[str, Any], *, previous: str, key: bytes | None
) -> tuple[bytes, str]:
    """Return an entry's line, and its hash for the next one."""
    content = {"kind": kind, "sequence": sequence, "time": time, "data": data, "previous": previous}
    text = json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")
    digest = _digest(text, key)
    return digest.encode("ascii") + b" " + text + b"\n", digest


def read(line: bytes, key: bytes | None) -> Entry:
    """Return the entry of a line, with whether its hash is right; raises `ValueError` for what is no entry."""
    given, space, text = line[:_DIGITS].decode("ascii"), line[_DIGITS : _DIGITS + 1], line[_DIGITS + 1 :]
    found = json.loads(text)
    if space != b" " or not isinstance(found, dict):
        raise ValueError("no hash and object")
    if not all(isinstance(found.get(name), kind) for name, kind in _FIELDS.items()):
        raise ValueError("something of an entry is missing")
    genuine = hmac.compare_digest(given, _digest(text.rstrip(b"\n"), key))
    return Entry(**{name: found[name] for name in _FIELDS}, hash=given, genuine=genuine)


def _digest(text: bytes, key: bytes | None) -> str:
    if key is None:
        return hashlib.sha256(text).hexdigest()
    return hmac.new(key, text, hashlib.sha256).hexdigest()
