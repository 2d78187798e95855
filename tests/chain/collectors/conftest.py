"""An agent and a gateway with certificates on both sides, which feed the backends of the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.collectors import Running, running
from support.tls import Authority

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.chain import Chain


@pytest.fixture(scope="package")
def authority() -> Authority:
    """Give the one that agent and gateway trust."""
    return Authority()


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for certificates, tokens and log files."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="package")
def gateway(chain: Chain, site: Path, authority: Authority) -> Iterator[Running]:
    """Run a gateway that feeds the chain's backends, keeps no trace but errors and slow ones, and takes tokens too."""
    (site / "tokens").write_text("a-token-of-a-service\n")
    with running(
        site / "gateway",
        ("base", "local", "gateway", "parts/bearer"),
        OTEL_KIT_TLS=str(authority.identity(site / "gateway-tls", "localhost", "127.0.0.1")),
        OTEL_KIT_TOKENS=str(site / "tokens"),
        OTEL_KIT_PROMETHEUS_URL=chain.stack.endpoints.prometheus,
        OTEL_KIT_TEMPO_URL=chain.stack.endpoints.tempo_otlp,
        OTEL_KIT_TEMPO_HTTP_PORT=chain.stack.endpoints.tempo.rsplit(":", 1)[1],
        OTEL_KIT_LOKI_URL=chain.stack.endpoints.loki,
        OTEL_KIT_DERIVED_INTERVAL="1s",
        OTEL_KIT_DECISION_WAIT="1s",
        OTEL_KIT_DECISION_HOLD="3s",
        OTEL_KIT_SAMPLE_PERCENT="0",
        OTEL_KIT_SLOW_MS="500",
    ) as gateway:
        yield gateway


@pytest.fixture(scope="package")
def agent(site: Path, authority: Authority, gateway: Running) -> Iterator[Running]:
    """Run an agent that hands everything to the gateway, its host's metrics and a log file among it."""
    (site / "app.log").write_text("")
    with running(
        site / "agent",
        ("base", "agent"),
        OTEL_KIT_TLS=str(authority.identity(site / "agent-tls", "agent-1", organization="acme")),
        OTEL_KIT_GATEWAY=gateway.grpc,
        OTEL_KIT_HOST_INTERVAL="1s",
        OTEL_KIT_LOG_FILES=f"[{site}/app.log]",
    ) as agent:
        yield agent
