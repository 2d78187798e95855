"""The servers that are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops.clients import Loki, Prometheus, Tempo

if TYPE_CHECKING:
    from otel_kit.ops.stack import Endpoints

__all__ = ["Servers"]

_TIMEOUT_SECONDS = 15.0  # a search through days of lines takes longer than a look at what is now


@dataclass(frozen=True)
class Servers:
    """Addresses, such as `http://127.0.0.1:9090`, of the three servers that hold what is looked for."""

    prometheus_url: str
    loki_url: str
    tempo_url: str

    @classmethod
    def of(cls, endpoints: Endpoints) -> Servers:
        """Return those of a stack."""
        return cls(endpoints.prometheus, endpoints.loki, endpoints.tempo)

    @property
    def prometheus(self) -> Prometheus:
        """Return a client; it holds nothing that somebody must close."""
        return Prometheus(self.prometheus_url, timeout=_TIMEOUT_SECONDS)

    @property
    def loki(self) -> Loki:
        """Return a client; it holds nothing that somebody must close."""
        return Loki(self.loki_url, timeout=_TIMEOUT_SECONDS)

    @property
    def tempo(self) -> Tempo:
        """Return a client; it holds nothing that somebody must close."""
        return Tempo(self.tempo_url, timeout=_TIMEOUT_SECONDS)
