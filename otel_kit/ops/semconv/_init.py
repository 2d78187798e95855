"""Starts a pack: a registry of a user's own, with one signal to look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.semconv import _upstream
from otel_kit.ops.semconv._templates import render
from otel_kit.ops.semconv._write import write_all

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["start"]

_NAME = re.compile(r"[a-z][a-z0-9_]*")
HOUSE_ROOT = "kit"


def start(name: str, folder: Path, package: str) -> list[Path]:
    """Write `folder/manifest.yaml` and a first domain, for signals that begin with `name.`; return the files.

    The typed functions will be generated as the Python package `package`, such as `acme.signals`, beside the folder.
    Raises ConfigurationError for a name that cannot be a root, or a folder that already holds a registry.
    """
    if not _NAME.fullmatch(name) or name == HOUSE_ROOT or name in _upstream.namespaces():
        raise ConfigurationError(
            "NAME",
            name,
            problem="it cannot begin the names of signals",
            fix="a short lower-case word that neither OpenTelemetry nor otel_kit uses, such as your company's name",
        )
    if not all(part.isidentifier() for part in package.split(".")):
        raise ConfigurationError(
            "--package", package, problem="this is no Python package", fix=f"write it like {name}.signals"
        )
    if (folder / "manifest.yaml").exists():
        raise ConfigurationError(
            "--folder", str(folder), problem="it already holds a registry", fix="choose another folder"
        )
    values = {
        "name": name,
        "package": package.replace(".", "/"),
        "call": package,
        "upstream": _upstream.schema_url(),
    }
    files = {
        folder / "manifest.yaml": render("init/manifest.yaml.j2", **values),
        folder / "registry" / "orders.yaml": render("init/orders.yaml.j2", **values),
    }
    write_all(files)
    return sorted(files)
