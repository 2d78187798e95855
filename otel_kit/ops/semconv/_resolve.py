"""Resolves references: groups into their attributes, keys into this registry's, a dependency's, or upstream's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from otel_kit.ops._yaml import SourceError, unknown
from otel_kit.ops.semconv import _upstream
from otel_kit.ops.semconv._model import Attribute, Registry, Signal, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from otel_kit.ops.semconv._model import Group, Ref, Source

__all__ = ["resolve"]

S = TypeVar("S", bound=Signal)
E = TypeVar("E", bound="Attribute | Group | Signal")


def resolve(source: Source, dependencies: Iterable[Registry]) -> tuple[Registry, list[SourceError]]:
    """Return the registry with each signal's attributes, and an error for each reference that leads nowhere."""
    errors: list[SourceError] = []
    own = _once(source.attributes, "key", errors)
    attributes: dict[str, Attribute] = {}
    for registry in dependencies:
        attributes.update(
            {key: replace(one, origin=registry.manifest.name) for key, one in registry.attributes.items()}
        )
    attributes.update(own)
    groups = _once(source.groups, "name", errors)

    def resolved(signals: Iterable[S]) -> dict[str, S]:
        made = {}
        for name, signal in _once(signals, "name", errors).items():
            made[name] = replace(signal, uses=tuple(_uses(signal, groups, attributes, errors)))
        return made

    metrics, spans, events = resolved(source.metrics), resolved(source.spans), resolved(source.events)
    registry = Registry(source.manifest, source.domains, own, metrics, spans, events, source.imports)
    return registry, [*errors, *_lost_metrics(registry), *_lost_imports(registry)]


def _lost_metrics(registry: Registry) -> Iterator[SourceError]:
    """Yield an error for each metric that a span or an event names and that its file does not define."""
    wanted = [
        *((span, name, span.place) for span in registry.spans.values() for name in span.metrics),
        *((event, event.counter, event.place) for event in registry.events.values()),
        *((one, use.ref.metric, use.ref.place) for one in registry.spans.values() for use in one.uses),
    ]
    for signal, name, place in wanted:
        there = [metric.name for metric in registry.metrics.values() if metric.domain == signal.domain]
        if name and name not in there:
            yield unknown(place, "metric", name, there, f" of {signal.name}, in the same file")


def _lost_imports(registry: Registry) -> Iterator[SourceError]:
    known = _upstream.metrics()
    for one in registry.imports:
        if one.name not in known:
            near = [name for name in known if name.split(".")[0] == one.name.split(".")[0]]
            yield unknown(one.place, "metric of upstream's", one.name, near)


def _once(entries: Iterable[E], name: str, errors: list[SourceError]) -> dict[str, E]:
    found: dict[str, E] = {}
    for entry in entries:
        key = getattr(entry, name)
        if key in found:
            errors.append(
                SourceError(
                    entry.place, f"{key} is defined twice", f"keep one; the first is at {found[key].place}"
                )
            )
        else:
            found[key] = entry
    return found


def _uses(
    signal: Signal,
    groups: Mapping[str, Group],
    attributes: Mapping[str, Attribute],
    errors: list[SourceError],
) -> Iterator[Use]:
    seen: set[str] = set()
    try:
        refs = list(_flat(signal.refs, groups, ()))
    except SourceError as error:
        errors.append(error)
        return
    for ref in refs:
        if ref.key in seen:
            errors.append(SourceError(ref.place, f"{signal.name} has {ref.key} twice", "keep one of them"))
            continue
        seen.add(ref.key)
        try:
            yield Use(_attribute(ref, attributes, signal.name), ref)
        except SourceError as error:
            errors.append(error)


def _flat(refs: Iterable[Ref], groups: Mapping[str, Group], path: tuple[str, ...]) -> Iterator[Ref]:
    for ref in refs:
        if not ref.group:
            yield ref
        elif ref.key in path:
            circle = " → ".join((*path[path.index(ref.key) :], ref.key))
            raise SourceError(
                ref.place, f"groups refer to one another in a circle: {circle}", "take one reference out"
            )
        elif ref.key not in groups:
            raise unknown(ref.place, "attribute group", ref.key, groups)
        else:
            yield from _flat(groups[ref.key].refs, groups, (*path, ref.key))


def _attribute(ref: Ref, attributes: Mapping[str, Attribute], of: str) -> Attribute:
    if ref.key in attributes:
        return attributes[ref.key]
    upstream = _upstream.attributes()
    if ref.key not in upstream:
        near = [key for key in (*attributes, *upstream) if key.split(".")[0] == ref.key.split(".")[0]]
        raise unknown(ref.place, "attribute", ref.key, near[:20], f" of {of}")
    known = upstream[ref.key]
    return Attribute(
        key=ref.key,
        type=ref.type or "string",
        brief=known.brief.removesuffix(".") + ".",
        place=ref.place,
        stability=known.stability,
        examples=ref.examples,
        where=("span", "log") if _upstream.PERSONAL.match(ref.key) else ("metric", "span", "log"),
        personal=bool(_upstream.PERSONAL.match(ref.key)),
        argument=ref.key.replace(".", "_"),
        origin="upstream",
    )
