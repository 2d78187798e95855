"""Which way telemetry takes: from a receiver through pipelines and connectors to an exporter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops.collector._ports import listening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from otel_kit.ops.collector._model import Component, Configuration, Pipeline

__all__ = ["Route", "followers", "inner_receivers", "own_receiver", "routes"]

_SAME_SIGNAL = frozenset({"forward", "failover"})  # every other connector makes a signal of another one


@dataclass(frozen=True)
class Route:
    """One way: the receiver, the pipelines in their order, and the exporter or connector where it ends.

    `loops`: what arrives at the end is sent to the first of these pipelines again, without end.
    """

    receiver: str
    pipelines: tuple[Pipeline, ...]
    end: str
    loops: bool = False

    @property
    def processors(self) -> tuple[str, ...]:
        """All processors on the way, first to last."""
        return tuple(name for line in self.pipelines for name in line.processors)

    @property
    def types(self) -> tuple[str, ...]:
        """The types of the processors on the way."""
        return tuple(name.split("/", 1)[0] for name in self.processors)


def routes(config: Configuration) -> list[Route]:
    """Return every way from a receiver to an exporter; one that makes metrics of spans starts a way of its own.

    `forward`, `failover` and an exporter that sends to a receiver of this same configuration carry a way on.
    """
    inner = inner_receivers(config)
    found = []
    for line in config.pipelines.values():
        for receiver in line.receivers:
            outer = config.get("receivers", receiver) is not None and receiver not in inner
            if outer or _makes_new(config, receiver):
                found += list(_onward(config, receiver, (line,)))
    return found


def inner_receivers(config: Configuration) -> set[str]:
    """Return the receivers that only this collector itself sends to: at loopback, named by one of its exporters."""
    exposed = {port.component.id for port in listening(config) if port.exposed}
    fed = {own_receiver(config, exporter) for exporter in config.active("exporters")}
    return {name for name in fed if name and name not in exposed and not _leads_back(config, name)}


def _leads_back(config: Configuration, receiver: str) -> bool:
    starts = [line for line in config.pipelines.values() if receiver in line.receivers]
    return any(one.loops for line in starts for one in _onward(config, receiver, (line,)))


def followers(config: Configuration, line: Pipeline, end: str) -> list[Pipeline]:
    """Return the pipelines that take what `line` hands to its exporter or connector `end`."""
    if config.get("connectors", end) is not None:
        return [
            other
            for other in config.pipelines.values()
            if end in other.receivers and (_type(end) not in _SAME_SIGNAL or other.signal == line.signal)
        ]
    receiver = own_receiver(config, config.get("exporters", end))
    return [
        other
        for other in config.pipelines.values()
        if receiver in other.receivers and other.signal == line.signal
    ]


def own_receiver(config: Configuration, exporter: Component | None) -> str | None:
    """Return the receiver of this configuration that an exporter sends to, None where it sends elsewhere."""
    endpoint = exporter.settings.get("endpoint") if exporter else None
    if not isinstance(endpoint, str):
        return None
    address = endpoint.split("://", 1)[-1].split("/", 1)[0]
    for port in listening(config):
        if port.component.kind == "receivers" and port.address == address:
            return port.component.id
    return None


def _onward(config: Configuration, receiver: str, way: tuple[Pipeline, ...]) -> Iterator[Route]:
    for end in way[-1].exporters:
        following = followers(config, way[-1], end)
        after = [other for other in following if other not in way]
        if not after or _makes_new(config, end):
            yield Route(receiver, way, end, loops=bool(following) and not after)
            continue
        for other in after:
            yield from _onward(config, receiver, (*way, other))


def _makes_new(config: Configuration, name: str) -> bool:
    return config.get("connectors", name) is not None and _type(name) not in _SAME_SIGNAL


def _type(name: str) -> str:
    return name.split("/", 1)[0]
