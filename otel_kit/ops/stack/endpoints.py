"""The addresses of a stack's servers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops.stack.ports import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Endpoints"]


@dataclass(frozen=True)
class Endpoints:
    """Base URLs, such as `http://127.0.0.1:9090`, without a slash at the end."""

    otlp_http: str
    otlp_grpc: str
    collector_health: str
    collector_metrics: str
    prometheus: str
    alertmanager: str
    loki: str
    tempo: str
    tempo_otlp: str
    notices: str

    @classmethod
    def of(cls, ports: Mapping[str, int]) -> Endpoints:
        """Build the addresses from the ports, which are named as in `DEFAULT_PORTS`."""
        return cls(**{field: f"http://{LOOPBACK}:{ports[port]}" for field, port in _PORT_OF.items()})


_PORT_OF = {
    "otlp_http": "collector",
    "otlp_grpc": "collector-grpc",
    "collector_health": "collector-health",
    "collector_metrics": "collector-telemetry",
    "prometheus": "prometheus",
    "alertmanager": "alertmanager",
    "loki": "loki",
    "tempo": "tempo",
    "tempo_otlp": "tempo-otlp-http",
    "notices": "notices",
}
