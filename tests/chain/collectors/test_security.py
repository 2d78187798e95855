"""Who gets into a gateway and who does not: certificates and tokens renewed in place, passwords, ports, slow clients."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import httpx
import psutil
import pytest

from support.collectors import NO_BACKENDS, Running, log_of, password_of, running, send
from support.tls import Authority, showing
from support.waiting import wait_for

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.chain

_LOOPBACK = {"127.0.0.1", "::1"}
_SLOW_BYTES = 30
_HEAD = "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic c2VydmljZTpyaWdodA==\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what a gateway reads: tokens and passwords."""
    folder = tmp_path_factory.mktemp("security")
    (folder / "tokens").write_text("first-token\n")
    (folder / "htpasswd").write_text(password_of("service"))
    return folder


@pytest.fixture(scope="module")
def environment(folder: Path, authority: Authority) -> dict[str, str]:
    """Name the files, and no backend."""
    return {
        **NO_BACKENDS,
        "OTEL_KIT_TLS": str(authority.identity(folder / "tls", "localhost")),
        "OTEL_KIT_TLS_RELOAD": "1s",
        "OTEL_KIT_TOKENS": str(folder / "tokens"),
        "OTEL_KIT_HTPASSWD": str(folder / "htpasswd"),
        "OTEL_KIT_LOG_FILES": f"[{folder}/none.log]",
    }


@pytest.fixture(scope="module")
def gate(folder: Path, environment: dict[str, str]) -> Iterator[Running]:
    """Run a gateway that takes certificates and tokens."""
    with running(folder / "gate", ("base", "local", "gateway", "parts/bearer"), **environment) as gate:
        yield gate


@pytest.fixture(scope="module")
def known(folder: Path, authority: Authority) -> ssl.SSLContext:
    """Give the TLS of an agent whose certificate the gateway knows."""
    tls = authority.identity(folder / "agent", "agent-1")
    return showing(tls, trusting=tls)


def test_a_renewed_server_certificate_is_served_without_a_restart(
    gate: Running, folder: Path, authority: Authority, known: ssl.SSLContext
) -> None:
    """New connections see the new one, and are served."""
    before = served(gate, known)
    authority.identity(folder / "tls", "localhost")

    wait_for(lambda: served(gate, known) != before, 20, "another certificate from the same process")
    assert post(gate, "OTLP", known).status_code == httpx.codes.OK


def test_an_agent_sends_nothing_to_a_gateway_of_another_authority(
    gate: Running, folder: Path, environment: dict[str, str]
) -> None:
    """An impostor with a certificate of its own making gets a refused handshake; the data wait at the agent."""
    tls = Authority().identity(folder / "distrusting", "agent-5")
    own = {**environment, "OTEL_KIT_TLS": str(tls), "OTEL_KIT_GATEWAY": gate.grpc}
    before = gate.counted("otelcol_receiver_accepted_log_records")
    with running(folder / "distrusting-agent", ("base", "agent"), **own) as agent:
        send(agent, "logs", log_of("held", "held back"))
        wait_for(lambda: "unknown authority" in agent.log(), 20, "the agent's refusal in its log")
    assert gate.counted("otelcol_receiver_accepted_log_records") == before


def test_a_rotated_token_is_taken_over_and_the_old_one_refused(gate: Running, folder: Path) -> None:
    """While both stand in the file both are right, so that services change one after another."""
    tokens, context = folder / "tokens", showing(None, trusting=folder / "tls")
    assert [bearer(gate, context, word) for word in ("first-token", "second-token")] == [200, 401]

    tokens.write_text("first-token\nsecond-token\n")
    wait_for(lambda: bearer(gate, context, "second-token") == 200, 20, "the new token to be right")
    assert bearer(gate, context, "first-token") == 200

    tokens.write_text("second-token\n")
    wait_for(lambda: bearer(gate, context, "first-token") == 401, 20, "the old token to be wrong")
    assert bearer(gate, context, "second-token") == 200


@pytest.mark.parametrize(
    ("login", "status"),
    [(("service", "right"), 200), (("service", "wrong"), 401), (("another", "right"), 401), (None, 401)],
)
def test_a_name_needs_its_password(
    basic: Running, folder: Path, login: tuple[str, str] | None, status: int
) -> None:
    """On a port of its own, over TLS."""
    answer = post(basic, "BASIC", showing(None, trusting=folder / "tls"), auth=login)
    assert answer.status_code == status


@pytest.fixture(scope="module")
def basic(folder: Path, environment: dict[str, str]) -> Iterator[Running]:
    """Run a gateway that takes names and passwords, and does not wait for long."""
    own = {**environment, "OTEL_KIT_READ_TIMEOUT": "1s"}
    with running(folder / "basic", ("base", "local", "gateway", "parts/basic"), **own) as basic:
        yield basic


