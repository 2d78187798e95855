from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import jsonschema
import kubernetes_validate
import pytest
import trustme
import yaml

from otel_kit.ops import deploy
from otel_kit.ops._paths import bundle
from support.crds import schemas
from support.programs import program, said

OVERLAYS = ("small", "production")
OPERATOR = "operator"  # the custom resources
KUBERNETES = "1.33"
WORKLOADS = {"DaemonSet", "StatefulSet", "Deployment"}
# Some receivers read the service account's files from where Kubernetes mounts them: a mount namespace has them there.
ACCOUNT = "/run/secrets/kubernetes.io/serviceaccount"
AS_IN_A_POD = [
    *("unshare", "--map-root-user", "--mount", "sh", "-c"),
    (
        f"mount -t tmpfs pod /run && mkdir -p {ACCOUNT} && echo token >{ACCOUNT}/token && "
        f'cp "$AUTHORITY" {ACCOUNT}/ca.crt && exec "$@"'
    ),
    "in-a-pod",
]
BOUND_BY_ETCD = 1_048_576


@cache
def objects(overlay):
    folder = bundle("deploy", "kubernetes", *([OPERATOR] if overlay == OPERATOR else ["overlays", overlay]))
    return built(folder)


def built(folder):
    text = said([program("kustomize"), "build", folder])
    return [one for one in yaml.load_all(text, Loader=yaml.CSafeLoader) if one]


def named(overlay, kind):
    return {one["metadata"]["name"]: one for one in objects(overlay) if one["kind"] == kind}


def workloads(overlay):
    return [one for kind in WORKLOADS for one in named(overlay, kind).values()]


def pod_of(workload):
    return workload["spec"]["template"]["spec"]


@pytest.mark.parametrize("overlay", [*OVERLAYS, OPERATOR])
def test_every_object_keeps_to_its_schema(overlay):
    for one in objects(overlay):
        validate(one)


def validate(one):
    custom = schemas().get((one["apiVersion"], one["kind"]))
    if custom:
        jsonschema.validate(one, custom)
    else:
        kubernetes_validate.validate(one, KUBERNETES, strict=True)


def test_production_has_what_a_cluster_needs():
    kinds = {one["kind"] for one in objects("production")}

    assert kinds >= {
        *("DaemonSet", "StatefulSet", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy"),
        *("ClusterRole", "ClusterRoleBinding", "ServiceAccount", "ServiceMonitor", "PodMonitor"),
        *("PrometheusRule", "Certificate", "ConfigMap"),
    }


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_pod_has_limits_probes_and_no_more_rights_than_it_needs(overlay):
    for workload in workloads(overlay):
        (container,) = pod_of(workload)["containers"]
        name = workload["metadata"]["name"]
        assert container["resources"]["limits"]["memory"], name
        assert {"livenessProbe", "readinessProbe"} <= set(container), name
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}, name
        assert container["securityContext"]["readOnlyRootFilesystem"] is True, name
        assert container["securityContext"]["allowPrivilegeEscalation"] is False, name


def test_only_agents_run_as_root_or_mount_the_node():
    for workload in workloads("production"):
        pod = pod_of(workload)
        node = [volume for volume in pod["volumes"] if "hostPath" in volume]
        root = pod["containers"][0]["securityContext"].get("runAsUser") == 0
        agent = workload["kind"] == "DaemonSet"
        assert (bool(node), root) == (agent, agent)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_config_map_secret_and_account_that_a_pod_names_is_there(overlay):
    maps, accounts = named(overlay, "ConfigMap"), named(overlay, "ServiceAccount")
    for workload in workloads(overlay):
        pod = pod_of(workload)
        asked = [volume["configMap"]["name"] for volume in pod["volumes"] if "configMap" in volume]
        asked += [source["configMapRef"]["name"] for source in pod["containers"][0]["envFrom"]]
        assert [name for name in asked if name not in maps] == []
        assert pod["serviceAccountName"] in accounts


def test_certificates_give_every_secret_that_pods_mount():
    made = {one["spec"]["secretName"] for one in named("production", "Certificate").values()}
    mounted = {
        volume["secret"]["secretName"]
        for workload in workloads("production")
        for volume in pod_of(workload)["volumes"]
        if "secret" in volume
    }

    assert mounted <= made


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_config_map_is_larger_than_kubernetes_takes(overlay):
    for name, one in named(overlay, "ConfigMap").items():
        assert sum(len(text.encode()) for text in one["data"].values()) < BOUND_BY_ETCD, name


def test_a_gateway_is_never_taken_away_with_what_waits_in_its_queue():
    (scaler,) = named("production", "HorizontalPodAutoscaler").values()
    gateway = named("production", "StatefulSet")["otel-kit-gateway"]

    assert scaler["spec"]["behavior"]["scaleDown"]["selectPolicy"] == "Disabled"
    assert gateway["spec"]["volumeClaimTemplates"][0]["metadata"]["name"] == "data"
    assert {"name": "data", "mountPath": "/data"} in pod_of(gateway)["containers"][0]["volumeMounts"]


def test_agents_may_read_and_never_write_or_see_secrets():
    for role in named("production", "ClusterRole").values():
        for rule in role["rules"]:
            assert set(rule["verbs"]) <= {"get", "list", "watch"}
            assert "secrets" not in rule.get("resources", [])
            assert "*" not in [*rule.get("resources", []), *rule.get("apiGroups", [])]


