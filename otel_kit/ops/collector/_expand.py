"""`${env:NAME:-default}` in a Collector's configuration, replaced as the Collector does it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from otel_kit.ops._yaml import Items, Place, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["expanded", "has_reference"]

_REFERENCE = re.compile(r"(?<!\$)\$\{(?:env:)?(?P<name>[A-Za-z_]\w*)(?::-(?P<default>[^{}]*))?\}")
_ANY = re.compile(r"(?<!\$)\$\{[^{}]+\}")


def has_reference(value: object) -> bool:
    """Tell whether a value comes, in part, from outside of the file: the environment, another file."""
    return isinstance(value, str) and _ANY.search(value) is not None


def expanded(raw: Section, environ: Mapping[str, str]) -> tuple[Section, list[tuple[str, Place]]]:
    """Return `raw` with its references replaced, and the variables that have neither a value nor a default."""
    unset: list[tuple[str, Place]] = []
    return _section(raw, environ, unset), unset


def _section(raw: Section, environ: Mapping[str, str], unset: list[tuple[str, Place]]) -> Section:
    out = Section(raw.place)
    out.places = dict(raw.places)
    for key, value in raw.items():
        out[key] = _value(value, raw.at(key), environ, unset)
    return out


def _value(value: Any, place: Place, environ: Mapping[str, str], unset: list[tuple[str, Place]]) -> Any:
    if isinstance(value, Section):
        return _section(value, environ, unset)
    if isinstance(value, Items):
        items = Items(value.place)
        items.places = list(value.places)
        items.extend(_value(one, at, environ, unset) for one, at in zip(value, value.places, strict=True))
        return items
    return _text(value, place, environ, unset) if isinstance(value, str) else value


def _text(text: str, place: Place, environ: Mapping[str, str], unset: list[tuple[str, Place]]) -> Any:
    def found(match: re.Match[str]) -> str:
        name, default = match["name"], match["default"]
        if name not in environ and default is None:
            unset.append((name, place))
        return environ.get(name, default or "")

    if whole := _REFERENCE.fullmatch(text):
        return _parsed(found(whole), place)
    return _REFERENCE.sub(found, text).replace("$$", "$")


def _parsed(text: str, place: Place) -> Any:
    """Read a value that is one reference as YAML: a number, a list or a mapping, as in the file itself."""
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    return _placed(value, place)


def _placed(value: Any, place: Place) -> Any:
    if isinstance(value, dict):
        section = Section(place)
        section.update({str(key): _placed(one, place) for key, one in value.items()})
        return section
    if isinstance(value, list):
        items = Items(place)
        items.extend(_placed(one, place) for one in value)
        items.places = [place] * len(value)
        return items
    return value
