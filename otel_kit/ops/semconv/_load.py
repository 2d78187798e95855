"""A registry that holds together: read, resolved, with what it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from otel_kit.ops._paths import bundle
from otel_kit.ops._yaml import SourceError
from otel_kit.ops.semconv import _upstream
from otel_kit.ops.semconv._read import read, read_manifest
from otel_kit.ops.semconv._resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from otel_kit.ops.semconv._model import Manifest, Registry

__all__ = ["examine"]


def examine(folder: Path, path: tuple[Path, ...] = ()) -> tuple[Registry, list[SourceError]]:
    """Return the registry as far as it could be read, and every error in it."""
    source, errors = read(folder)
    here = folder.resolve()
    dependencies = [_dependency(source.manifest, found, (*path, here)) for found in _folders(source.manifest)]
    registry, more = resolve(source, dependencies)
    return registry, [*errors, *more]


def _dependency(manifest: Manifest, folder: Path, path: tuple[Path, ...]) -> Registry:
    """Return a registry that another depends on; a circle of them is an error."""
    if folder.resolve() in path:
        circle = " → ".join(part.name for part in (*path[path.index(folder.resolve()) :], folder.resolve()))
        raise SourceError(
            manifest.place,
            f"registries depend on one another in a circle: {circle}",
            "take one dependency out",
        )
    registry, errors = examine(folder, path)
    if errors:
        raise errors[0]
    return registry


def _folders(manifest: Manifest) -> Iterator[Path]:
    """Yield the folders of the registries that a manifest names; upstream's and the house's need no path."""
    for url, folder in manifest.dependencies.items():
        if folder is not None:
            yield folder
        elif not url.startswith(_upstream.SCHEMA):
            house = bundle("semconv")
            ours = read_manifest(house).schema_url
            if url != ours:
                raise SourceError(
                    manifest.place,
                    f"nothing is known of the registry {url}",
                    f"add its 'registry_path'; without one, upstream's and {ours} are known",
                )
            yield house
