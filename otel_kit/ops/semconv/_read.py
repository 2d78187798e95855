"""Reads a registry's folder: `manifest.yaml` and `registry/*.yaml` in Weaver's format `definition/2`.

Weaver knows nothing of what stands under `annotations: otel_kit:`; semconv/README.md lists those keys.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._yaml import Place, SourceError, load
from otel_kit.ops.rules._fields import Fields, each
from otel_kit.ops.semconv import _read_signals
from otel_kit.ops.semconv._model import Domain, Group, Import, Manifest, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["FORMAT", "read", "read_manifest"]

FORMAT = "definition/2"
MANIFEST = "manifest.yaml"
FOLDER = "registry"
OUTPUTS = ("resolved", "signals", "constants", "reference")
_TOP = ("file_format", "attributes", "attribute_groups", "metrics", "spans", "events", "imports")
_MANIFEST = ("schema_url", "description", "stability", "dependencies", "annotations")
_ANNOTATIONS = ("name", "root", "package", "outputs")


def read(folder: Path) -> tuple[Source, list[SourceError]]:
    """Read all files; return what could be read, and an error for each entry that could not.

    Raises ConfigurationError for a folder without a manifest, SourceError for a manifest that cannot be used.
    """
    manifest = read_manifest(folder)
    paths = sorted((folder / FOLDER).glob("*.yaml"))
    if not paths:
        raise ConfigurationError(
            "the registry",
            str(folder / FOLDER),
            problem="it holds no *.yaml file",
            fix="add one for each domain",
        )
    errors: list[SourceError] = []
    files = [part for path in paths if (part := _file(path, errors)) is not None]
    domains = tuple(domain for domain, _ in files)
    parts = {
        name: tuple(chain.from_iterable(entries[name] for _, entries in files))
        for name in ("attributes", "attribute_groups", "metrics", "spans", "events", "imports")
    }
    source = Source(
        manifest,
        domains,
        parts["attributes"],
        parts["attribute_groups"],
        parts["metrics"],
        parts["spans"],
        parts["events"],
        parts["imports"],
    )
    return source, errors


def read_manifest(folder: Path) -> Manifest:
    """Read who the registry is."""
    path = folder / MANIFEST
    if not path.is_file():
        raise ConfigurationError(
            "the registry",
            str(folder),
            problem=f"this folder has no {MANIFEST}",
            fix="otel-kit semconv init NAME starts one",
        )
    top = load(path)
    fields = Fields(top, top.place, "the manifest", _MANIFEST)
    url = fields.text("schema_url")
    notes = Fields(fields.mapping("annotations"), fields.at("annotations"), "annotations", ("otel_kit",))
    own = notes.part("otel_kit", _ANNOTATIONS)
    outputs = own.part("outputs", OUTPUTS)
    return Manifest(
        place=top.place,
        name=own.text("name"),
        root=own.text("root"),
        version=url.rsplit("/", 1)[-1],
        schema_url=url,
        description=fields.text("description"),
        dependencies=_dependencies(fields, folder),
        package=own.text("package") if outputs.has("signals") else "",
        outputs={key: folder / outputs.text(key) for key in outputs.section},
    )


def _dependencies(fields: Fields, folder: Path) -> dict[str, Path | None]:
    found = {}
    for item, place in each(fields.items("dependencies")):
        one = Fields(item, place, "this dependency", ("schema_url", "registry_path"))
        path = one.text("registry_path", "-")
        found[one.text("schema_url")] = None if path == "-" else folder / path
    return found


def _file(path: Path, errors: list[SourceError]) -> tuple[Domain, dict[str, list[Any]]] | None:
    try:
        top = load(path)
        fields = Fields(top, top.place, "the file", _TOP)
        fields.choice("file_format", (FORMAT,))
    except SourceError as error:
        errors.append(error)
        return None
    domain = path.stem
    readers: dict[str, Callable[[Any, Place], Any]] = {
        "attributes": _read_signals.attribute,
        "attribute_groups": _group,
        "metrics": lambda item, place: _read_signals.metric(item, place, domain),
        "spans": lambda item, place: _read_signals.span(item, place, domain),
        "events": lambda item, place: _read_signals.event(item, place, domain),
    }
    entries = {name: list(_entries(fields, name, make, errors)) for name, make in readers.items()}
    entries["imports"] = list(_imports(fields, errors))
    return Domain(domain, path, _intro(path)), entries


def _entries(
    fields: Fields, name: str, make: Callable[[Any, Place], Any], errors: list[SourceError]
) -> Iterator[Any]:
    """Yield each entry of a list; one that is wrong does not hide the others."""
    try:
        items = fields.items(name)
    except SourceError as error:
        errors.append(error)
        return
    for item, place in each(items):
        try:
            yield make(item, place)
        except SourceError as error:  # noqa: PERF203 - one wrong entry must not hide the next
            errors.append(error)


def _imports(fields: Fields, errors: list[SourceError]) -> Iterator[Import]:
    try:
        part = Fields(fields.mapping("imports"), fields.at("imports"), "imports", ("metrics",))
        for name, place in each(part.items("metrics")):
            yield Import(str(name), place)
    except SourceError as error:
        errors.append(error)


def _group(item: Any, place: Place) -> Group:
    fields = Fields(item, place, "this group", ("id", "visibility", "attributes"))
    if fields.text("visibility") != "internal":
        raise SourceError(
            fields.at("visibility"), "only internal groups are read", "write `visibility: internal`"
        )
    return Group(fields.text("id"), place, _read_signals.refs(fields))


def _intro(path: Path) -> str:
    """Return the comment at the top of the file: the first words of the domain's page."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# ").rstrip())
    return " ".join(lines)
