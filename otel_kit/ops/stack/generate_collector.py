"""Generate the sources of our Collector from its manifest, with the OpenTelemetry Collector Builder."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from otel_kit.exceptions import OtelKitError
from otel_kit.ops._paths import bundle, in_checkout
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
) -> Path:
    """Write `distribution/` from `manifest.yaml` in `folder` (collector/ of the checkout) and return it.

    go.mod and go.sum stay as they are: what they pin was resolved once, and is not to be had as a whole
    from the manifest alone. Raises `OtelKitError`.
    """
    if folder is None and not in_checkout():
        raise OtelKitError(
            "the Collector's sources are generated in a checkout of otel_kit, and this is an installed package\n"
            "  → git clone the repository and run `make generate` in it"
        )
    folder = folder or bundle("collector")
    build_servers(["ocb"], on_progress=on_progress, servers=TOOLS)
    ocb = find_binary("ocb", servers=TOOLS)
    command = [str(ocb), "--config", "manifest.yaml", "--skip-compilation", "--skip-get-modules"]
    environment = go_environment()
    environment["PATH"] = os.pathsep.join([str(find_go().parent), environment.get("PATH", "")])
    answer = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode:
        last = "".join(f"\n    {line}" for line in answer.stderr.splitlines()[-15:])
        raise OtelKitError(
            f"the Collector's sources could not be generated\n  $ cd {folder} && {shlex.join(command)}{last}\n"
            f"  → mend {folder / 'manifest.yaml'}: the lines above name what does not fit"
        )
    return folder / "distribution"
