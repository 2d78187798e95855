"""How each server is started: command line, environment, readiness, end."""

from __future__ import annotations

import sys
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
    config, data = layout.config, layout.data

    def url(port: str) -> str:
        return f"http://{LOOPBACK}:{ports[port]}"

    return [
        Program(
            "collector",
            [
                str(binary("collector")),
                f"--config={config / 'collector-base.yaml'}",
                f"--config={config / 'collector-local.yaml'}",
            ],
            environment=collector_environment(layout, ports, profile),
            ready_url=url("collector-health"),
            stop_wait=10,  # it sends what it holds
        ),
        Program(
            "prometheus",
            [
                str(binary("prometheus")),
                f"--config.file={config / 'prometheus.yml'}",
                f"--storage.tsdb.path={data / 'prometheus'}",
                f"--web.listen-address={LOOPBACK}:{ports['prometheus']}",
                "--web.enable-otlp-receiver",
                "--web.enable-lifecycle",  # POST /-/reload
                "--enable-feature=exemplar-storage",
                "--log.level=warn",
            ],
            ready_url=f"{url('prometheus')}/-/ready",
            stop_wait=15,  # it writes its head block
        ),
        Program(
            "alertmanager",
            [
                str(binary("alertmanager")),
                f"--config.file={config / 'alertmanager.yml'}",
                f"--storage.path={data / 'alertmanager'}",
                f"--web.listen-address={LOOPBACK}:{ports['alertmanager']}",
                "--cluster.listen-address=",  # alone: no cluster port
                "--log.level=warn",
            ],
            ready_url=f"{url('alertmanager')}/-/ready",
        ),
        Program(
            "loki",
            [str(binary("loki")), f"-config.file={config / 'loki.yaml'}", "-config.expand-env=true"],
            environment=_loki_environment(layout, ports),
            ready_url=f"{url('loki')}/ready",
            stop_wait=10,
        ),
        Program(
            "tempo",
            [str(binary("tempo")), f"-config.file={config / 'tempo.yaml'}", "-config.expand-env=true"],
            environment=_tempo_environment(layout, ports),
            ready_url=f"{url('tempo')}/ready",
            stop_wait=6,  # within 30 s of a query it never ends by itself; its write-ahead log is safe by then
            before=["sh", str(bundle("deploy", "backends", "tempo", "mend-wal.sh")), str(data / "tempo")],
        ),
        Program(
            "notices",
            [
                sys.executable,
                "-m",
                "otel_kit.ops.notices",
                "--port",
                str(ports["notices"]),
                "--data",
                str(data / "notices"),
            ],
            environment={"PYTHONUNBUFFERED": "1"},
            ready_url=f"{url('notices')}/-/ready",
        ),
    ]


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


def _loki_environment(layout: Layout, ports: Mapping[str, int]) -> dict[str, str]:
    return {
        "LOKI_DATA": str(layout.data / "loki"),
        "LOKI_LISTEN": LOOPBACK,
        "LOKI_HTTP_PORT": str(ports["loki"]),
        "LOKI_GRPC_PORT": str(ports["loki-grpc"]),
        "ALERTMANAGER_URL": f"http://{LOOPBACK}:{ports['alertmanager']}",
    }


def _tempo_environment(layout: Layout, ports: Mapping[str, int]) -> dict[str, str]:
    return {
        "TEMPO_DATA": str(layout.data / "tempo"),
        "TEMPO_LISTEN": LOOPBACK,
        "TEMPO_HTTP_PORT": str(ports["tempo"]),
        "TEMPO_GRPC_PORT": str(ports["tempo-grpc"]),
        "TEMPO_OTLP_HTTP_PORT": str(ports["tempo-otlp-http"]),
        "TEMPO_OTLP_GRPC_PORT": str(ports["tempo-otlp-grpc"]),
    }
