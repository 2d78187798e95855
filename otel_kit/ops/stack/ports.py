"""The stack's ports on loopback: the default, a free one where it is taken, and who took it."""

from __future__ import annotations

import random
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["DEFAULT_PORTS", "LOOPBACK", "Holder", "choose_ports", "free_ports", "holder_of", "is_free"]

LOOPBACK = "127.0.0.1"

# A server's own name is the port that people use; what follows the hyphen is its other ports.
DEFAULT_PORTS = {
    "collector": 4318,  # OTLP over HTTP
    "collector-grpc": 4317,  # OTLP over gRPC
    "collector-health": 13133,
    "collector-telemetry": 8888,  # its own metrics
    "prometheus": 9090,
    "alertmanager": 9093,
    "loki": 3100,
    "loki-grpc": 9096,
    "tempo": 3200,
    "tempo-grpc": 9095,
    "tempo-otlp-http": 4418,
    "tempo-otlp-grpc": 4417,
    "notices": 9099,
}

# Below the range from which Linux takes the ports of outgoing connections (32768 and up).
_FREE_RANGE = range(20000, 32000)
_LAST_PORT = 65535


@dataclass(frozen=True)
class Holder:
    """The process that listens on a port; `pid` is `None` where the system does not tell."""

    pid: int | None
    name: str

    def __str__(self) -> str:
        """Return `pid 4182 (grafana-agent)`."""
        return f"pid {self.pid} ({self.name})" if self.pid else "another user's process"


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this port of the loopback address now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the servers do
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def holder_of(port: int) -> Holder:
    """Return who listens on `port`, as far as the system tells us."""
    for connection in psutil.net_connections(kind="tcp"):
        local = connection.laddr
        if connection.status == psutil.CONN_LISTEN and local and local.port == port and connection.pid:
            try:
                return Holder(connection.pid, psutil.Process(connection.pid).name())
            except psutil.NoSuchProcess:
                break
    return Holder(None, "")


def choose_ports(
    wanted: Mapping[str, int],
    kept: Mapping[str, int],
    *,
    free: Callable[[int], bool] = is_free,
    holder: Callable[[int], Holder] = holder_of,
) -> tuple[dict[str, int], list[str]]:
    """Return a port for each name of `DEFAULT_PORTS`, and a sentence for each default that was taken.

    `wanted` is what the user gave: a taken one raises `ConfigurationError` with its holder. `kept` is what
    the stack had when it was last up; that comes next, then the default, then any free port.
    """
    _check_wanted(wanted, free, holder)
    chosen = dict(wanted)
    notes = []
    for name, default in DEFAULT_PORTS.items():
        if name in chosen:
            continue
        candidates = [kept[name]] if name in kept else []
        usable = [p for p in [*candidates, default] if p not in chosen.values() and free(p)]
        chosen[name] = usable[0] if usable else _any_free(set(chosen.values()), free)
        if not usable:
            notes.append(f"{name}: port {default} is taken by {holder(default)}, using {chosen[name]}")
    return chosen, notes


def free_ports(count: int, free: Callable[[int], bool] = is_free) -> list[int]:
    """Return ports that nobody listens on now, none of them a default of the stack's."""
    chosen: list[int] = []
    for _ in range(count):
        chosen.append(_any_free(set(chosen), free))
    return chosen


def _check_wanted(
    wanted: Mapping[str, int], free: Callable[[int], bool], holder: Callable[[int], Holder]
) -> None:
    given: dict[int, str] = {}
    for name, port in wanted.items():
        key = f"--port {name}"
        if name not in DEFAULT_PORTS:
            known = ", ".join(DEFAULT_PORTS)
            raise ConfigurationError(key, port, problem="no such port", fix=f"choose one of: {known}")
        if not 0 < port <= _LAST_PORT:
            fix = f"give a port from 1 to {_LAST_PORT}"
            raise ConfigurationError(key, port, problem="not a port", fix=fix)
        if port in given:
            fix = "give each its own port"
            raise ConfigurationError(key, port, problem=f"{given[port]} has this port already", fix=fix)
        if not free(port):
            fix = "give another port, leave --port out for a free one, or stop that process"
            raise ConfigurationError(key, port, problem=f"taken by {holder(port)}", fix=fix)
        given[port] = name


def _any_free(chosen: set[int], free: Callable[[int], bool]) -> int:
    return next(
        port
        for port in random.sample(_FREE_RANGE, len(_FREE_RANGE))
        if port not in chosen and port not in DEFAULT_PORTS.values() and free(port)
    )
