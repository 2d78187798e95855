"""Docker and Swarm as an agent sees them, by what an engine answers over its API: who is scraped, and under which name."""

from __future__ import annotations

import http.server
import json
import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest

from support.collectors import Running, running
from support.otlp import serving
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from otel_kit.ops.clients import LogLine
    from support.chain import Chain
    from support.tls import Authority

pytestmark = pytest.mark.chain

SCRAPED = {"otel-kit.scrape": "true", "otel-kit.path": "/shop", "otel-kit.service": "shop"}
PAGES = {"/shop": "shop_orders_seen 5\n", "/metrics": "somebody_elses 1\n"}


class Engine(http.server.BaseHTTPRequestHandler):
    """Docker's API as far as discovery asks it, and the containers' own pages, at one port."""

    def do_GET(self) -> None:
        """Answer with JSON for the API, with text for a page."""
        path = re.sub(r"^/v[\d.]+", "", self.path.split("?")[0])
        port = self.server.server_address[1]
        if path in PAGES:
            self._answer(PAGES[path].encode(), "text/plain; version=0.0.4")
        else:
            self._answer(json.dumps(_api(port).get(path, [])).encode(), "application/json")

    def do_HEAD(self) -> None:
        """Answer a ping."""
        self._answer(b"", "text/plain")

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Api-Version", "1.44")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _api(port: int) -> Mapping[str, Any]:
    own = {**SCRAPED, "otel-kit.port": str(port)}
    return {
        "/_ping": "OK",
        "/info": {"Swarm": {"LocalNodeState": "active"}},
        "/containers/json": [_container("shop-1", port, own), _container("cache-1", port, {})],
        "/networks": [{"Id": "n1", "Name": "monitoring", "Scope": "swarm", "Ingress": False, "Labels": {}}],
        "/tasks": [
            _task("t1", "s1", port, "running"),
            _task("t2", "s1", port, "shutdown"),
            _task("t3", "s2", port, "running"),
        ],
        "/services": [_service("s1", "shop_web", own), _service("s2", "cache", {})],
        "/nodes": [],
    }


def _container(name: str, port: int, labels: Mapping[str, str]) -> Mapping[str, Any]:
    ports = [{"PrivatePort": each, "Type": "tcp"} for each in (port, port + 1)]
    networks = {"bridge": {"NetworkID": "n1", "IPAddress": "127.0.0.1"}}
    return {
        "Id": name.encode().hex().ljust(64, "0"),
        "Names": [f"/{name}"],
        "Image": f"{name}:1",
        "State": "running",
        "Labels": labels,
        "Ports": ports,
        "HostConfig": {"NetworkMode": "bridge"},
        "NetworkSettings": {"Networks": networks},
    }


def _task(identity: str, service: str, port: int, desired: str) -> Mapping[str, Any]:
    attached = {"Network": {"ID": "n1"}, "Addresses": ["127.0.0.1/24"]}
    return {
        "ID": identity,
        "ServiceID": service,
        "NodeID": "node-1",
        "Slot": 1,
        "DesiredState": desired,
        "Status": {"State": desired, "PortStatus": {}, "ContainerStatus": {"ContainerID": "c1"}},
        "Spec": {"ContainerSpec": {"Labels": {}}},
        "NetworksAttachments": [attached],
        "Version": {"Index": port},
    }


def _service(identity: str, name: str, labels: Mapping[str, str]) -> Mapping[str, Any]:
    spec = {"Name": name, "Labels": labels, "Mode": {"Replicated": {"Replicas": 1}}, "TaskTemplate": {}}
    return {"ID": identity, "Spec": spec, "Endpoint": {"VirtualIPs": []}}


@pytest.fixture(scope="module")
def engine() -> Iterator[str]:
    """Run the engine; give its host and port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Engine)
    with serving(server):
        yield f"127.0.0.1:{server.server_port}"


@pytest.fixture(scope="module")
def agent(site: Path, authority: Authority, gateway: Running, engine: str) -> Iterator[Running]:
    """Run an agent with both parts, and a container's log beside it."""
    with running(
        site / "discovering",
        ("base", "agent", "parts/docker", "parts/swarm"),
        name="collector-full",
        OTEL_KIT_TLS=str(authority.identity(site / "discovering-tls", "agent-6")),
        OTEL_KIT_GATEWAY=gateway.grpc,
        OTEL_KIT_LOG_FILES=f"[{site}/none.log]",
        OTEL_KIT_DOCKER=f"tcp://{engine}",
        OTEL_KIT_DOCKER_LOGS=f"[{site}/docker/containers/*/*-json.log]",
        OTEL_KIT_SCRAPE_INTERVAL="10s",
    ) as agent:
        yield agent


@pytest.mark.usefixtures("agent")
def test_a_container_with_the_labels_is_scraped_at_its_port_alone(chain: Chain) -> None:
    """The service is the label's, the instance the container; the one without labels is left alone."""
    wait_for(
        lambda: chain.prometheus.query('shop_orders_seen{instance="shop-1"}'), 60, "the container's metric"
    )

    assert {sample.labels["job"] for sample in chain.prometheus.query("shop_orders_seen")} == {"shop"}
    assert chain.prometheus.query('up{instance="cache-1"}') == []
    assert chain.prometheus.query("somebody_elses") == []


@pytest.mark.usefixtures("agent")
def test_of_a_swarm_running_tasks_with_the_labels_are_scraped(chain: Chain) -> None:
    """One target a task, named by its service and slot."""
    wait_for(
        lambda: chain.prometheus.query('shop_orders_seen{instance="shop_web.1"}'), 60, "the task's metric"
    )

    assert len(chain.prometheus.query('up{instance=~".*[.]1"}')) == 1


@pytest.mark.usefixtures("agent")
def test_what_a_container_prints_is_read(chain: Chain, site: Path) -> None:
    """The line without Docker's wrapping, with the container's id; what a file held at the agent's start is not read."""
    identity = "0123456789ab" + "c" * 52
    file = site / "docker" / "containers" / identity / f"{identity}-json.log"
    file.parent.mkdir(parents=True)

    def printed() -> list[LogLine]:
        now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        with file.open("a") as log:
            log.write(json.dumps({"log": "hello from a container\n", "stream": "stdout", "time": now}) + "\n")
        return chain.loki.lines('{service_name="docker"} |= "hello from a container"')

    line = wait_for(printed, 30, "the line", every=0.5)[0]
    assert line.line == "hello from a container"
    assert line.labels["container_id"] == "0123456789ab"
