"""What a visitor writes beside the form: personal data in it is masked before it goes any further."""

from __future__ import annotations

import re

from leadflow import faults
from otel_kit import signals
from otel_kit.pipeline.redaction import Redactor, Surface

_SQL = re.compile(r"';|\b(drop table|union select)\b", re.IGNORECASE)
_BROKEN = 1 / 3  # of the notes


def take_in(note: str) -> str:
    """Return the note with a mark such as `[redacted:email]` in the place of each finding, and count it as a message.

    A note that cannot be read, or that holds SQL, becomes an empty one: the lead is worth more than its note.
    """
    if faults.strikes("broken-notes", _BROKEN):
        signals.engagement.message_processed(
            channel="web_form", type="note", direction="inbound", result="failure"
        )
        return ""
    if _SQL.search(note):
        signals.security.threat(
            "a note that holds SQL", rule="sql_injection", severity="high", action="blocked"
        )
        note = ""
    masked = _redactor.redact_text(note)
    signals.engagement.message_processed(
        channel="web_form", type="note", direction="inbound", result="success"
    )
    return masked


def _tell(kind: str, _: Surface, number: int) -> None:
    signals.security.pii_detected(number, type=kind, surface="request", action="masked")


_redactor = Redactor(count=_tell)
