"""A Go module that `go` really builds, in about a second: what stands for a server in the build's tests."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from otel_kit.ops.stack.specs import Binary, ServerSpec

if TYPE_CHECKING:
    from pathlib import Path


def tiny_server(folder: Path, name: str = "tiny", *, packages: int = 3, version: str = "1.2.3") -> ServerSpec:
    """Write a module of `packages` packages, each importing the next, that Go's cache has never seen."""
    module = folder / name
    for number in range(packages):
        following = f'import "tiny/p{number + 1}"\n' if number + 1 < packages else ""
        value = f'"{uuid.uuid4()}"' + (f" + p{number + 1}.Value" if following else "")
        package = module / f"p{number}" / "p.go"
        package.parent.mkdir(parents=True)
        package.write_text(f"package p{number}\n\n{following}\nvar Value = {value}\n")
    (module / "go.mod").write_text("module tiny\n\ngo 1.26.0\n")
    (module / "main.go").write_text(
        'package main\n\nimport "tiny/p0"\n\nvar version = "unset"\n\n'
        'func main() { println("tiny, version", version, "("+p0.Value+")") }\n'
    )
    return ServerSpec(
        name=name,
        version=version,
        module_dir=module,
        binaries=(Binary(name, ".", name),),
        variables=(("main.version", version),),
        fits=("1", "2"),
    )
