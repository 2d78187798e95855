"""Spans and log records written as OTLP in one go, without the objects that stand between in upstream's encoder.

What is written is what upstream's encoder writes, but for values that it leaves out with a complaint: those stand here
as texts. Field numbers are those of opentelemetry-proto, `trace.proto`, `logs.proto` and `common.proto`; the encoding is
Protocol Buffers' wire format: a tag, for what has no fixed size its length, the content.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING, Any

from opentelemetry.attributes import BoundedAttributes

from otel_kit._guard import attempt
from otel_kit.pipeline._exceptions import UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from opentelemetry.sdk._logs import ReadableLogRecord
    from opentelemetry.sdk.trace import Event, ReadableSpan
    from opentelemetry.trace import Link, SpanContext

__all__ = ["encode_logs", "encode_spans"]

# Attributes whose bytes are kept, for they come again and again; and up to which length a text is worth keeping.
_KEPT = 4096
_SHORT = 128

_SMALL = tuple(bytes((number,)) for number in range(128))
_DOUBLE = Struct("<cd")
_FIXED32 = Struct("<I")
_FIXED64 = Struct("<cQ")
_TIMES = Struct("<cQcQ")
_64_BITS = 1 << 64
_HAS_IS_REMOTE, _IS_REMOTE = 0x100, 0x200  # SpanFlags


def encode_spans(spans: Iterable[ReadableSpan]) -> bytes:
    """Return the request that holds these spans."""
    return _request(spans, _span)


def encode_logs(records: Iterable[ReadableLogRecord]) -> bytes:
    """Return the request that holds these log records."""
    return _request(records, _log)


def _request(items: Iterable[Any], write: Callable[[Any], bytes]) -> bytes:
    """Put items under their resource and scope; both requests have the same numbers down to there."""
    resources: dict[int, tuple[Any, dict[int, tuple[Any, list[bytes]]]]] = {}
    for item in items:
        resource, scope = item.resource, item.instrumentation_scope
        _, scopes = resources.setdefault(id(resource), (resource, {}))
        _, written = scopes.setdefault(id(scope), (scope, []))
        written.append(b"\x12" + _sized(write(item)))
    return b"".join(
        b"\x0a" + _sized(_resource(resource, scopes.values())) for resource, scopes in resources.values()
    )


def _resource(resource: Any, scopes: Iterable[tuple[Any, list[bytes]]]) -> bytes:
    parts = [b"\x0a", _sized(b"".join(_attributes(b"\x0a", resource.attributes)))]
    for scope, written in scopes:
        parts += [b"\x12", _sized(b"".join([*_scope(scope), *written, *_text(b"\x1a", _schema_url(scope))]))]
    return b"".join([*parts, *_text(b"\x1a", resource.schema_url)])


def _scope(scope: Any) -> list[bytes]:
    if scope is None:
        return [b"\x0a\x00"]
    known = [*_text(b"\x0a", scope.name), *_text(b"\x12", scope.version)]
    return [b"\x0a", _sized(b"".join([*known, *_attributes(b"\x1a", scope.attributes)]))]


def _schema_url(scope: Any) -> str | None:
    return None if scope is None else scope.schema_url


def _span(span: ReadableSpan) -> bytes:
    own: Any = span.context
    parent = span.parent
    parts = [b"\x0a\x10", _trace_id(own), b"\x12\x08", _span_id(own)]
    if own.trace_state:
        parts += _text(b"\x1a", ",".join(f"{key}={value}" for key, value in own.trace_state.items()))
    if parent is not None:
        parts += [b"\x22\x08", _span_id(parent)]
    parts += [
        *_text(b"\x2a", span.name),
        b"\x30",
        _SMALL[span.kind.value + 1],  # OTLP counts from 1
        _TIMES.pack(b"\x39", _moment(span.start_time), b"\x41", _moment(span.end_time)),
        *_attributes(b"\x4a", span._attributes),  # noqa: SLF001 - the properties copy
        *_count(b"\x50", span.dropped_attributes),
    ]
    if span._events:  # noqa: SLF001
        parts += [b"\x5a" + _sized(_event(event)) for event in span.events]
    parts += _count(b"\x60", span.dropped_events)
    if span._links:  # noqa: SLF001
        parts += [b"\x6a" + _sized(_link(link)) for link in span.links]
    parts += [
        *_count(b"\x70", span.dropped_links),
        b"\x7a",
        _sized(_status(span.status)),
        _flags(b"\x85\x01", parent),
    ]
    return b"".join(parts)


def _event(event: Event) -> bytes:
    return b"".join([
        _FIXED64.pack(b"\x09", _moment(event.timestamp)),
        *_text(b"\x12", event.name),
        *_attributes(b"\x1a", event.attributes),
        *_count(b"\x20", event.dropped_attributes),
    ])  # fmt: skip


def _link(link: Link) -> bytes:
    return b"".join([
        b"\x0a\x10", _trace_id(link.context), b"\x12\x08", _span_id(link.context),
        *_attributes(b"\x22", link.attributes),
        *_count(b"\x28", link.dropped_attributes),
        _flags(b"\x35", link.context),
    ])  # fmt: skip


def _status(status: Any) -> bytes:
    code: int = status.status_code.value
    text = _text(b"\x12", status.description)
    return b"".join([*text, *_count(b"\x18", code)])


def _log(item: ReadableLogRecord) -> bytes:
    record = item.log_record
    severity = record.severity_number
    parts = [
        _FIXED64.pack(b"\x09", _moment(record.timestamp)),
        *_count(b"\x10", severity.value if severity is not None else 0),
        *_text(b"\x1a", record.severity_text),
        b"\x2a",
        _sized(_any(record.body)),
        *_attributes(b"\x32", record.attributes),
        *_count(b"\x38", item.dropped_attributes),
    ]
    if record.trace_flags:
        parts += [b"\x45", _FIXED32.pack(record.trace_flags)]
    if record.trace_id:
        parts += [b"\x4a\x10", _trace_id(record)]
    if record.span_id:
        parts += [b"\x52\x08", _span_id(record)]
    parts += [_FIXED64.pack(b"\x59", _moment(record.observed_timestamp)), *_text(b"\x62", record.event_name)]
    return b"".join(parts)


def _attributes(tag: bytes, attributes: Any) -> list[bytes]:
    if not attributes:
        return []
    given = attributes._dict if isinstance(attributes, BoundedAttributes) else attributes  # noqa: SLF001 - it locks and copies
    return [tag + _pair(key, value) for key, value in given.items()]


def _pair(key: str, value: Any) -> bytes:
    """Return a `KeyValue` with its length before it."""
    kind = type(value)
    if (kind is str and len(value) <= _SHORT) or kind is int or kind is bool:
        return _kept_pair(key, value)
    return _sized(_key(key) + b"\x12" + _sized(_any(value)))


@lru_cache(_KEPT, typed=True)
def _kept_pair(key: str, value: str | int) -> bytes:
    return _sized(_key(key) + b"\x12" + _sized(_any(value)))


@lru_cache(_KEPT)
def _key(key: str) -> bytes:
    return b"\x0a" + _sized(key.encode("utf-8", "replace"))


def _any(value: Any) -> bytes:
    """Return an `AnyValue`."""
    if isinstance(value, str):
        return b"\x0a" + _sized(value.encode("utf-8", "replace"))
    if value is None:
        return b""
    if isinstance(value, bool):
        return b"\x10\x01" if value else b"\x10\x00"
    if isinstance(value, int):
        fits = -_64_BITS <= 2 * value < _64_BITS
        return b"\x18" + _varint(value % _64_BITS) if fits else _any(str(value))
    if isinstance(value, float):
        return _DOUBLE.pack(b"\x21", value)
    return _composed(value)


def _composed(value: Any) -> bytes:
    if isinstance(value, bytes):
        return b"\x3a" + _sized(value)
    if isinstance(value, Sequence):
        return b"\x2a" + _sized(b"".join(b"\x0a" + _sized(_any(one)) for one in value))
    if isinstance(value, Mapping):
        return b"\x32" + _sized(b"".join(b"\x0a" + _pair(str(key), one) for key, one in value.items()))
    return _any(attempt(lambda: str(value), otherwise=UNPRINTABLE))


def _text(tag: bytes, text: str | None) -> tuple[bytes, ...]:
    return (tag, _sized(text.encode("utf-8", "replace"))) if text else ()


def _count(tag: bytes, number: int) -> tuple[bytes, ...]:
    return (tag, _varint(number)) if number else ()


def _moment(nanoseconds: int | None) -> int:
    """Return a time that OTLP can carry; 0, which is unknown, for what a clock said that had gone mad."""
    return nanoseconds if nanoseconds and 0 < nanoseconds < _64_BITS else 0


def _flags(tag: bytes, context: SpanContext | None) -> bytes:
    remote = context is not None and context.is_remote
    return tag + _FIXED32.pack(_HAS_IS_REMOTE | _IS_REMOTE if remote else _HAS_IS_REMOTE)


def _trace_id(owner: Any) -> bytes:
    written: bytes = owner.trace_id.to_bytes(16, "big")
    return written


def _span_id(owner: Any) -> bytes:
    written: bytes = owner.span_id.to_bytes(8, "big")
    return written


def _sized(content: bytes) -> bytes:
    size = len(content)
    return (_SMALL[size] if size < 128 else _varint(size)) + content  # noqa: PLR2004 - what seven bits hold


def _varint(number: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first, each but the last marked by its eighth bit."""
    groups = bytearray()
    while number > 127:  # noqa: PLR2004
        groups.append(number & 127 | 128)
        number >>= 7
    groups.append(number)
    return bytes(groups)
