"""Dashboards as ConfigMaps, which the sidecar of Grafana's Helm chart finds by their label."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FOLDER", "configmaps"]

FOLDER = "otel_kit"
_HEADER = "# GENERATED from dashboards/ by `otel-kit dashboards build`; do not edit.\n"
_LABELS = {
    "app.kubernetes.io/name": "otel-kit",
    "app.kubernetes.io/component": "dashboards",
    "grafana_dashboard": "1",  # what the sidecar looks for (sidecar.dashboards.label)
}
_ANNOTATIONS = {"grafana_folder": FOLDER}  # sidecar.dashboards.folderAnnotation
# A ConfigMap holds 1 MiB; `kubectl apply` keeps a second copy in an annotation, which holds 256 KiB.
_MOST_BYTES = 256 * 1024


def configmaps(boards: Mapping[str, str]) -> dict[str, str]:
    """Return one object a dashboard, by the name of its file, and what kustomize reads; `boards` are JSON by name.

    Raises ConfigurationError for a dashboard that is too large to be applied.
    """
    made = {f"{name}.yaml": _HEADER + _yaml(_object(name, text)) for name, text in boards.items()}
    kustomization = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": sorted(made),
    }
    return {**made, "kustomization.yaml": _HEADER + _yaml(kustomization)}


def _object(name: str, text: str) -> dict[str, object]:
    compact = json.dumps(json.loads(text), separators=(",", ":"), ensure_ascii=False)
    size = len(compact.encode())
    if size > _MOST_BYTES:
        problem = f"it has {size // 1024} KiB, and `kubectl apply` takes {_MOST_BYTES // 1024} KiB"
        raise ConfigurationError(
            f"dashboards/{name}.py", name, problem=problem, fix="make two dashboards of it"
        )
    metadata = {"name": f"otel-kit-dashboard-{name}", "labels": _LABELS, "annotations": _ANNOTATIONS}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": {f"{name}.json": compact}}


def _yaml(content: object) -> str:
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=2**30)
