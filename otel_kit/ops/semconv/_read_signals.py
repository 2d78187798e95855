"""Reads one entry: an attribute, a reference, a metric, a span, an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops._yaml import Place, Section, SourceError
from otel_kit.ops.rules._fields import Fields, each
from otel_kit.ops.semconv._model import (
    INSTRUMENTS,
    PLACES,
    SETS,
    STABILITIES,
    TYPES,
    Attribute,
    Event,
    Member,
    Metric,
    Ref,
    Span,
)
from otel_kit.ops.semconv._prometheus import metric_name

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["attribute", "event", "metric", "refs", "span"]

_COMMON = ("brief", "note", "stability", "deprecated", "annotations")
_SIGNAL = ("attributes", *_COMMON)
_KINDS = ("internal", "client", "server", "producer", "consumer")
_SEVERITIES = ("DEBUG", "INFO", "WARN", "ERROR", "FATAL")
_OWN = ("function", "source")


def attribute(item: Any, place: Place) -> Attribute:
    """Read the definition of an attribute."""
    fields = Fields(item, place, "this attribute", ("key", "type", "examples", *_COMMON))
    key = fields.text("key")
    fields.what = key
    own = _annotations(fields, ("where", "max_values", "personal", "argument"))
    kind, members = _type(fields)
    return Attribute(
        key=key,
        type=kind,
        members=members,
        brief=_brief(fields),
        note=fields.text("note", ""),
        stability=fields.choice("stability", STABILITIES),
        examples=_examples(fields),
        where=_words(own, "where", PLACES) or PLACES,
        max_values=_whole(own, "max_values"),
        personal=_flag(own, "personal"),
        argument=own.text("argument", ""),
        deprecated=_deprecated(fields),
        place=place,
    )


def metric(item: Any, place: Place, domain: str) -> Metric:
    """Read the definition of a metric."""
    fields = Fields(item, place, "this metric", ("name", "instrument", "unit", *_SIGNAL))
    name = fields.what = fields.text("name")
    own = _annotations(fields, (*_OWN, "buckets", "query"))
    instrument, unit = fields.choice("instrument", INSTRUMENTS), fields.text("unit")
    return Metric(
        **_signal(name, fields, own, domain),
        instrument=instrument,
        unit=unit,
        buckets=_numbers(own, "buckets"),
        query=own.text("query", ""),
        prometheus=metric_name(name, instrument, unit),
    )


def span(item: Any, place: Place, domain: str) -> Span:
    """Read the definition of a span."""
    fields = Fields(item, place, "this span", ("type", "kind", "name", *_SIGNAL))
    name = fields.what = fields.text("type")
    own = _annotations(fields, (*_OWN, "duration", "active", "counter", "error_source"))
    return Span(
        **_signal(name, fields, own, domain),
        kind=fields.choice("kind", _KINDS),
        span_name=fields.part("name", ("note",)).text("note"),
        duration=own.text("duration", ""),
        active=own.text("active", ""),
        counter=own.text("counter", ""),
        error_source=own.text("error_source", ""),
    )


def event(item: Any, place: Place, domain: str) -> Event:
    """Read the definition of an event."""
    fields = Fields(item, place, "this event", ("name", *_SIGNAL))
    name = fields.what = fields.text("name")
    own = _annotations(fields, (*_OWN, "severity", "counter", "positional"))
    return Event(
        **_signal(name, fields, own, domain),
        severity=own.choice("severity", _SEVERITIES) if own.has("severity") else "INFO",
        positional=_flag(own, "positional"),
        counter=own.text("counter", ""),
    )


def refs(fields: Fields) -> tuple[Ref, ...]:
    """Read the attributes of a signal or of a group."""
    return tuple(_ref(item, place, fields.what) for item, place in each(fields.items("attributes")))


def _ref(item: Any, place: Place, of: str) -> Ref:
    if isinstance(item, Section) and "ref_group" in item:
        return Ref(
            Fields(item, place, f"this reference of {of}", ("ref_group",)).text("ref_group"),
            place,
            group=True,
        )
    known = ("ref", "requirement_level", "sampling_relevant", "brief", "note", "examples", "annotations")
    fields = Fields(item, place, f"this reference of {of}", known)
    key = fields.text("ref")
    fields.what = f"{key} of {of}"
    own = _annotations(fields, ("max_values", "argument", "determined_by", "set", "metric", "type"))
    return Ref(
        key,
        place,
        required=fields.section.get("requirement_level") == "required",
        brief=fields.text("brief", ""),
        examples=_examples(fields),
        max_values=_whole(own, "max_values"),
        argument=own.text("argument", ""),
        determined_by=own.text("determined_by", ""),
        set=own.choice("set", SETS) if own.has("set") else "start",
        metric=own.text("metric", ""),
        type=own.choice("type", TYPES) if own.has("type") else "",
    )


def _signal(name: str, fields: Fields, own: Fields, domain: str) -> dict[str, Any]:
    return {
        "name": name,
        "brief": _brief(fields),
        "place": fields.section.place,
        "domain": domain,
        "note": fields.text("note", ""),
        "stability": fields.choice("stability", STABILITIES),
        "refs": refs(fields),
        "sources": own.texts("source") if own.has("source") else (),
        "function": own.text("function", ""),
        "deprecated": _deprecated(fields),
    }


def _annotations(fields: Fields, known: Iterable[str]) -> Fields:
    """Return what is ours among the annotations; those of other tools are let be."""
    section = fields.mapping("annotations")
    own = section.get("otel_kit", Section(fields.at("annotations")))
    return Fields(own, section.at("otel_kit"), f"'otel_kit' of {fields.what}", known)


def _type(fields: Fields) -> tuple[str, tuple[Member, ...]]:
    given = fields.section.get("type")
    if not isinstance(given, Section):
        return fields.choice("type", TYPES), ()
    members = tuple(
        _member(item, place, fields.what)
        for item, place in each(fields.part("type", ("members",)).items("members"))
    )
    if not members:
        raise SourceError(
            fields.at("type"), f"{fields.what} has no members", "list them, or write `type: string`"
        )
    return "int" if all(isinstance(member.value, int) for member in members) else "string", members


def _member(item: Any, place: Place, of: str) -> Member:
    fields = Fields(item, place, f"this member of {of}", ("id", "value", *_COMMON))
    fields.choice("stability", STABILITIES)
    value = fields.section.get("value", fields.text("id"))
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise SourceError(
            fields.at("value"), f"a member of {of} is {value!r}", "give a text or a whole number"
        )
    return Member(value, fields.text("brief", ""), bool(_deprecated(fields)))


def _brief(fields: Fields) -> str:
    return fields.text("brief").removesuffix(".") + "."


def _examples(fields: Fields) -> tuple[object, ...]:
    value = fields.section.get("examples")
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def _deprecated(fields: Fields) -> str:
    if not fields.has("deprecated"):
        return ""
    part = fields.part("deprecated", ("reason", "renamed_to", "note"))
    reason = part.choice("reason", ("renamed", "obsoleted", "uncategorized"))
    return f"use {part.text('renamed_to')}" if reason == "renamed" else part.text("note")


def _words(fields: Fields, key: str, known: Iterable[str]) -> tuple[str, ...]:
    words = fields.texts(key) if fields.has(key) else ()
    for word in words:
        if word not in known:
            raise SourceError(fields.at(key), f"'{key}' has '{word}'", f"known: {', '.join(known)}")
    return words


def _numbers(fields: Fields, key: str) -> tuple[float, ...]:
    items = fields.items(key)
    if any(isinstance(item, bool) or not isinstance(item, int | float) for item in items):
        raise SourceError(fields.at(key), f"'{key}' holds what is no number", f"write `{key}: [0.1, 1]`")
    return tuple(items)


def _whole(fields: Fields, key: str) -> int | None:
    if not fields.has(key):
        return None
    number = fields.number(key)
    if not isinstance(number, int) or number < 1:
        raise SourceError(fields.at(key), f"'{key}' is no whole number above 0", f"write `{key}: 20`")
    return number


def _flag(fields: Fields, key: str) -> bool:
    value = fields.section.get(key, False)
    if not isinstance(value, bool):
        raise SourceError(fields.at(key), f"'{key}' is neither true nor false", f"write `{key}: true`")
    return value
