"""Several tenants at one gateway: each writes in its own name only, has its own limit, and is known after a crash too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from support import otlp
from support.collectors import Backend, Running, log_of, running, spans_of, sum_of
from support.tls import showing
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.tls import Authority

pytestmark = pytest.mark.chain


@pytest.fixture
def backend() -> Iterator[Backend]:
    """Run a backend that remembers whom each request was for."""
    found = Backend()
    with otlp.serving(found.server):
        yield found


@pytest.fixture
def gateway(tmp_path: Path, backend: Backend, authority: Authority) -> Iterator[Running]:
    """Run a gateway with tenants; 20 kB of each may come at once."""
    with running(
        tmp_path / "gateway",
        ("base", "local", "gateway", "parts/tenants"),
        OTEL_KIT_TLS=str(authority.identity(tmp_path / "tls", "localhost")),
        OTEL_KIT_PROMETHEUS_URL=backend.endpoint,
        OTEL_KIT_TEMPO_URL=backend.endpoint,
        OTEL_KIT_TEMPO_HOLD="0s",
        OTEL_KIT_LOKI_URL=backend.endpoint,
        OTEL_KIT_TENANT_BYTES="4000",
    ) as gateway:
        yield gateway


@pytest.fixture
def post(gateway: Running, tmp_path: Path, authority: Authority):
    """Send to the gateway with a tenant's certificate."""

    def run(tenant: str, signal: str, message: dict, **headers: str) -> httpx.Response:
        tls = authority.identity(tmp_path / tenant, "agent", organization=tenant)
        known = showing(tls, trusting=tls)
        url = f"https://{gateway.http}/v1/{signal}"
        return httpx.post(url, json=message, headers=headers, verify=known, trust_env=False)

    return run


def test_each_signal_reaches_its_backend_in_the_tenants_name(backend: Backend, post) -> None:
    """The name is that of the certificate; batches of two tenants are never one request."""
    for tenant in ("acme", "globex"):
        assert post(tenant, "traces", spans_of(tenant)).status_code == httpx.codes.OK
        assert post(tenant, "logs", log_of(tenant, "hello")).status_code == httpx.codes.OK
        assert post(tenant, "metrics", sum_of(tenant, "calls", 1)).status_code == httpx.codes.OK

    wanted = {
        (f"/v1/{signal}", tenant) for signal in ("traces", "logs", "metrics") for tenant in ("acme", "globex")
    }
    wait_for(lambda: wanted <= set(backend.tenants), 20, "six requests, each in a tenant's name")
    for resource, _ in (*backend.spans(), *backend.logs()):
        assert resource["kit.tenant.id"] == resource["service.name"]


def test_another_tenants_name_is_refused_counted_and_logged_once(
    gateway: Running, backend: Backend, post
) -> None:
    """Neither a header nor an attribute lets acme write as globex."""
    for _ in range(5):
        assert post("acme", "logs", log_of("acme", "x"), **{"X-Scope-OrgID": "globex"}).status_code == 403
    claimed = log_of("acme", "y")
    claimed["resourceLogs"][0]["resource"]["attributes"].append(
        {"key": "kit.tenant.id", "value": {"stringValue": "globex"}}
    )
    assert post("acme", "logs", claimed).status_code == httpx.codes.OK

    wait_for(backend.logs, 20, "the log record that names another tenant inside")
    ((resource, record),) = backend.logs()
    assert (resource["kit.tenant.id"], record.body.string_value) == ("acme", "y")
    assert gateway.counted("otelcol_tenant_guard_refused_requests") == 5
    assert gateway.log().count("these credentials are another tenant's") == 1


def test_beyond_its_limit_a_tenant_waits_and_the_others_do_not(post) -> None:
    """429 with the time to wait, which clients obey."""
    assert post("acme", "logs", log_of("acme", "x" * 30_000)).status_code == httpx.codes.OK
    refused = post("acme", "logs", log_of("acme", "more"))

    assert refused.status_code == httpx.codes.TOO_MANY_REQUESTS
    assert 1 <= int(refused.headers["Retry-After"]) <= 10
    assert post("globex", "logs", log_of("globex", "mine")).status_code == httpx.codes.OK


def test_a_tenant_is_known_after_a_crash(gateway: Running, backend: Backend, post) -> None:
    """What waits in the queue waits in its tenant's name, and without anything else of the request's headers."""
    backend.always = 503
    assert (
        post("acme", "logs", log_of("acme", "held"), Authorization="Bearer never-on-disk").status_code
        == httpx.codes.OK
    )
    gateway.kill()
    stored = b"".join(file.read_bytes() for file in (gateway.folder / "queue").rglob("*") if file.is_file())
    assert b"held" in stored
    assert b"never-on-disk" not in stored

    backend.always = 200
    gateway.start()
    wait_for(lambda: ("/v1/logs", "acme") in backend.tenants, 20, "the log record in acme's name")
