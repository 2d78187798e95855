"""What nobody should send: refused with the right status and one line of log, counted, and the service goes on."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import select
import socket
from typing import TYPE_CHECKING

import httpx
import pytest

from faults.load import message_of
from support.collectors import counted
from support.grpc_calls import call
from support.tls import showing
from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faults.field import Field

pytestmark = pytest.mark.chain

_MIB = 1 << 20
GOOD = message_of("spans", "bad-input")
PROTOBUF = "application/x-protobuf"

BAD = {
    "malformed": (400, b"\xff\xfe no protobuf", {}),
    "truncated": (400, GOOD[:-7], {}),
    "another protocol": (400, b"*3\r\n$3\r\nSET\r\n", {}),
    "no gzip": (400, GOOD, {"Content-Encoding": "gzip"}),
    "an unknown compression": (400, GOOD, {"Content-Encoding": "lzma"}),
    "a compression bomb": (413, gzip.compress(b"\0" * (256 * _MIB)), {"Content-Encoding": "gzip"}),
    "64 MB": (413, b"\0" * (64 * _MIB), {}),
    "JSON of another shape": (400, b'{"resourceSpans": 3}', {"Content-Type": "application/json"}),
    "another content type": (415, GOOD, {"Content-Type": "text/plain"}),
}
# What cannot even begin to be unpacked is refused before the receiver's middlewares see it.
_COUNTED = [name for name in BAD if name not in {"no gzip", "an unknown compression"}]


@pytest.fixture(scope="module")
def collectors(field: Field) -> Iterator[Field]:
    """Run one collector for everything, and a gateway that wants certificates."""
    with field.collectors("single", "gateway"):
        yield field


@pytest.mark.parametrize("name", BAD)
def test_a_bad_request_is_refused_and_the_next_one_taken(collectors: Field, name: str) -> None:
    status, body, headers = BAD[name]
    assert post(collectors, body, headers) == status
    assert post(collectors, GOOD, {}) == 200


def test_a_bomb_and_a_large_body_do_not_stay_in_memory(collectors: Field) -> None:
    """Neither 256 MiB of zeros nor 64 MB are ever held as a whole."""
    for name in ("a compression bomb", "64 MB"):
        _, body, headers = BAD[name]
        post(collectors, body, headers)
    assert collectors.memory("single") < 300 * _MIB


@pytest.mark.parametrize("name", _COUNTED)
def test_each_is_counted(collectors: Field, name: str) -> None:
    status, body, headers = BAD[name]
    before = refused(collectors, str(status))
    post(collectors, body, headers)
    assert refused(collectors, str(status)) == before + 1


def test_ten_of_a_kind_are_one_line_of_log(collectors: Field) -> None:
    """The next line of the kind comes a minute later, and tells how many there were."""
    for _ in range(10):
        post(collectors, GOOD, {"Content-Type": "text/plain"})
    lines = [line for line in collectors.stack.log("single", 10_000) if "Refused a request" in line]
    assert len([line for line in lines if '"code": "415"' in line]) == 1


def test_who_speaks_http_to_the_port_of_grpc_is_counted_and_grpc_goes_on(collectors: Field) -> None:
    """It gets no answer that it would understand; one line of log says what it said."""
    before = refused(collectors, "protocol", "other")
    for _ in range(3):
        raw(collectors, "collector-grpc", b"POST /v1/traces HTTP/1.1\r\nHost: localhost\r\n\r\n")
    wait_for(lambda: refused(collectors, "protocol", "other") == before + 3, 10, "all three to be counted")
    lines = [line for line in collectors.stack.log("single", 10_000) if "bogus greeting from client" in line]
    assert len(lines) == 1
    assert call(collectors.address("single", "collector-grpc"), "traces", GOOD) == "OK"


def test_who_speaks_grpc_to_the_port_of_http_is_counted_and_http_goes_on(collectors: Field) -> None:
    """A gRPC client takes the answer for a server that is not there."""
    before = refused(collectors, "400", "other")
    assert call(collectors.address("single", "collector"), "traces", GOOD) == "UNAVAILABLE"
    assert refused(collectors, "400", "other") > before
    assert post(collectors, GOOD, {}) == 200


def test_bytes_that_are_no_http_are_refused_and_http_goes_on(collectors: Field) -> None:
    assert raw(collectors, "collector", b"*3\r\n$3\r\nSET\r\n\r\n").startswith(
        b"HTTP/1.1 400 Bad Request\r\n"
    )
    assert post(collectors, GOOD, {}) == 200


def test_a_gateway_takes_nothing_without_a_certificate(collectors: Field) -> None:
    """Neither in plain text, nor over TLS from somebody who shows none; with one it does."""
    address = collectors.address("gateway", "collector")
    folder = collectors.certificates.folder("agent")
    with contextlib.suppress(
        httpx.TransportError
    ):  # it hangs up at once, and its answer may go with the connection
        assert httpx.post(f"http://{address}/v1/traces", content=GOOD, trust_env=False).status_code == 400
    stranger, known = (showing(identity, trusting=folder) for identity in (None, folder))
    url = f"https://{address}/v1/traces"
    headers = {"Content-Type": PROTOBUF}
    with pytest.raises(httpx.TransportError):
        httpx.post(url, content=GOOD, headers=headers, verify=stranger, trust_env=False)
    assert httpx.post(url, content=GOOD, headers=headers, verify=known, trust_env=False).status_code == 200


def post(field: Field, body: bytes, headers: dict[str, str]) -> int:
    """Send a body as a careful client does: it stops when the answer comes before the end."""
    host, port = field.address("single", "collector").split(":")
    lines = {"Host": host, "Content-Type": PROTOBUF, "Content-Length": str(len(body)), **headers}
    head = "POST /v1/traces HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n"
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(head.encode())
        rest = memoryview(body)
        while rest and not select.select([connection], [], [], 0)[0]:
            rest = rest[connection.send(rest[:65536]) :]
        response = http.client.HTTPResponse(connection, method="POST")
        response.begin()
        return response.status


def raw(field: Field, port: str, said: bytes) -> bytes:
    """Say something on a port, and return what comes back until the other side hangs up."""
    host, number = field.address("single", port).split(":")
    answer = b""
    with (
        contextlib.suppress(ConnectionResetError),
        socket.create_connection((host, int(number)), timeout=20) as connection,
    ):
        connection.sendall(said)
        while more := connection.recv(4096):
            answer += more
    return answer


def refused(field: Field, code: str, signal: str = "traces") -> int:
    """Return how many requests were refused with a status."""
    address = field.address("single", "collector-telemetry")
    return int(counted(address, "otelcol_refused_requests", f'code="{code}"', f'signal="{signal}"'))
