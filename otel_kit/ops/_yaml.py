"""YAML that remembers where each value stood, so that an error can name file and line."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from otel_kit.exceptions import OtelKitError
from otel_kit.ops._paths import bundle

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Items",
    "Place",
    "Section",
    "SourceError",
    "dump",
    "load",
    "meant",
    "plain",
    "shortened",
    "unknown",
]

# libyaml where PyYAML has it: ten times as fast.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Place:
    """A line of a file that a person wrote."""

    path: Path
    line: int

    def __str__(self) -> str:
        """Return `rules/values.yaml:12`, as short as `shortened` makes it."""
        return f"{shortened(self.path)}:{self.line}"


def shortened(path: Path) -> Path:
    """Return `path` as the working folder or the checkout allows it to be written."""
    for root in (Path.cwd(), bundle()):
        if path.is_relative_to(root):
            return path.relative_to(root)
    return path


class SourceError(OtelKitError):
    """A file that a person wrote is wrong: where, what, and what to write instead."""

    def __init__(self, place: Place, problem: str, fix: str) -> None:
        """Build the sentence."""
        self.place = place
        self.problem = problem
        self.fix = fix
        super().__init__(f"{place}: {problem}\n  → {fix}")


class Section(dict[str, Any]):
    """A mapping that knows its line and that of each key."""

    def __init__(self, place: Place) -> None:
        """Start empty."""
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}
        self.blocks: set[str] = set()

    def at(self, key: str) -> Place:
        """Return the place of `key`, or the section's own where the key is missing."""
        return self.places.get(key, self.place)

    def text_at(self, key: str) -> Place:
        """Return where the text of `key` begins: on the next line where it is a `|` or `>` block."""
        place = self.at(key)
        return Place(place.path, place.line + 1) if key in self.blocks else place


class Items(list[Any]):
    """A sequence that knows its line and that of each item."""

    def __init__(self, place: Place) -> None:
        """Start empty."""
        super().__init__()
        self.place = place
        self.places: list[Place] = []


def load(path: Path) -> Section:
    """Read a YAML file whose top is a mapping; raise SourceError for what is not one, with its line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SourceError(Place(path, 1), f"cannot be read: {reason}", "check the file") from error
    try:
        loader = _Loader(text)
        try:
            value = _value(loader, loader.get_single_node(), path)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise _broken(path, error) from error
    if not isinstance(value, Section):
        raise SourceError(Place(path, 1), "the file holds no mapping", "write `key: value` lines")
    return value


def meant(given: str, known: Iterable[str]) -> str:
    """Return ` did you mean …?` where a known name is close to the given one, else nothing."""
    close = get_close_matches(given, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


def unknown(place: Place, what: str, given: str, known: Iterable[str], where: str = "") -> SourceError:
    """Return the error for a name that is not one of the known ones."""
    names = sorted(known)
    shown = f"known: {', '.join(names)}" if names else "none are known here"
    return SourceError(place, f"unknown {what} '{given}'{where}", shown + meant(given, names))


def _value(loader: yaml.SafeLoader, node: yaml.Node | None, path: Path) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _section(loader, node, path)
    if isinstance(node, yaml.SequenceNode):
        items = Items(_place(path, node))
        for child in node.value:
            items.append(_value(loader, child, path))
            items.places.append(_place(path, child))
        return items
    return None if node is None else loader.construct_object(node, deep=True)


def _section(loader: yaml.SafeLoader, node: yaml.MappingNode, path: Path) -> Section:
    section = Section(_place(path, node))
    for key_node, child in node.value:
        place = _place(path, key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            raise SourceError(place, "a key is not a plain name", "write `key: value`")
        key = key_node.value
        if key in section:
            raise SourceError(
                place, f"'{key}' is given twice", f"keep one; the first is on line {section.at(key).line}"
            )
        section[key] = _value(loader, child, path)
        section.places[key] = place
        if isinstance(child, yaml.ScalarNode) and child.style in ("|", ">"):
            section.blocks.add(key)
    return section


def _place(path: Path, node: yaml.Node) -> Place:
    return Place(path, node.start_mark.line + 1)


def _broken(path: Path, error: yaml.YAMLError) -> SourceError:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(error, "problem", None) or "not readable"
    return SourceError(Place(path, line), f"broken YAML: {problem}", "mend this line or the one before")


class _Dumper(yaml.SafeDumper):
    """Writes no anchors: files that people read have every value where it belongs."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def dump(data: Any) -> str:
    """Return YAML in the given order, each text on one line, without anchors."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)


def plain(value: Any) -> Any:
    """Return what `load` returned, without its places."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value
