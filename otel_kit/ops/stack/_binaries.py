"""Where the program of a server is: named by the environment, built into the cache, or on PATH."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._paths import cache
from otel_kit.ops.stack._cachekey import cache_key
from otel_kit.ops.stack._versions import described_range, fits, version_of
from otel_kit.ops.stack.specs import SERVERS, Binary, ServerSpec, spec_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["cached_path", "find_binary", "server_folder", "variable_of"]


def variable_of(name: str) -> str:
    """Return the environment variable that names this program, such as `OTEL_KIT_PROMETHEUS_BIN`."""
    return f"OTEL_KIT_{name.upper().replace('-', '_')}_BIN"


def server_folder(spec: ServerSpec) -> Path:
    """Return the folder of the cache that holds all builds of a server."""
    return cache() / "servers" / spec.name


def cached_path(name: str, *, servers: Mapping[str, ServerSpec] = SERVERS) -> Path:
    """Return where the program is once it is built from the sources as they are now."""
    spec, binary = spec_of(name, servers)
    return server_folder(spec) / cache_key(spec) / binary.file


def find_binary(name: str, *, servers: Mapping[str, ServerSpec] = SERVERS) -> Path | None:
    """Return the program to run: `OTEL_KIT_<NAME>_BIN`, else the cache, else PATH; None if it must be built.

    What is on PATH counts only if its version fits our configuration files. Raises `ConfigurationError` if
    the environment variable names something that cannot be used.
    """
    spec, binary = spec_of(name, servers)
    if named := os.environ.get(variable_of(name)):
        return _checked(Path(named).expanduser().absolute(), variable_of(name), spec)
    built = cached_path(name, servers=servers)
    if os.access(built, os.X_OK):
        with contextlib.suppress(OSError):  # a read-only cache serves as well
            os.utime(built.parent)  # in use: see build._prune
        return built
    return _on_path(spec, binary)


def _checked(program: Path, variable: str, spec: ServerSpec) -> Path:
    fix = f"name a program that runs here, or unset {variable}: `otel-kit stack build` then builds one"
    if not program.is_file() or not os.access(program, os.X_OK):
        problem = "is not executable" if program.is_file() else "no such file"
        raise ConfigurationError(variable, str(program), problem=problem, fix=fix)
    version = version_of(program)
    if version is None:
        raise ConfigurationError(variable, str(program), problem="does not answer to --version", fix=fix)
    if not fits(version, spec):
        problem = f"is version {version}, but {spec.name} must be {described_range(spec)}"
        raise ConfigurationError(variable, str(program), problem=problem, fix=fix)
    return program


def _on_path(spec: ServerSpec, binary: Binary) -> Path | None:
    found = shutil.which(binary.file)
    version = version_of(Path(found)) if found else None
    return Path(found) if found and version and fits(version, spec) else None
