"""Schemas of the custom resources that deploy/kubernetes uses, from their operators' Go modules."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from otel_kit.ops._paths import bundle
from otel_kit.ops.stack.golang import find_go

_FOLDERS = {
    "github.com/cert-manager/cert-manager": "deploy/crds",
    "github.com/open-telemetry/opentelemetry-operator": "config/crd/bases",
    "github.com/prometheus-operator/prometheus-operator": "example/prometheus-operator-crd",
}


class _Loader(yaml.CSafeLoader):
    """Takes the YAML 1.1 value `=` for a text, as Kubernetes does."""


_Loader.add_constructor("tag:yaml.org,2002:value", lambda loader, node: loader.construct_scalar(node))


@cache
def schemas() -> dict[tuple[str, str], dict[str, Any]]:
    """Return the schema of each custom resource by its apiVersion and kind."""
    found = {}
    for module in _modules():
        folder = _downloaded(module)
        for path in sorted(folder.glob("*.yaml")):
            # Go's flag, which Python wants at the beginning.
            text = path.read_text().replace("^(?i)", "(?i)^")
            definition = yaml.load(text, Loader=_Loader)["spec"]
            for version in definition["versions"]:
                name = f"{definition['group']}/{version['name']}", definition["names"]["kind"]
                found[name] = version["schema"]["openAPIV3Schema"]
    return found


def _modules() -> list[str]:
    text = bundle("deploy", "build", "crds", "go.mod").read_text()
    return ["@".join(pair) for pair in re.findall(r"^\t(\S+) (\S+)$", text, re.MULTILINE)]


def _downloaded(module: str) -> Path:
    done = subprocess.run(
        [str(find_go()), "mod", "download", "-json", module],
        cwd=bundle("deploy", "build", "crds"),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Path(json.loads(done.stdout)["Dir"]) / _FOLDERS[module.partition("@")[0]]
