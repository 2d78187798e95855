"""Rule files as objects of the Prometheus operator: `PrometheusRule`, monitoring.coreos.com/v1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops.rules._files import as_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.ops.rules._render import Group

__all__ = ["KUSTOMIZATION", "objects"]

KUSTOMIZATION = "kustomization.yaml"


def objects(files: Mapping[str, list[Group]]) -> dict[str, str]:
    """Return one object a rule file, under its file's name, and the kustomization that lists them."""
    made = {
        f"{name.removesuffix('.yml')}.yaml": as_yaml(_object(name.removesuffix(".yml"), groups))
        for name, groups in files.items()
    }
    return {**made, KUSTOMIZATION: as_yaml(_kustomization(sorted(made)))}


def _kustomization(names: list[str]) -> dict[str, Any]:
    return {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "resources": names}


def _object(name: str, groups: list[Group]) -> dict[str, Any]:
    labels = {
        "app.kubernetes.io/name": "otel-kit",
        "app.kubernetes.io/component": "rules",
        "role": "alert-rules",
    }
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": f"otel-kit-{name.replace('_', '-').lower()}", "labels": labels},
        "spec": {"groups": groups},
    }