def test_nothing_may_be_reached_but_what_a_policy_names():
    policies = named("production", "NetworkPolicy")
    covered = {
        policy["spec"]["podSelector"].get("matchLabels", {}).get("app.kubernetes.io/name")
        for policy in policies.values()
    }

    assert policies["otel-kit-nothing-else"]["spec"]["podSelector"] == {}
    assert {workload["metadata"]["name"] for workload in workloads("production")} <= covered


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_collector_accepts_the_configuration_that_its_pod_mounts(overlay, tmp_path):
    for workload in workloads(overlay):
        accepted(workload, named(overlay, "ConfigMap"), tmp_path)


def accepted(workload, maps, tmp_path):
    """Have the Collector validate what a pod mounts, with the arguments and the environment of the pod."""
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "ca.crt"))
    (container,) = pod_of(workload)["containers"]
    mounted = mounts(pod_of(workload), maps, tmp_path / workload["metadata"]["name"])
    arguments = [relocated(argument, mounted) for argument in container["args"]]
    said(
        [*AS_IN_A_POD, program("collector-full"), "validate", *arguments],
        environ={**environment(container, maps, mounted), "AUTHORITY": str(tmp_path / "ca.crt")},
    )


def test_a_gateway_with_the_tokens_component_takes_them_from_a_secret(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    parts = {"resources": "overlays/small", "components": "components/tokens"}
    own = {
        kind: [os.path.relpath(bundle("deploy", "kubernetes", *path.split("/")), site)]
        for kind, path in parts.items()
    }
    (site / "kustomization.yaml").write_text(yaml.safe_dump(own))

    found = built(site)
    for one in found:
        validate(one)
    by_name = {(one["kind"], one["metadata"]["name"]): one for one in found}
    gateway = by_name["StatefulSet", "otel-kit-gateway"]
    maps = {name: one for (kind, name), one in by_name.items() if kind == "ConfigMap"}
    accepted(gateway, maps, tmp_path)
    (container,) = pod_of(gateway)["containers"]
    tokens = next(one["value"] for one in container["env"] if one["name"] == "OTEL_KIT_TOKENS")
    mounted = {one["mountPath"]: one["name"] for one in container["volumeMounts"]}
    volumes = {one["name"]: one for one in pod_of(gateway)["volumes"]}
    assert volumes[mounted[str(Path(tokens).parent)]]["secret"]["secretName"] == "otel-kit-tokens"
    ports = {port["name"]: port["port"] for port in by_name["Service", "otel-kit-gateway"]["spec"]["ports"]}
    assert (ports["bearer-grpc"], ports["bearer-http"]) == (4327, 4328)


def test_the_operators_resources_are_what_the_files_make(tmp_path):
    committed = {path.name: path.read_text() for path in bundle("deploy", "kubernetes", OPERATOR).iterdir()}

    deploy.generate_operator()

    assert {
        path.name: path.read_text() for path in bundle("deploy", "kubernetes", OPERATOR).iterdir()
    } == committed


@pytest.mark.parametrize("role", ["agent", "balancer", "gateway"])
def test_a_custom_resource_has_the_configuration_that_the_pod_of_its_role_mounts(role, tmp_path):
    resource = named(OPERATOR, "OpenTelemetryCollector")[f"otel-kit-{role}"]["spec"]
    maps = named(OPERATOR, "ConfigMap")
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(resource["config"]))
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "ca.crt"))

    said(
        [*AS_IN_A_POD, program("collector-full"), "validate", f"--config={tmp_path / 'config.yaml'}"],
        environ={
            **environment(
                resource,
                maps,
                {
                    "/host": str(tmp_path),
                    "/etc/otelcol-kit-schema": str(bundle("semconv")),
                    "/data": str(tmp_path),
                },
            ),
            "AUTHORITY": str(tmp_path / "ca.crt"),
        },
    )

    assert {source["configMapRef"]["name"] for source in resource["envFrom"]} <= set(maps)


def mounts(pod, maps, folder):
    """Write the ConfigMaps of a pod below `folder`; return where each of its mounts is."""
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    places = {}
    for mount in pod["containers"][0]["volumeMounts"]:
        place = folder / mount["mountPath"].lstrip("/")
        place.mkdir(parents=True, exist_ok=True)
        source = volumes.get(mount["name"], {}).get("configMap")
        for name, text in maps[source["name"]]["data"].items() if source else ():
            (place / name).write_text(text)
        places[mount["mountPath"]] = str(place)
    return places


def relocated(text, places):
    """Return a text with each path of the pod as it is here, the longest first."""
    for path in sorted(places, key=len, reverse=True):
        text = re.sub(rf"(?<![\w/]){re.escape(path)}(?=/|$)", places[path], text)
    return text


def environment(container, maps, places):
    """Return what the container's processes would have, with this machine's paths."""
    settings = {
        key: text
        for source in container["envFrom"]
        for key, text in maps[source["configMapRef"]["name"]]["data"].items()
    }
    own = {"POD_IP": "127.0.0.1", "K8S_NODE_NAME": "node-1"}
    own |= {one["name"]: one["value"] for one in container["env"] if "value" in one}
    expanded = {name: re.sub(r"\$\((\w+)\)", lambda match: own[match[1]], text) for name, text in own.items()}
    return {name: relocated(text, places) for name, text in (settings | expanded).items()}