@pytest.mark.parametrize("role", ["local", "agent"])
def test_a_role_listens_on_loopback_only(role: str, folder: Path, environment: dict[str, str]) -> None:
    """The sockets that the process has, not those that its files name."""
    with running(folder / f"{role}-ports", ("base", role), **environment) as collector:
        assert listening(collector) <= _LOOPBACK


def test_a_gateway_and_its_parts_listen_on_loopback_only(gate: Running, basic: Running) -> None:
    """Until OTEL_KIT_LISTEN opens it."""
    assert listening(gate) <= _LOOPBACK
    assert listening(basic) <= _LOOPBACK


def test_a_client_that_sends_byte_by_byte_holds_up_nobody(gate: Running, known: ssl.SSLContext) -> None:
    """Between any two of its bytes another client is served; its own request is taken at the end."""
    url = f"https://{gate.http}/v1/logs"
    whole = httpx.Request("POST", url, json=log_of("slow", "slow"))
    body = whole.read()
    head = f"POST /v1/logs HTTP/1.1\r\nHost: {gate.http}\r\nContent-Type: application/json\r\n"
    with httpx.Client(verify=known, trust_env=False) as others, connected(gate, known) as slow:
        slow.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode())
        for position in range(_SLOW_BYTES):
            slow.sendall(body[position : position + 1])
            assert others.post(url, json=log_of("quick", "quick")).status_code == httpx.codes.OK
        slow.sendall(body[_SLOW_BYTES:])
        assert slow.recv(4096).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ("POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nAuth", b"HTTP/1.1 400 Bad Request\r\n"),
        (f"{_HEAD}Content-Length: 100\r\n\r\n{{", b"HTTP/1.1 408 Request Timeout\r\n"),
    ],
    ids=["in its headers", "in its body"],
)
def test_a_client_that_stops_in_the_middle_is_cut_off(
    basic: Running, folder: Path, sent: str, answer: bytes
) -> None:
    """After OTEL_KIT_READ_TIMEOUT, while others are served."""
    context = showing(None, trusting=folder / "tls")
    with connected(basic, context, "BASIC") as stopped:
        stopped.sendall(sent.encode())
        assert post(basic, "BASIC", context, auth=("service", "right")).is_success
        assert b"".join(iter(lambda: stopped.recv(4096), b"")).startswith(answer)


def test_a_client_that_connects_and_says_nothing_is_cut_off(basic: Running) -> None:
    """A TLS handshake that does not come in time failed, and is counted as one."""
    port = int(basic.port("OTEL_KIT_BASIC_HTTP_PORT"))
    with socket.create_connection(("localhost", port), timeout=20) as silent:
        assert silent.recv(1) == b""
    wait_for(lambda: basic.counted("otelcol_refused_requests", 'code="tls"') == 1, 10, "it to be counted")


def connected(gate: Running, context: ssl.SSLContext, way: str = "OTLP") -> ssl.SSLSocket:
    """Return a connection to the HTTP port of one of the ways in."""
    plain = socket.create_connection(("localhost", int(gate.port(f"OTEL_KIT_{way}_HTTP_PORT"))), timeout=20)
    return context.wrap_socket(plain, server_hostname="localhost")


def served(gate: Running, context: ssl.SSLContext) -> bytes | None:
    """Return the certificate that a new connection is shown."""
    with connected(gate, context) as connection:
        return connection.getpeercert(binary_form=True)


def bearer(gate: Running, context: ssl.SSLContext, token: str) -> int:
    """Return what a service with this token is told."""
    return post(gate, "BEARER", context, headers={"Authorization": f"Bearer {token}"}).status_code


def post(
    gate: Running,
    way: str,
    context: ssl.SSLContext,
    *,
    headers: dict[str, str] | None = None,
    auth: tuple[str, str] | None = None,
) -> httpx.Response:
    """Send a log record to the HTTP port of one of the ways in: OTLP, BEARER or BASIC."""
    url = f"https://localhost:{gate.port(f'OTEL_KIT_{way}_HTTP_PORT')}/v1/logs"
    message = log_of("someone", "hello")
    return httpx.post(url, json=message, headers=headers, auth=auth, verify=context, trust_env=False)


def listening(collector: Running) -> set[str]:
    """Return the addresses that it listens on, at least one."""
    assert collector.process is not None
    sockets = psutil.Process(collector.process.pid).net_connections("tcp")
    found = {one.laddr.ip for one in sockets if one.status == psutil.CONN_LISTEN}
    assert found
    return found
