"""The configurations that ship: each combination is explained without a warning, and its own Collector accepts it."""

from __future__ import annotations

import os
import subprocess

import pytest

from otel_kit.ops import collector
from otel_kit.ops._paths import bundle
from otel_kit.ops.stack.build import find_binary
from otel_kit.ops.stack.specs import SERVERS, TOOLS
from support.tls import Authority

CONFIG = bundle("collector", "config")
LOCAL = ("base", "local")
AGENT = ("base", "agent")
GATEWAY = ("base", "local", "gateway")
LEAN = (
    LOCAL,
    AGENT,
    *((*AGENT, f"parts/{part}") for part in ("files", "checks", "databases", "journal", "push")),
    (*AGENT, "parts/files", "parts/checks", "parts/databases", "parts/journal", "parts/push"),
    GATEWAY,
    (*GATEWAY, "parts/bearer"),
    (*GATEWAY, "parts/basic"),
    (*GATEWAY, "parts/push"),
    (*GATEWAY, "parts/tenants"),
    # Ways in add up, whichever comes first.
    (*GATEWAY, "parts/bearer", "parts/basic"),
    (*GATEWAY, "parts/bearer", "parts/tenants"),
    (*GATEWAY, "parts/tenants", "parts/basic"),
    (*GATEWAY, "parts/bearer", "parts/basic", "parts/push", "parts/tenants"),
)
FULL = (
    *((*AGENT, f"parts/{part}") for part in ("docker", "swarm", "kubernetes", "cluster")),
    (*GATEWAY, "parts/oidc"),
    (*AGENT, "parts/kafka-out"),
    *((*role, "parts/kafka-in") for role in (LOCAL, GATEWAY)),
    *((*role, "parts/remote-write") for role in (LOCAL, GATEWAY)),
    (*GATEWAY, "parts/remote-write", "parts/remote-write-token"),
    (*GATEWAY, "parts/kafka-in", "parts/tenants"),
    (*GATEWAY, "parts/oidc", "parts/basic", "parts/tenants"),
    (
        *GATEWAY,
        "parts/tenants",
        "parts/kafka-in",
        "parts/remote-write",
        "parts/remote-write-token",
        "parts/basic",
    ),
    (*GATEWAY, "parts/remote-write", "parts/bearer", "parts/remote-write-token"),
    (*LOCAL, "parts/remote-write", "parts/remote-write-token", "parts/kafka-in"),
    (*AGENT, "parts/files", "parts/kubernetes", "parts/kafka-out"),
    ("base", "balancer"),
)


def files(names):
    return [CONFIG / f"{name}.yaml" for name in names]


def programs(name):
    return find_binary(name, servers={**SERVERS, **TOOLS})


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Give what has no default: the certificates, tokens and addresses of a site."""
    folder = tmp_path_factory.mktemp("site")
    tls = Authority().identity(folder / "tls", "localhost")
    (folder / "tokens").write_text("a-token\n")
    (folder / "token").write_text("a-token\n")
    (folder / "htpasswd").write_text("service:{SHA}0DPiKuNIrrVmD8IUCuw1hQxNqZc=\n")
    (folder / "ca.crt").write_bytes((tls / "ca.crt").read_bytes())
    return {
        "PATH": os.environ["PATH"],
        "OTEL_KIT_TLS": str(tls),
        "OTEL_KIT_TOKENS": str(folder / "tokens"),
        "OTEL_KIT_HTPASSWD": str(folder / "htpasswd"),
        "OTEL_KIT_REMOTE_WRITE_TOKEN": str(folder / "token"),
        "OTEL_KIT_SERVICE_ACCOUNT": str(folder),
        "OTEL_KIT_SCHEMA": str(bundle("semconv", "resolved.json")),
        "OTEL_KIT_CHECK_HTTP": '[{endpoint: "https://shop.example.com/health"}]',
        "OTEL_KIT_CHECK_TCP": '[{endpoint: "db-1:5432"}]',
        "OTEL_KIT_POSTGRES_PASSWORD": "given",
        "OTEL_KIT_GATEWAYS": '{static: {hostnames: ["gateway-0:4317", "gateway-1:4317"]}}',
        "OTEL_KIT_OIDC_ISSUER": "https://id.example.com",
        "OTEL_KIT_OIDC_AUDIENCE": "otel-kit",
        "OTEL_KIT_KUBELET_AUTH": "none",  # a service account's token is read from where only a pod has it
        "K8S_NODE_NAME": "node-1",
    }


@pytest.mark.parametrize("names", [*LEAN, *FULL], ids="+".join)
def test_nothing_in_it_is_a_known_trap(names, environment):
    report = collector.check(files(names), environment)
    assert [str(one) for one in report.findings] == []


@pytest.mark.parametrize("names", LEAN, ids="+".join)
def test_the_program_for_a_laptop_or_a_host_accepts_it(names, environment):
    assert validated("collector", names, environment) == ""


@pytest.mark.parametrize("names", [AGENT, GATEWAY, *FULL], ids="+".join)
def test_the_larger_program_accepts_it(names, environment):
    assert validated("collector-full", names, environment) == ""


@pytest.mark.parametrize("names", [*LEAN, *FULL], ids="+".join)
def test_no_port_is_open_to_other_hosts_unless_somebody_asks_for_it(names, environment):
    report = collector.check(files(names), environment)
    assert [port["address"] for port in report.as_json()["ports"] if port["exposed"]] == []


def test_every_way_in_of_a_gateway_asks_who_is_there(environment):
    listening = {**environment, "OTEL_KIT_LISTEN": "0.0.0.0"}
    report = collector.check(files((*GATEWAY, "parts/bearer")), listening)

    exposed = [port for port in report.as_json()["ports"] if port["exposed"]]
    assert {port["component"] for port in exposed} == {"otlp", "otlp/bearer"}
    assert all(port["tls"] and port["guard"] for port in exposed)
    assert report.ok


@pytest.mark.parametrize("part", ["bearer", "basic", "oidc"])
def test_every_way_into_a_gateway_asks_whose_the_telemetry_is(part, environment):
    """Whichever file comes last, none of them lets anybody pass the guard of the tenants."""
    for names in ((f"parts/{part}", "parts/tenants"), ("parts/tenants", f"parts/{part}")):
        config = collector.load(files((*GATEWAY, *names)), environment)
        for receiver in ("otlp", f"otlp/{part}"):
            for protocol in config.components["receivers"][receiver].settings["protocols"].values():
                guards = [one["id"] for one in protocol["middlewares"]]
                assert guards == ["refusals", "tenant_guard"], (names, receiver)
        assert "delayed_ack/sampling" not in config.extensions


def test_every_part_is_in_one_of_the_combinations():
    parts = {f"parts/{path.stem}" for path in (CONFIG / "parts").glob("*.yaml")}
    assert parts - {name for names in (*LEAN, *FULL) for name in names} == set()


def validated(program, names, environment):
    command = [str(programs(program)), "validate", *(f"--config={file}" for file in files(names))]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stderr
