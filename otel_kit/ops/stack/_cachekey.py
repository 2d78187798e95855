"""The name under which a built server is cached: a hash of everything that it is built from."""

from __future__ import annotations

import hashlib
import platform
import re
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.stack.golang import GO_VERSION, go_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from otel_kit.ops.stack.specs import ServerSpec

__all__ = ["cache_key"]

_LOCAL_REPLACE = re.compile(r"=>\s+(\.{1,2}/\S+)")


def cache_key(spec: ServerSpec) -> str:
    """Return 16 hexadecimal digits that change when the server has to be built again."""
    if not (spec.module_dir / "go.mod").is_file():
        raise ConfigurationError(
            f"the sources of {spec.name}",
            str(spec.module_dir),
            problem="there is no go.mod in it",
            fix="install otel_kit again; in a checkout `git status` shows what is missing",
        )
    digest = hashlib.sha256(_recipe(spec).encode())
    skipped = {binary.file for binary in spec.binaries}
    for folder in _folders(spec.module_dir):
        for file in _sources(folder):
            if file.name not in skipped:
                digest.update(f"\0{file.relative_to(folder).as_posix()}\0".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _recipe(spec: ServerSpec) -> str:
    fixed = go_environment({})
    programs = [(binary.file, binary.package) for binary in spec.binaries]
    return repr(
        (programs, spec.flags, sorted(fixed.items()), GO_VERSION, platform.system(), platform.machine())
    )


def _folders(module_dir: Path) -> list[Path]:
    """Return the module and the local modules that its go.mod puts in place of others, theirs included."""
    folders = [module_dir.resolve()]
    for folder in folders:  # grows while it is walked
        text = (folder / "go.mod").read_text(encoding="utf-8")
        named = [(folder / path).resolve() for path in _LOCAL_REPLACE.findall(text)]
        folders += [
            path for path in dict.fromkeys(named) if path not in folders and (path / "go.mod").is_file()
        ]
    return folders


def _sources(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        hidden = any(part.startswith(".") or part == "testdata" for part in parts)
        if file.is_file() and not hidden and not file.name.endswith(("_test.go", ".md")):
            yield file
