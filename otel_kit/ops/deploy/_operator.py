"""Agent, balancer and gateway as custom resources of the OpenTelemetry Operator.

Made from deploy/kubernetes/base and collector/config, since a custom resource holds its configuration as one mapping.
The resource: https://github.com/open-telemetry/opentelemetry-operator/blob/main/docs/api/opentelemetrycollectors.md
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from otel_kit.ops import _yaml
from otel_kit.ops._paths import bundle
from otel_kit.ops.collector import load
from otel_kit.ops.rules._files import write_all

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["generate"]

_HEADER = "# GENERATED from deploy/kubernetes/base and collector/config by `otel-kit deploy operator`; do not edit.\n"
_PARTS = "/etc/otelcol-kit/"
# The operator names its services by itself.
_BALANCER = "otel-kit-balancer-collector.otel-kit.svc:4317"
_SERVICES = {"otel-kit-gateway-pods": "otel-kit-gateway-collector-headless"}
# What the resource calls otherwise than a pod does, and what it has under the same name.
_OF_POD = {"serviceAccountName": "serviceAccount", "securityContext": "podSecurityContext"}
_POD_KEYS = ("priorityClassName", "terminationGracePeriodSeconds", "tolerations", "topologySpreadConstraints")
_CONTAINER_KEYS = ("envFrom", "resources", "securityContext")
_WORKLOAD_KEYS = ("replicas", "volumeClaimTemplates")


@dataclass(frozen=True)
class _Role:
    name: str
    file: str
    mode: str


_ROLES = (
    _Role("agent", "daemon-set.yaml", "daemonset"),
    _Role("balancer", "stateful-set.yaml", "statefulset"),
    _Role("gateway", "stateful-set.yaml", "statefulset"),
)


def generate() -> list[Path]:
    """Write deploy/kubernetes/operator and return the paths of its files."""
    files = {f"{role.name}.yaml": _text(_resource(role)) for role in _ROLES}
    files["kustomization.yaml"] = _text(_kustomization(list(files)))
    return write_all(bundle("deploy", "kubernetes", "operator"), files)


def _text(data: dict[str, Any]) -> str:
    return _HEADER + _yaml.dump(data)


def _kustomization(files: list[str]) -> dict[str, Any]:
    return {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "namespace": "otel-kit",
        "resources": ["../base/shared", *files],
        "configurations": ["names.yaml"],
        "configMapGenerator": [
            {"name": "otel-kit-settings", "behavior": "merge", "literals": [f"OTEL_KIT_GATEWAY={_BALANCER}"]}
        ],
        "images": [{"name": "otelcol-kit-full", "newTag": "0.1.0"}],
    }


def _resource(role: _Role) -> dict[str, Any]:
    path = bundle("deploy", "kubernetes", "base", role.name, role.file)
    workload = yaml.safe_load(path.read_text(encoding="utf-8"))["spec"]
    pod = workload["template"]["spec"]
    (container,) = pod["containers"]
    spec = {
        "mode": role.mode,
        "image": container["image"],
        **{_OF_POD[key]: pod[key] for key in _OF_POD if key in pod},
        **{key: pod[key] for key in _POD_KEYS if key in pod},
        **{key: workload[key] for key in _WORKLOAD_KEYS if key in workload},
        **{key: container[key] for key in _CONTAINER_KEYS},
        "env": [_with_services(variable) for variable in container["env"]],
        "ports": [_port(port) for port in container["ports"]],
        "volumeMounts": [mount for mount in container["volumeMounts"] if not _is_config(mount["name"])],
        "volumes": [volume for volume in pod["volumes"] if not _is_config(volume["name"])],
        "config": _yaml.plain(load(_config_files(container["args"]), {}).raw),
    }
    return {
        "apiVersion": "opentelemetry.io/v1beta1",
        "kind": "OpenTelemetryCollector",
        "metadata": {"name": f"otel-kit-{role.name}"},
        "spec": spec,
    }


def _with_services(variable: dict[str, Any]) -> dict[str, Any]:
    value = variable.get("value")
    if value is None:
        return variable
    for ours, theirs in _SERVICES.items():
        value = value.replace(ours, theirs)
    return {**variable, "value": value}


def _is_config(volume: str) -> bool:
    return volume in ("config", "parts")


def _port(port: dict[str, Any]) -> dict[str, Any]:
    return {"name": port["name"], "port": port["containerPort"]}


def _config_files(arguments: list[str]) -> list[Path]:
    named = (PurePosixPath(argument.removeprefix(f"--config={_PARTS}")) for argument in arguments)
    return [bundle("collector", "config", *name.parts) for name in named]
