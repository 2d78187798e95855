"""From the log on disk to log records of OpenTelemetry, a batch at a time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opentelemetry import trace
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.context import Context
from opentelemetry.sdk._logs import ReadableLogRecord
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import NonRecordingSpan, SpanContext

from otel_kit import semconv
from otel_kit.pipeline.audit._chain import Entry, read
from otel_kit.pipeline.audit._files import Cursor
from otel_kit.semconv import attributes as names
from otel_kit.semconv import events

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.pipeline.audit._files import Files

__all__ = ["Batch", "Reader"]

_MOST_BYTES = 256 * 1024
_SCOPE = InstrumentationScope("otel_kit.audit", semconv.VERSION, semconv.SCHEMA_URL)


@dataclass(frozen=True)
class Batch:
    """Records, and how far the log is delivered when the collector has them."""

    records: list[ReadableLogRecord]
    end: Cursor


class Reader:
    """Reads on from a place. It remembers which process wrote what in the segment of now."""

    def __init__(self, files: Files, key: bytes | None) -> None:
        """Begin where the cursor is when it is first asked."""
        self._files = files
        self._key = key
        self._resources: dict[str, Resource] = {}
        self._known: tuple[int, int] = (0, 0)  # up to which segment and place the processes are known

    def after(self, cursor: Cursor) -> Batch:
        """Return what follows the cursor; without records where the end of the log was reached."""
        for segment, size in self._files.segments().items():
            if segment < cursor.segment or (segment == cursor.segment and size <= cursor.offset):
                continue
            offset = cursor.offset if segment == cursor.segment else 0
            batch = self._read(segment, offset, cursor.sequence)
            if batch.end.offset > offset and (batch.records or batch.end.offset < size):
                return batch
            cursor = batch.end
        return Batch([], cursor)

    def _read(self, segment: int, offset: int, sequence: int) -> Batch:
        if self._known != (segment, offset):
            self._learn_processes(segment, offset)
        records = []
        block = self._block(segment, offset)
        for line in block.splitlines():
            entry = self._entry(line)
            if entry is None:
                continue
            if entry.kind == "process":
                self._learn(entry)
            elif entry.kind == "audit":
                sequence = entry.sequence
                records.append(self._record(entry))
        end = offset + len(block)
        self._known = (segment, end)
        return Batch(records, Cursor(segment, end, sequence))

    def _block(self, segment: int, offset: int) -> bytes:
        descriptor = os.open(self._files.segment(segment), os.O_RDONLY)
        try:
            block = os.pread(descriptor, _MOST_BYTES, offset)
        finally:
            os.close(descriptor)
        return block[: block.rfind(b"\n") + 1]

    def _learn_processes(self, segment: int, offset: int) -> None:
        self._resources = {}
        for line in self._files.segment(segment).read_bytes()[:offset].splitlines():
            entry = self._entry(line)
            if entry is not None and entry.kind == "process":
                self._learn(entry)

    def _learn(self, entry: Entry) -> None:
        self._resources[str(entry.data.get("instance"))] = Resource(_part(entry.data, "resource"))

    def _entry(self, line: bytes) -> Entry | None:
        try:
            return read(line, self._key)
        except ValueError:  # `verify` tells about it
            return None

    def _record(self, entry: Entry) -> ReadableLogRecord:
        data = entry.data
        attributes: dict[str, Any] = {
            **_part(data, "attributes"),
            names.KIT_AUDIT_SEQUENCE: entry.sequence,
            names.KIT_AUDIT_PREVIOUS: entry.previous,
            names.KIT_AUDIT_HASH: entry.hash,
        }
        record = LogRecord(
            timestamp=entry.time,
            observed_timestamp=entry.time,
            context=_context(data),
            severity_text="INFO",
            severity_number=SeverityNumber.INFO,
            body=data.get("message"),
            attributes=attributes,
            event_name=events.KIT_AUDIT_RECORDED,
        )
        resource = self._resources.get(str(data.get("instance")), Resource.get_empty())
        return ReadableLogRecord(record, resource, _SCOPE)


def _context(data: Mapping[str, Any]) -> Context:
    """Return the trace in which the entry was made."""
    span = SpanContext(_number(data.get("trace_id")), _number(data.get("span_id")), is_remote=False)
    return trace.set_span_in_context(NonRecordingSpan(span), Context())


# Whatever somebody wrote into the file: an entry that is odd must not keep the others from being delivered.


def _part(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name)
    return dict(found) if isinstance(found, dict) else {}


def _number(digits: object) -> int:
    try:
        return int(str(digits or "0"), 16)
    except ValueError:
        return 0
