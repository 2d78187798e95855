"""Redaction of OpenTelemetry's objects, done by the worker's thread just before they are encoded.

An object in which nothing is found is handed on as it is; otherwise a copy takes its place. What cannot be redacted is
not sent: the lane leaves it out and counts it.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, TypeVar

from opentelemetry.attributes import BoundedAttributes
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.util import BoundedList
from opentelemetry.trace import Status

from otel_kit.exceptions import ConfigurationError
from otel_kit.pipeline import _withheld
from otel_kit.pipeline.redaction import ALLOWED_KEYS, Redactor, Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from opentelemetry.sdk._logs import ReadWriteLogRecord
    from opentelemetry.sdk.trace import Event, ReadableSpan
    from opentelemetry.trace import Link

    from otel_kit.pipeline._codec import Codec
    from otel_kit.pipeline.redaction import Surface
    from otel_kit.settings import Settings

__all__ = ["Privacy", "Redacting", "rules_of"]

Item = TypeVar("Item")

_SURFACES: dict[str, Surface] = {
    "exception.message": "exception",
    "exception.stacktrace": "stack",
    "url.full": "url",
    "url.path": "url",
    "url.query": "url",
    "http.url": "url",
    "http.target": "url",
}


# Under which variable a person gave what `Rules` does not take.
_VARIABLES = {
    "hash_key": "OTEL_KIT_REDACTION_HASH_KEY",
    "disabled": "OTEL_KIT_REDACTION_DISABLED",
    "kind": "OTEL_KIT_REDACTION_PATTERNS or OTEL_KIT_REDACTION_SENSITIVE_KEYS",
    "patterns": "OTEL_KIT_REDACTION_PATTERNS",
}


def rules_of(settings: Settings) -> Rules | None:
    """Return the site's rules, or `None` where redaction is off. Raises `ConfigurationError` for what does not fit."""
    if not isinstance(settings.redaction, bool):
        return settings.redaction
    if not settings.redaction:
        return None
    try:
        return Rules(
            hash_key=settings.redaction_hash_key,
            disabled=settings.redaction_disabled,
            allow_values=settings.redaction_allow_values,
            allow_keys=(*ALLOWED_KEYS, *settings.redaction_allow_keys),
            sensitive_keys=settings.redaction_sensitive_keys,
            patterns=settings.redaction_patterns,
        )
    except ConfigurationError as error:
        key = _VARIABLES.get(error.key.partition("[")[0], error.key)
        raise ConfigurationError(key, error.value, problem=error.problem, fix=error.fix) from None


class Privacy:
    """Takes personal data and secrets out of spans, log records and resources."""

    def __init__(self, rules: Rules) -> None:
        """Count what is taken out in `_withheld`."""
        self.redactor = Redactor(rules, _withheld.redact)

    def span(self, span: ReadableSpan) -> ReadableSpan:
        """Return the span, or one without what was found in it."""
        return _with(
            span,
            _name=self._text(span._name, "attribute"),  # noqa: SLF001 - each part as the span holds it
            _attributes=self._attributes(span._attributes),  # noqa: SLF001
            _events=_each(span._events, self._event),  # noqa: SLF001
            _links=_each(span._links, self._link),  # noqa: SLF001
            _status=self._status(span._status),  # noqa: SLF001
        )

    def record(self, record: ReadWriteLogRecord) -> ReadWriteLogRecord:
        """Return the log record, or one without what was found in it."""
        log = record.log_record
        body = log.body
        safe = self._text(body, "body") if isinstance(body, str) else self._body(body)
        attributes = self._attributes(log.attributes)
        event_name = self._text(log.event_name, "attribute")
        if safe is body and attributes is log.attributes and event_name is log.event_name:
            return record
        return _with(record, log_record=_with(log, body=safe, attributes=attributes, event_name=event_name))

    def _body(self, body: Any) -> Any:
        return None if body is None else self._attributes({"": body}, "body")[""]

    def resource(self, resource: Resource) -> Resource:
        """Return the resource without what was found in it."""
        attributes: Any = self._attributes(resource.attributes)
        return resource if attributes is resource.attributes else Resource(attributes, resource.schema_url)

    def baggage(self, entries: Mapping[str, object]) -> Mapping[str, object]:
        """Return baggage without what was found in it."""
        return (
            self.redactor.redact_attributes(entries, "baggage") if self.redactor.unknown(entries) else entries
        )

    def _event(self, event: Event) -> Event:
        name = self._text(event.name, "attribute")
        return _with(event, _name=name, _attributes=self._attributes(event.attributes))

    def _link(self, link: Link) -> Link:
        return _with(link, _attributes=self._attributes(link.attributes))

    def _status(self, status: Status) -> Status:
        description = self._text(status.description, "exception")
        return status if description is status.description else Status(status.status_code, description)

    def _text(self, text: str | None, surface: Surface) -> str | None:
        return self.redactor.redact_text(text, surface) if text else text

    def _attributes(self, attributes: Any, surface: Surface = "attribute") -> Any:
        """Return the attributes themselves where nothing is found, else others with the same count of dropped ones."""
        if not attributes:
            return attributes
        if not isinstance(attributes, BoundedAttributes):
            return self._redacted(attributes, surface) or attributes
        # The bounded one locks and copies to be read; no other thread has it any more.
        redacted = self._redacted(attributes._dict, surface)  # noqa: SLF001
        if redacted is None:
            return attributes
        safe = BoundedAttributes(attributes=redacted)
        safe.dropped = attributes.dropped
        return safe

    def _redacted(self, attributes: Mapping[str, Any], surface: Surface) -> dict[str, Any] | None:
        """Search what is not known to be clean, surface by surface; `None` where nothing is found."""
        unknown = self.redactor.unknown(attributes)
        groups: dict[Surface, dict[str, Any]] = {}
        for key, value in unknown.items():
            groups.setdefault(_SURFACES.get(key, surface), {})[key] = value
        found: dict[str, Any] = {}
        for place, group in groups.items():
            found.update(self.redactor.redact_attributes(group, place))
        if all(key in found and found[key] is value for key, value in unknown.items()):
            return None
        return {**{key: value for key, value in attributes.items() if key not in unknown}, **found}


class Redacting:
    """A codec that redacts what it encodes."""

    def __init__(self, codec: Codec, redact: Callable[[Any], Any]) -> None:
        """`redact` gives what is encoded in an item's place."""
        self._codec = codec
        self.redact = redact

    def encode(self, items: Sequence[Any]) -> bytes:
        """Return the request that holds these items, redacted."""
        return self._codec.encode([self.redact(item) for item in items])

    def rejected(self, body: bytes) -> int:
        """Return how many items of a request that was answered 2xx the collector rejected all the same."""
        return self._codec.rejected(body)


def _with(item: Item, **parts: Any) -> Item:
    """Return the item where all parts are its own, else a copy with these."""
    if all(part is getattr(item, name) for name, part in parts.items()):
        return item
    twin = copy.copy(item)
    vars(twin).update(parts)
    return twin


def _each(items: Any, redact: Callable[[Any], Any]) -> Any:
    """Return the list itself where every item stays the same, else another with the same count of dropped ones."""
    if not items:
        return items
    redacted = [redact(item) for item in items]
    if all(new is old for new, old in zip(redacted, items, strict=True)):
        return items
    safe = BoundedList.from_seq(None, redacted)
    safe.dropped = items.dropped
    return safe
