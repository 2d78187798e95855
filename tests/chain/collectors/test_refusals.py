"""Whatever is refused gets the right status, is counted and told in one line of log, and the next request is taken."""

from __future__ import annotations

import contextlib
import gzip
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import httpx
import pytest
from faults.load import message_of

from support.collectors import NO_BACKENDS, Running, running
from support.grpc_calls import call
from support.tls import Authority, showing
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

pytestmark = pytest.mark.chain

_MIB = 1 << 20
GOOD = message_of("spans", "refusals")


@dataclass(frozen=True)
class Refused:
    """A request, where it goes, and what becomes of it; each has a signal and a status that no other has, so a line of its own."""

    status: int | str
    signal: str
    code: str  # as it is counted
    body: bytes = GOOD
    port: str = "OTLP"
    headers: Mapping[str, str] | None = None
    counted_as: str = ""  # where the signal is not known
    packed: bool = False
    gateway: str = "tokens"


_ZEROS = b"\0" * (64 * _MIB)
_WRONG = {"authorization": "Bearer a-guess"}
_OTHER = {"x-scope-orgid": "globex"}
OVER_HTTP = {  # 64 MB over HTTP, and what no client library would send: tests/faults/test_bad_input.py
    "a wrong token": Refused(401, "traces", "401", port="BEARER", headers=_WRONG, counted_as="other"),
    "another tenant's name": Refused(403, "traces", "403", headers=_OTHER, gateway="tenants"),
    "a compression bomb": Refused(413, "logs", "413", gzip.compress(_ZEROS), packed=True),
    "truncated protobuf": Refused(400, "traces", "400", GOOD[:-7]),
    "another content type": Refused(415, "traces", "415", headers={"content-type": "text/plain"}),
    "a path that is not there": Refused(404, "trails", "404", counted_as="other"),
}
OVER_GRPC = {
    "a wrong token": Refused("UNAUTHENTICATED", "traces", "Unauthenticated", port="BEARER", headers=_WRONG),
    "another tenant's name": Refused(
        "PERMISSION_DENIED", "traces", "PermissionDenied", headers=_OTHER, gateway="tenants"
    ),
    "a compression bomb": Refused("RESOURCE_EXHAUSTED", "logs", "ResourceExhausted", _ZEROS, packed=True),
    "64 MB": Refused("RESOURCE_EXHAUSTED", "traces", "ResourceExhausted", _ZEROS),
    "truncated protobuf": Refused("INTERNAL", "traces", "Internal", GOOD[:-7]),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for certificates and tokens."""
    return tmp_path_factory.mktemp("refusals")


@pytest.fixture(scope="module")
def gateways(folder: Path, authority: Authority) -> Iterator[dict[str, Running]]:
    """Run a gateway that takes tokens, too, and one that knows tenants."""
    (folder / "tokens").write_text("the-token\n")
    environment = {
        **NO_BACKENDS,
        "OTEL_KIT_TLS": str(authority.identity(folder / "tls", "localhost")),
        "OTEL_KIT_TOKENS": str(folder / "tokens"),
    }
    role = ("base", "local", "gateway")
    with (
        running(folder / "with-tokens", (*role, "parts/bearer"), **environment) as tokens,
        running(folder / "with-tenants", (*role, "parts/tenants"), **environment) as tenants,
    ):
        yield {"tokens": tokens, "tenants": tenants}


@pytest.fixture(scope="module")
def agent(folder: Path, authority: Authority) -> Path:
    """Give the certificate of an agent of the tenant acme."""
    return authority.identity(folder / "agent", "agent-1", organization="acme")


@pytest.mark.parametrize("name", OVER_HTTP)
def test_over_http(gateways: dict[str, Running], agent: Path, name: str) -> None:
    """The status is HTTP's own for it."""
    refused = OVER_HTTP[name]
    with counted_and_told_once(gateways[refused.gateway], refused.counted_as or refused.signal, refused.code):
        assert post(gateways[refused.gateway], agent, refused) == refused.status
    assert post(gateways[refused.gateway], agent, Refused(200, "traces", "")) == httpx.codes.OK


@pytest.mark.parametrize("name", OVER_GRPC)
def test_over_grpc(gateways: dict[str, Running], agent: Path, name: str) -> None:
    """The status is gRPC's own for it, and credentials are not counted twice."""
    refused = OVER_GRPC[name]
    gateway = gateways[refused.gateway]
    address = f"localhost:{gateway.port(f'OTEL_KIT_{refused.port}_GRPC_PORT')}"
    headers = tuple((refused.headers or {}).items())
    with counted_and_told_once(gateway, refused.counted_as or refused.signal, refused.code):
        answer = call(
            address, refused.signal, refused.body, tls=agent, headers=headers, packed=refused.packed
        )
        assert answer == refused.status
    assert call(gateway.grpc, "traces", GOOD, tls=agent) == "OK"


def test_a_handshake_that_fails(gateways: dict[str, Running], folder: Path, authority: Authority) -> None:
    """No certificate, a stranger's, a lapsed one and plain text, at both ports: each is counted, and one line tells of all."""
    gateway = gateways["tokens"]
    yesterday = datetime.now(timezone.utc) - timedelta(days=1)
    lapsed = authority.identity(
        folder / "lapsed", "agent-1", since=yesterday - timedelta(days=1), until=yesterday
    )
    strange = Authority().identity(folder / "strange", "agent-1")
    for port in (int(gateway.port(f"OTEL_KIT_OTLP_{way}_PORT")) for way in ("HTTP", "GRPC")):
        for identity in (None, strange, lapsed):
            with counted(gateway, "other", "tls"), pytest.raises(OSError):  # noqa: PT011 an alert or a reset
                shake_hands(port, folder / "tls", identity)
        with counted(gateway, "other", "tls"):
            in_the_clear(port)
    assert len(lines(gateway, "other", "tls")) == 1
    assert "TLS handshake error" not in gateway.log()


@contextlib.contextmanager
def counted_and_told_once(gateway: Running, signal: str, code: str) -> Iterator[None]:
    """Check that what happens in the block is one refusal of this kind, and of no other, and one line of log."""
    before = gateway.counted("otelcol_refused_requests")
    with counted(gateway, signal, code):
        yield
    assert gateway.counted("otelcol_refused_requests") == before + 1
    assert len(lines(gateway, signal, code)) == 1


@contextlib.contextmanager
def counted(gateway: Running, signal: str, code: str) -> Iterator[None]:
    """Wait after the block until one more of a kind was counted."""
    before = refused(gateway, signal, code)
    yield
    wait_for(lambda: refused(gateway, signal, code) == before + 1, 10, f"{signal} {code} to be counted")


def refused(gateway: Running, signal: str, code: str) -> float:
    """Return how many of a kind were counted."""
    return gateway.counted("otelcol_refused_requests", f'code="{code}"', f'signal="{signal}"')


def lines(gateway: Running, signal: str, code: str) -> list[str]:
    """Return the lines of log about a kind."""
    kind = f'"signal": "{signal}", "code": "{code}"'
    return [line for line in gateway.log().splitlines() if "Refused a request" in line and kind in line]


def post(gateway: Running, agent: Path, request: Refused) -> int:
    """Send over HTTP with an agent's certificate, and return the status."""
    headers = {"content-type": "application/x-protobuf", **(request.headers or {})}
    if request.packed:
        headers["content-encoding"] = "gzip"
    url = f"https://localhost:{gateway.port(f'OTEL_KIT_{request.port}_HTTP_PORT')}/v1/{request.signal}"
    known = showing(agent, trusting=agent)
    return httpx.post(url, content=request.body, headers=headers, verify=known, trust_env=False).status_code


def shake_hands(port: int, trusted: Path, identity: Path | None) -> None:
    """Connect, and wait for what the server says of the certificate: with TLS 1.3 it comes after the handshake."""
    context = showing(identity, trusting=trusted)
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("localhost", port), timeout=20) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as connection,
    ):
        connection.recv(1)


def in_the_clear(port: int) -> None:
    """Send what would be right without TLS, and wait until the server hangs up."""
    with (
        contextlib.suppress(ConnectionResetError),
        socket.create_connection(("localhost", port), timeout=20) as plain,
    ):
        plain.sendall(b"POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
        while plain.recv(4096):
            pass
