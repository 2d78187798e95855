"""How each server is started: command line, environment, readiness, end."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.ops._paths import bundle
from otel_kit.ops.stack._program import Program
from otel_kit.ops.stack.ports import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from otel_kit.ops.stack._layout import Layout
    from otel_kit.ops.stack.profiles import Profile

__all__ = ["SERVER_NAMES", "collector_environment", "server_programs"]

# In the order in which a signal meets them; `notices` is a program of ours and needs no building.
SERVER_NAMES = ("collector", "prometheus", "alertmanager", "loki", "tempo", "notices")


def server_programs(
    layout: Layout, ports: Mapping[str, int], profile: Profile, binary: Callable[[str], Path]
) -> list[Program]:
    """Return the stack's own programs; `binary` tells where a server's program is or will be."""
    place = _Place(layout, ports, binary)
    environment = collector_environment(layout, ports, profile)
    servers = (_prometheus, _alertmanager, _loki, _tempo, _notices)
    return [_collector(place, environment), *(server(place) for server in servers)]


@dataclass(frozen=True)
class _Place:
    layout: Layout
    ports: Mapping[str, int]
    _binary: Callable[[str], Path]

    def binary(self, server: str) -> str:
        return str(self._binary(server))

    def config(self, file: str) -> str:
        return str(self.layout.config / file)

    def data(self, server: str) -> str:
        return str(self.layout.data / server)

    def address(self, port: str) -> str:
        return f"{LOOPBACK}:{self.ports[port]}"

    def url(self, port: str, path: str = "") -> str:
        return f"http://{self.address(port)}{path}"


def _collector(place: _Place, environment: Mapping[str, str]) -> Program:
    files = [place.config(f"collector-{part}.yaml") for part in ("base", "local")]
    return Program(
        "collector",
        [place.binary("collector"), *(f"--config={file}" for file in files)],
        environment=environment,
        ready_url=place.url("collector-health"),
        stop_wait=10,  # it sends what it holds
    )


def _prometheus(place: _Place) -> Program:
    return Program(
        "prometheus",
        [
            place.binary("prometheus"),
            f"--config.file={place.config('prometheus.yml')}",
            f"--storage.tsdb.path={place.data('prometheus')}",
            f"--web.listen-address={place.address('prometheus')}",
            "--web.enable-otlp-receiver",
            "--web.enable-lifecycle",  # POST /-/reload
            "--enable-feature=exemplar-storage",
            "--log.level=warn",
        ],
        ready_url=place.url("prometheus", "/-/ready"),
        stop_wait=15,  # it writes its head block
    )


def _alertmanager(place: _Place) -> Program:
    return Program(
        "alertmanager",
        [
            place.binary("alertmanager"),
            f"--config.file={place.config('alertmanager.yml')}",
            f"--storage.path={place.data('alertmanager')}",
            f"--web.listen-address={place.address('alertmanager')}",
            "--cluster.listen-address=",  # alone: no cluster port
            "--log.level=warn",
        ],
        ready_url=place.url("alertmanager", "/-/ready"),
    )


def _loki(place: _Place) -> Program:
    return Program(
        "loki",
        [place.binary("loki"), f"-config.file={place.config('loki.yaml')}", "-config.expand-env=true"],
        environment=_loki_environment(place),
        ready_url=place.url("loki", "/ready"),
        stop_wait=10,
    )


def _tempo(place: _Place) -> Program:
    return Program(
        "tempo",
        [place.binary("tempo"), f"-config.file={place.config('tempo.yaml')}", "-config.expand-env=true"],
        environment=_tempo_environment(place),
        ready_url=place.url("tempo", "/ready"),
        stop_wait=6,  # within 30 s of a query it never ends by itself; its write-ahead log is safe by then
        before=["sh", str(bundle("deploy", "backends", "tempo", "mend-wal.sh")), place.data("tempo")],
    )


def _notices(place: _Place) -> Program:
    given = ["--port", str(place.ports["notices"]), "--data", place.data("notices")]
    return Program(
        "notices",
        [sys.executable, "-m", "otel_kit.ops.notices", *given],
        environment={"PYTHONUNBUFFERED": "1"},
        ready_url=place.url("notices", "/-/ready"),
    )


def collector_environment(layout: Layout, ports: Mapping[str, int], profile: Profile) -> dict[str, str]:
    """Return what collector/config/*.yaml reads from the environment."""
    return {
        "OTEL_KIT_LISTEN": LOOPBACK,
        "OTEL_KIT_OTLP_HTTP_PORT": str(ports["collector"]),
        "OTEL_KIT_OTLP_GRPC_PORT": str(ports["collector-grpc"]),
        "OTEL_KIT_HEALTH_PORT": str(ports["collector-health"]),
        "OTEL_KIT_TELEMETRY_PORT": str(ports["collector-telemetry"]),
        "OTEL_KIT_SCHEMA": str(bundle("semconv", "resolved.json")),
        "OTEL_KIT_QUEUE": str(layout.data / "collector" / "queue"),
        "OTEL_KIT_PROMETHEUS_URL": f"http://{LOOPBACK}:{ports['prometheus']}",
        "OTEL_KIT_TEMPO_URL": f"http://{LOOPBACK}:{ports['tempo-otlp-http']}",
        "OTEL_KIT_TEMPO_HTTP_PORT": str(ports["tempo"]),  # where its start time is to be seen
        "OTEL_KIT_LOKI_URL": f"http://{LOOPBACK}:{ports['loki']}",
        "OTEL_KIT_DERIVED_INTERVAL": profile.derived_interval,
        "OTEL_KIT_LOG_ENCODING": "console",  # people read it: `otel-kit stack logs collector`
    }


def _loki_environment(place: _Place) -> dict[str, str]:
    return {
        "LOKI_DATA": place.data("loki"),
        "LOKI_LISTEN": LOOPBACK,
        "LOKI_HTTP_PORT": str(place.ports["loki"]),
        "LOKI_GRPC_PORT": str(place.ports["loki-grpc"]),
        "ALERTMANAGER_URL": place.url("alertmanager"),
    }


def _tempo_environment(place: _Place) -> dict[str, str]:
    return {
        "TEMPO_DATA": place.data("tempo"),
        "TEMPO_LISTEN": LOOPBACK,
        "TEMPO_HTTP_PORT": str(place.ports["tempo"]),
        "TEMPO_GRPC_PORT": str(place.ports["tempo-grpc"]),
        "TEMPO_OTLP_HTTP_PORT": str(place.ports["tempo-otlp-http"]),
        "TEMPO_OTLP_GRPC_PORT": str(place.ports["tempo-otlp-grpc"]),
    }
