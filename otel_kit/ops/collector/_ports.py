"""Which ports a configuration opens, to whom, and who is asked who he is."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otel_kit.ops.collector._model import Component

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from otel_kit.ops._yaml import Place, Section
    from otel_kit.ops.collector._model import Configuration

__all__ = ["Port", "is_loopback", "listening"]

# Where the address stands in the settings of those that listen, and what it is where it is not given.
_LISTENERS: Mapping[tuple[str, str], tuple[tuple[tuple[str, ...], str, str], ...]] = {
    ("receivers", "otlp"): (
        (("protocols", "grpc"), "localhost:4317", "gRPC"),
        (("protocols", "http"), "localhost:4318", "HTTP"),
    ),
    ("receivers", "statsd"): (((), "localhost:8125", "UDP"),),
    ("receivers", "zipkin"): (((), "localhost:9411", "HTTP"),),
    ("exporters", "prometheus"): (((), "", "HTTP"),),
    ("extensions", "health_check"): (((), "localhost:13133", "HTTP"),),
    ("extensions", "pprof"): (((), "localhost:1777", "HTTP"),),
    ("extensions", "zpages"): (((), "localhost:55679", "HTTP"),),
}


@dataclass(frozen=True)
class Port:
    """One address that is listened at. `settings` are those of the server: `tls`, `auth`, limits."""

    component: Component
    address: str
    protocol: str
    key: str
    place: Place
    settings: Mapping[str, Any]

    @property
    def exposed(self) -> bool:
        """Whether others than this host can reach it."""
        return not is_loopback(self.address)

    @property
    def guard(self) -> str:
        """Who may come in, in words; empty where anyone may."""
        tls = self.settings.get("tls") or {}
        parts = ["certificate of a client"] if tls.get("client_ca_file") or tls.get("client_ca_pem") else []
        if authenticator := (self.settings.get("auth") or {}).get("authenticator"):
            parts.append(str(authenticator))
        return " and ".join(parts)

    @property
    def encrypted(self) -> bool:
        """Whether it speaks TLS."""
        return bool(self.settings.get("tls"))


def is_loopback(address: str) -> bool:
    """Tell whether `host:port`, or an URL, is of this host alone."""
    host = address.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0].strip("[]")
    if host in ("localhost", "") or address.startswith("unix:"):
        return host == "localhost" or address.startswith("unix:")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listening(config: Configuration) -> list[Port]:
    """Return the ports of the used components, and the one of the Collector's own metrics."""
    found: list[Port] = []
    for (kind, type_), entries in _LISTENERS.items():
        for component in config.active(kind, type_):
            found += [port for entry in entries if (port := _port(component, *entry))]
    return [*found, *_telemetry(config)]


def _port(component: Component, path: tuple[str, ...], default: str, protocol: str) -> Port | None:
    section, place = component.settings, component.place
    for key in path:
        if key not in section:
            return None
        place = section.at(key)
        section = section[key] if isinstance(section[key], dict) else type(section)(place)
    address = section.get("endpoint", default)
    if isinstance(address, dict):
        address = address.get("endpoint", default)
    if not address:
        return None
    key = ".".join((component.key, *path, "endpoint"))
    return Port(component, str(address), protocol, key, section.at("endpoint") if section else place, section)


def _telemetry(config: Configuration) -> Iterator[Port]:
    metrics = _inside(config.service(), "telemetry", "metrics")
    for reader in metrics.get("readers") or ():
        exporter: Section = _inside(reader, "pull", "exporter", "prometheus")
        if exporter:
            address = f"{exporter.get('host', 'localhost')}:{exporter.get('port', 8888)}"
            key = "service.telemetry.metrics.readers"
            own = Component("service", "telemetry", exporter, exporter.place)
            yield Port(own, address, "HTTP", key, exporter.at("host"), {})


def _inside(section: Any, *path: str) -> Any:
    for key in path:
        section = section.get(key) or {} if isinstance(section, dict) else {}
    return section
