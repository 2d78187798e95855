"""Where log records arrive: those of the audit log are written to disk, all others go their usual way."""

from __future__ import annotations

import errno
import logging
from typing import TYPE_CHECKING, Any

from opentelemetry.trace import format_span_id, format_trace_id

from otel_kit.pipeline.audit._log import AuditUnavailableError
from otel_kit.pipeline.redaction._text import mark
from otel_kit.semconv import attributes as names
from otel_kit.semconv import events

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from opentelemetry._logs import LogRecord
    from opentelemetry.sdk._logs import ReadWriteLogRecord

    from otel_kit.pipeline.audit._log import AuditLog
    from otel_kit.pipeline.redaction import Rules
    from otel_kit.signals._generated.security import AuditBypassReason

__all__ = ["AUDIT_EVENT", "AuditDesk"]

AUDIT_EVENT = events.KIT_AUDIT_RECORDED
_LONGEST = 4_096
_BEYOND_64_BITS = 1 << 63
_REASONS: tuple[AuditBypassReason, ...] = ("unwritable", "full", "busy")
_logger = logging.getLogger("otel_kit")


class AuditDesk:
    """Takes every log record, and keeps the audit log's."""

    def __init__(
        self,
        log: AuditLog,
        usual: Callable[[object], None],
        *,
        pseudonyms: Rules | None = None,
        redact: Callable[[Mapping[str, object]], Mapping[str, object]],
    ) -> None:
        """`usual` takes what is no audit entry, and an entry that cannot be written: better that than lost.

        `pseudonyms`: with which key the actor is replaced; without it, it stays. `redact` is for all else.
        """
        self._log = log
        self._usual = usual
        self._pseudonyms = pseudonyms
        self._redact = redact
        self._told = False
        self._counts = False

    def put(self, record: ReadWriteLogRecord) -> None:
        """Take a record in; an audit entry is on disk when this returns."""
        if record.log_record.event_name != AUDIT_EVENT:
            self._usual(record)
            return
        self._begin_counting()
        self._hide_actor(record.log_record)
        try:
            self._log.append(self._as_data(record.log_record))
        except (OSError, AuditUnavailableError) as error:
            self._tell(error)
            _count(1, _reason(error))
            self._usual(record)

    def _begin_counting(self) -> None:
        """Let the counts of what goes past the log be there as 0: an increase needs a value before the first."""
        if not self._counts:
            self._counts = True
            for reason in _REASONS:
                _count(0, reason)

    def _hide_actor(self, record: LogRecord) -> None:
        attributes = dict(record.attributes or {})
        actor = attributes.get(names.KIT_AUDIT_ACTOR)
        if actor is not None and self._pseudonyms is not None:
            record.attributes = {
                **attributes,
                names.KIT_AUDIT_ACTOR: mark(str(actor), "actor", self._pseudonyms),
            }

    def _as_data(self, record: LogRecord) -> dict[str, Any]:
        attributes = dict(record.attributes or {})
        actor = attributes.pop(names.KIT_AUDIT_ACTOR, None)
        shown = self._redact({**attributes, "": record.body or ""})
        data = {name: _short(value) for name, value in shown.items() if name}
        if actor is not None:
            data[names.KIT_AUDIT_ACTOR] = _short(actor)
        found: dict[str, Any] = {"attributes": data}
        if record.body:
            found["message"] = _short(shown[""])
        if record.trace_id:
            found["trace_id"] = format_trace_id(record.trace_id)
            found["span_id"] = format_span_id(record.span_id or 0)
        return found

    def _tell(self, error: Exception) -> None:
        if not self._told:
            self._told = True
            _logger.error(
                "otel_kit: the audit log in %s cannot be written (%s); entries are sent without it. "
                "Mend the folder, or choose another: OTEL_KIT_AUDIT_FOLDER",
                self._log.files.folder,
                error,
            )


def _count(amount: int, reason: AuditBypassReason) -> None:
    from otel_kit.signals import security  # whoever audits has imported it; nobody else pays for it

    security.audit_bypassed(amount, reason=reason)


def _reason(error: OSError | AuditUnavailableError) -> AuditBypassReason:
    if isinstance(error, AuditUnavailableError):
        return error.reason
    return "full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "unwritable"


def _short(value: object) -> object:
    """Return what fits into a line, and into OTLP: texts of bounded length in UTF-8, numbers of 64 bits."""
    if isinstance(value, bool | float) or (isinstance(value, int) and abs(value) < _BEYOND_64_BITS):
        return value
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\u2026[truncated]"
