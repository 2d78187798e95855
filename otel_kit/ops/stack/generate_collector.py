"""Generate the sources of our Collectors from their manifests, and those of our components from their metadata."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError
from otel_kit.ops._paths import bundle, in_checkout
from otel_kit.ops._yaml import load
from otel_kit.ops.stack.build import build_servers, find_binary
from otel_kit.ops.stack.golang import find_go, go_environment
from otel_kit.ops.stack.specs import TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from otel_kit.ops.stack.build import BuildProgress

__all__ = ["generate_collector"]


def generate_collector(
    folder: Path | None = None, on_progress: Callable[[BuildProgress], None] | None = None
) -> list[Path]:
    """Write what `folder` (collector/ of the checkout) has generated in it, and return the folders of that.

    The OpenTelemetry Collector Builder turns each `manifest*.yaml` into the sources of a distribution, mdatagen each
    `plugins/*/metadata.yaml` into telemetry, tests and documentation. go.mod and go.sum stay as they are: what they
    pin was resolved once, and is not to be had as a whole from the manifest alone. Raises `OtelKitError`.
    """
    if folder is None and not in_checkout():
        raise OtelKitError(
            "the Collector's sources are generated in a checkout of otel_kit, and this is an installed package\n"
            "  → git clone the repository and run `make generate` in it"
        )
    folder = folder or bundle("collector")
    build_servers(["mdatagen", "ocb"], on_progress=on_progress, servers=TOOLS)
    written = []
    for metadata in sorted(folder.glob("plugins/*/metadata.yaml")):
        _run(["mdatagen", metadata.name], metadata)
        written.append(metadata.parent)
    for manifest in sorted(folder.glob("manifest*.yaml")):
        _run(["ocb", "--config", manifest.name, "--skip-compilation", "--skip-get-modules"], manifest)
        written.append(folder / str(load(manifest)["dist"]["output_path"]))
    return written


def _run(command: list[str], source: Path) -> None:
    environment = go_environment()
    environment["PATH"] = os.pathsep.join([str(find_go().parent), environment.get("PATH", "")])
    command = [str(find_binary(command[0], servers=TOOLS)), *command[1:]]
    answer = subprocess.run(
        command, cwd=source.parent, env=environment, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        last = "".join(f"\n    {line}" for line in answer.stderr.splitlines()[-15:])
        raise OtelKitError(
            f"the Collector's sources could not be generated\n  $ cd {source.parent} && {shlex.join(command)}{last}\n"
            f"  → mend {source}: the lines above name what does not fit"
        )
