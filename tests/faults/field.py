"""Where the faults happen: real backends, and collectors in each role, as the stack's supervisor runs them."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faults.certificates import Certificates
from faults.proxy import Proxy
from otel_kit.ops._paths import bundle
from otel_kit.ops.stack import DEFAULT_PORTS, Program, Stack, up
from otel_kit.ops.stack._layout import Layout
from otel_kit.ops.stack.ports import free_ports
from otel_kit.ops.stack.profiles import profile_named
from otel_kit.ops.stack.programs import collector_environment
from support.programs import program
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BACKENDS = ("prometheus", "loki", "tempo")
_OWN_PORTS = ("collector", "collector-grpc", "collector-health", "collector-telemetry")
_EXPORTED = ("prometheus", "loki", "tempo-otlp-http")  # where a collector sends to


@dataclass(frozen=True)
class Collector:
    """One role of the collector: its configuration files on top of base.yaml, and what its environment changes."""

    name: str
    files: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    behind_proxies: bool = False
    in_place_of: str = ""  # who has its ports otherwise
    sends_to: str = "gateway"
    program: str = "collector"


_SAMPLING = {
    # Everything is kept, so that whatever was accepted must be found; it waits for its decision all the same.
    "OTEL_KIT_SAMPLE_PERCENT": "100",
    "OTEL_KIT_DECISION_WAIT": "5s",
    "OTEL_KIT_DECISION_HOLD": "10s",
}

COLLECTORS = (
    Collector("single", ("local.yaml",)),
    Collector("single-behind-proxies", ("local.yaml",), behind_proxies=True),
    Collector("agent", ("agent.yaml",)),
    Collector("gateway", ("local.yaml", "gateway.yaml"), _SAMPLING),
    Collector("second-gateway", ("local.yaml", "gateway.yaml"), _SAMPLING),
    Collector("balancer", ("balancer.yaml",), program="collector-full"),
    Collector("agent-of-balancer", ("agent.yaml",), in_place_of="agent", sends_to="balancer"),
    # The controls: without the wait for a lasting yes a loss must show, or the count is blind.
    Collector("single-without-hold", ("local.yaml",), {"OTEL_KIT_TEMPO_HOLD": "0s"}),
    Collector(
        "gateway-without-hold",
        ("local.yaml", "gateway.yaml"),
        {**_SAMPLING, "OTEL_KIT_DECISION_HOLD": "0s"},
        in_place_of="gateway",
    ),
)


class Field:
    """The running backends; collectors are started by the scenario that needs them."""

    def __init__(self, folder: Path) -> None:
        """Keep everything below `folder`."""
        self.folder = folder
        self.certificates = Certificates(folder)
        self._backend_ports = dict(zip(DEFAULT_PORTS, free_ports(len(DEFAULT_PORTS)), strict=True))
        spare = iter(free_ports(len(COLLECTORS) * (len(_OWN_PORTS) + 1) + len(_EXPORTED) + 1))
        self.proxies = {name: Proxy(next(spare), self._backend_ports[name]) for name in _EXPORTED}
        self._ports = {role.name: {port: next(spare) for port in _OWN_PORTS} for role in COLLECTORS}
        self._ports |= {role.name: self._ports[role.in_place_of] for role in COLLECTORS if role.in_place_of}
        self._sampling_ports = {role.name: str(next(spare)) for role in COLLECTORS}
        self.proxies["gateway"] = Proxy(next(spare), self._ports["gateway"]["collector-grpc"])
        self.stack = Stack(
            folder / "stack",
            ephemeral=True,
            ports=self._backend_ports,
            programs=[self._program(role) for role in COLLECTORS],
            rules=lambda *_: None,
        )

    @contextlib.contextmanager
    def running(self) -> Iterator[Field]:
        """Run the backends and the proxies inside the block."""
        with contextlib.ExitStack() as stack:
            for proxy in self.proxies.values():
                stack.enter_context(proxy.running())
            stack.callback(self.stack.down)
            up(self.stack, BACKENDS, build=False)
            yield self

    @contextlib.contextmanager
    def collectors(self, *names: str) -> Iterator[None]:
        """Run these collectors inside the block, the last one first: it is who the others send to."""
        try:
            for name in reversed(names):
                self.start(name)
            yield
        finally:
            for name in names:
                self.stack.stop(name)

    def start(self, *names: str) -> None:
        """Start programs, and wait until each is ready."""
        for name in names:
            self.stack.start(name)
        for name in names:
            self.stack.wait_ready(name, 60)

    def kill(self, *names: str) -> None:
        """End programs with SIGKILL."""
        for name in names:
            self.stack.signal(name, "KILL")
        for name in names:
            wait_for(lambda name=name: not self.stack.is_running(name), 10, f"{name} to be gone")

    def address(self, name: str, port: str) -> str:
        """Return `host:port` of a collector; `port` is named as in `DEFAULT_PORTS`."""
        return f"127.0.0.1:{self._ports[name][port]}"

    def memory(self, name: str) -> int:
        """Return the resident bytes of a program, 0 while it does not run."""
        return self.stack.status_of(name).memory

    def queue_of(self, name: str) -> Path:
        """Return the folder of a collector's queues."""
        return self._layout(name).data / "collector" / "queue"

    def _grpc(self, name: str) -> str:
        proxy = self.proxies.get(name)
        return f"localhost:{proxy.port if proxy else self._ports[name]['collector-grpc']}"

    def _layout(self, name: str) -> Layout:
        return Layout(self.folder / name)

    def _program(self, role: Collector) -> Program:
        ports = {**self._backend_ports, **self._ports[role.name]}
        if role.behind_proxies:
            ports |= {name: self.proxies[name].port for name in _EXPORTED}
        environment = collector_environment(self._layout(role.name), ports, profile_named("local"))
        config = bundle("collector", "config")
        return Program(
            role.name,
            [
                str(program(role.program)),
                *(f"--config={config / file}" for file in ("base.yaml", *role.files)),
            ],
            environment={
                **environment,
                "OTEL_KIT_TLS": str(self.certificates.folder(role.in_place_of or role.name)),
                "OTEL_KIT_TLS_RELOAD": "1s",
                "OTEL_KIT_GATEWAY": self._grpc(role.sends_to),
                "OTEL_KIT_GATEWAYS": json.dumps(
                    {"static": {"hostnames": [self._grpc("gateway"), self._grpc("second-gateway")]}}
                ),
                "OTEL_KIT_SAMPLING_PORT": self._sampling_ports[role.name],
                **role.environment,
            },
            ready_url=f"http://127.0.0.1:{ports['collector-health']}",
            stop_wait=10,
        )
