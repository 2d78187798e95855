"""Several files of a Collector's configuration → one, each value with the file and line that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops import _yaml
from otel_kit.ops._yaml import Items, Place, Section, SourceError, unknown
from otel_kit.ops.collector._expand import expanded
from otel_kit.ops.collector._model import KINDS, SIGNALS, Component, Configuration, Pipeline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["load"]

_TOP = (*KINDS, "service")
_SIDES = ("receivers", "processors", "exporters")
_OTHER_SIGNALS = ("profiles",)


def load(files: Sequence[Path], environ: Mapping[str, str]) -> Configuration:
    """Read and merge as the Collector does: a later file wins, mappings are merged, lists are replaced.

    Raises `SourceError` with file and line for what is no configuration at all.
    """
    raw = Section(Place(files[0], 1))
    for file in files:
        raw = _merged(raw, _whole(_yaml.load(file)))
    _list_extensions(raw, environ)
    values, unset = expanded(raw, environ)
    for key in values:
        if key not in _TOP:
            raise unknown(values.at(key), "section", key, _TOP)
    service = _mapping(values, "service")
    return Configuration(
        files=tuple(files),
        raw=raw,
        values=values,
        components={kind: _components(values, kind) for kind in KINDS},
        pipelines=_pipelines(_mapping(service, "pipelines")),
        extensions=_names(service, "extensions"),
        place=service.place,
        unset=tuple(unset),
    )


def _merged(below: Section, above: Section) -> Section:
    out = Section(below.place)
    out.update(below)
    out.places = {**below.places, **above.places}
    for key, value in above.items():
        old = out.get(key)
        out[key] = _merged(old, value) if isinstance(old, Section) and isinstance(value, Section) else value
    return out


def _list_extensions(raw: Section, environ: Mapping[str, str]) -> None:
    """Make the list that the Collector wants of a mapping, as its converter does (collector/plugins)."""
    service = raw.get("service")
    written = service.get("extensions") if isinstance(service, Section) else None
    if not isinstance(service, Section) or not isinstance(written, Section):
        return
    chosen = Items(service.at("extensions"))
    for name, on in sorted(expanded(written, environ)[0].items()):
        if not isinstance(on, bool):
            problem = f"'{name}' below service.extensions is {on!r}"
            raise SourceError(written.at(name), problem, "write true, or false to leave it out")
        if on:
            chosen.append(name)
            chosen.places.append(written.at(name))
    service["extensions"] = chosen


def _whole(value: Any) -> Any:
    """Put what `<<` refers to where YAML puts it: below the keys that are written beside it."""
    if isinstance(value, Items):
        value[:] = [_whole(one) for one in value]
        return value
    if not isinstance(value, Section):
        return value
    out = Section(value.place)
    references = value.get("<<")
    for one in references if isinstance(references, Items) else [references]:
        if isinstance(one, Section):
            inherited = _whole(one)
            out.update(inherited)
            out.places.update(inherited.places)
    for key, inner in value.items():
        if key != "<<":
            out[key] = _whole(inner)
            out.places[key] = value.at(key)
    return out


def _mapping(parent: Section, key: str) -> Section:
    found = parent.get(key)
    if found is None:
        return Section(parent.at(key))
    if not isinstance(found, Section):
        raise SourceError(
            parent.at(key), f"'{key}' is no mapping", f"write `name: settings` lines below {key}:"
        )
    return found


def _components(values: Section, kind: str) -> dict[str, Component]:
    section = _mapping(values, kind)
    return {name: Component(kind, name, _mapping(section, name), section.at(name)) for name in section}


def _pipelines(section: Section) -> dict[str, Pipeline]:
    found = {}
    for name in section:
        signal = name.split("/", 1)[0]
        if signal not in (*SIGNALS, *_OTHER_SIGNALS):
            raise unknown(section.at(name), "signal", signal, SIGNALS, f" of the pipeline '{name}'")
        body = _mapping(section, name)
        for key in body:
            if key not in _SIDES:
                raise unknown(body.at(key), "key", key, _SIDES, f" in the pipeline '{name}'")
        receivers, processors, exporters = (_names(body, side) for side in _SIDES)
        found[name] = Pipeline(name, receivers, processors, exporters, section.at(name))
    return found


def _names(parent: Section, key: str) -> tuple[str, ...]:
    value = parent.get(key)
    if value is None:
        return ()
    if not isinstance(value, Items):
        raise SourceError(parent.at(key), f"'{key}' is no list", f"write {key}: [{value}]")
    return tuple(str(one) for one in value)
