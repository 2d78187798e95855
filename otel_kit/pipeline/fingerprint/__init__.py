"""Tells which errors are the same error: one value for an exception's type, place and causes.

`docs/fingerprint.md` specifies it; the collector computes the same from `exception.stacktrace`, with the same test
vectors in `tests/vectors/fingerprint.json`. Nothing here knows OpenTelemetry.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from otel_kit.pipeline.fingerprint._canonical import canonical
from otel_kit.pipeline.fingerprint._live import chain_of_exception, type_name
from otel_kit.pipeline.fingerprint._text import chain_of_traceback

if TYPE_CHECKING:
    from otel_kit.pipeline.fingerprint._model import Chain

__all__ = [
    "canonical",
    "chain_of_exception",
    "chain_of_traceback",
    "fingerprint",
    "fingerprint_text",
    "type_name",
]

_DIGITS = 16


def fingerprint(error: BaseException) -> str:
    """Return the fingerprint of an exception, 16 hexadecimal digits. Its message plays no part and is not called."""
    return _digest(chain_of_exception(error))


def fingerprint_text(traceback: str) -> str | None:
    """Return the fingerprint of an exception whose traceback Python printed; None for a text that names no exception."""
    chain = chain_of_traceback(traceback)
    return _digest(chain) if chain else None


def _digest(chain: Chain) -> str:
    return hashlib.sha256(canonical(chain).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
