"""Where the servers of each site find one another, as one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops.stack.ports import DEFAULT_PORTS, LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["SITES", "Site", "site_named"]

# Somebody is paged by this: the intervals that Prometheus and Alertmanager have by default, with quicker rules.
_INTERVALS = {
    "SCRAPE_INTERVAL": "15s",
    "EVALUATION_INTERVAL": "15s",
    "GROUP_WAIT": "30s",
    "GROUP_INTERVAL": "5m",
    "REPEAT_INTERVAL": "4h",
}
_ADDRESSES = {
    "PROMETHEUS_ADDRESS": ("prometheus", "prometheus"),
    "ALERTMANAGER_ADDRESS": ("alertmanager", "alertmanager"),
    "COLLECTOR_METRICS_ADDRESS": ("collector", "collector-telemetry"),
    "LOKI_ADDRESS": ("loki", "loki"),
    "TEMPO_ADDRESS": ("tempo", "tempo"),
}


@dataclass(frozen=True)
class Site:
    """A way to run the servers; `values` replace the placeholders of the files that expand none themselves.

    `units` says whether its servers are systemd units, which come with it.
    """

    name: str
    values: Mapping[str, str]
    units: bool


def _site(name: str, host: Callable[[str], str], *, units: bool) -> Site:
    addresses = {key: f"{host(server)}:{DEFAULT_PORTS[port]}" for key, (server, port) in _ADDRESSES.items()}
    # The sink takes no address but loopback: in compose it shares the Alertmanager's.
    notices = {"NOTICES_URL": f"http://{LOOPBACK}:{DEFAULT_PORTS['notices']}"}
    return Site(name, {**addresses, **notices, **_INTERVALS}, units)


SITES = {
    "compose": _site("compose", lambda server: server, units=False),
    "systemd": _site("systemd", lambda _server: LOOPBACK, units=True),
}


def site_named(name: str) -> Site:
    """Return a site; raise `ConfigurationError` for a name that is not in the table."""
    if name not in SITES:
        known = ", ".join(SITES)
        fix = f"choose one of: {known}; for Kubernetes: kubectl apply -k deploy/kubernetes/overlays/NAME"
        raise ConfigurationError("SITE", name, problem="no such site", fix=fix)
    return SITES[name]
