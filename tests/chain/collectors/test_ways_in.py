"""Ways into a gateway added up: certificates, passwords and tokens at once, each sender in its tenant's name or not at all."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import httpx
import pytest

from support import otlp
from support.collectors import Backend, Running, log_of, password_of, running
from support.tls import showing
from support.waiting import wait_for

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

    from support.tls import Authority

pytestmark = pytest.mark.chain


@pytest.fixture(scope="module")
def backend() -> Iterator[Backend]:
    """Run a backend that remembers whom each request was for."""
    found = Backend()
    with otlp.serving(found.server):
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what the gateway and its clients read."""
    return tmp_path_factory.mktemp("ways-in")


@pytest.fixture(scope="module")
def gateway(folder: Path, backend: Backend, authority: Authority) -> Iterator[Running]:
    """Run a gateway with tenants and every way in that needs no identity provider; the tenants' part is in their middle."""
    (folder / "tokens").write_text("a-token\n")
    (folder / "htpasswd").write_text(password_of("globex"))
    with running(
        folder / "gateway",
        ("base", "local", "gateway", "parts/bearer", "parts/tenants", "parts/basic"),
        OTEL_KIT_TLS=str(authority.identity(folder / "tls", "localhost")),
        OTEL_KIT_TOKENS=str(folder / "tokens"),
        OTEL_KIT_HTPASSWD=str(folder / "htpasswd"),
        OTEL_KIT_TENANT_SOURCE="certificate.organization, auth.username",
        OTEL_KIT_PROMETHEUS_URL=backend.endpoint,
        OTEL_KIT_TEMPO_URL=backend.endpoint,
        OTEL_KIT_TEMPO_HOLD="0s",
        OTEL_KIT_LOKI_URL=backend.endpoint,
    ) as gateway:
        yield gateway


@pytest.fixture(scope="module")
def plain(folder: Path) -> ssl.SSLContext:
    """Give the TLS of a client without a certificate."""
    return showing(None, trusting=folder / "tls")


@pytest.fixture(scope="module")
def certified(folder: Path, authority: Authority) -> ssl.SSLContext:
    """Give the TLS of an agent of acme."""
    tls = authority.identity(folder / "acme", "agent", organization="acme")
    return showing(tls, trusting=tls)


def post(gateway: Running, port: str, tls: ssl.SSLContext, **headers: str) -> int:
    """Send a log record, and return the status."""
    url = f"https://localhost:{gateway.port(f'OTEL_KIT_{port}_PORT')}/v1/logs"
    return httpx.post(
        url, json=log_of("shop", "hello"), headers=headers, verify=tls, trust_env=False
    ).status_code


def with_password(tenant: str) -> dict[str, str]:
    """Return the header of globex's password, with a tenant's name beside it."""
    password = base64.b64encode(b"globex:right").decode()
    return {"Authorization": f"Basic {password}", "X-Scope-OrgID": tenant}


def test_a_certificate_and_a_password_each_write_in_their_own_name(
    gateway: Running, backend: Backend, certified: ssl.SSLContext, plain: ssl.SSLContext
) -> None:
    """Two files added their way in, and a third the tenants: all of them hold."""
    assert post(gateway, "OTLP_HTTP", certified) == httpx.codes.OK
    assert post(gateway, "BASIC_HTTP", plain, **with_password("globex")) == httpx.codes.OK

    wanted = {("/v1/logs", "acme"), ("/v1/logs", "globex")}
    wait_for(lambda: wanted <= set(backend.tenants), 20, "one request in each tenant's name")


def test_a_password_does_not_write_in_another_tenants_name(gateway: Running, plain: ssl.SSLContext) -> None:
    """The guard stands at this way in as at the first."""
    assert post(gateway, "BASIC_HTTP", plain, **with_password("acme")) == httpx.codes.FORBIDDEN


def test_a_token_that_names_nobody_is_refused(gateway: Running, plain: ssl.SSLContext) -> None:
    """It is valid, and still nobody's: with tenants nothing comes in that belongs to none."""
    assert post(gateway, "BEARER_HTTP", plain, Authorization="Bearer a-token") == httpx.codes.FORBIDDEN
