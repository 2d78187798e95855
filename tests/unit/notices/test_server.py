"""The sink over HTTP, as Alertmanager and people see it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from datetime import datetime, timezone

import pytest

from otel_kit.ops.notices import Store, parse
from otel_kit.ops.notices._server import Sink
from otel_kit.ops.stack.ports import free_ports
from support.disk import full_disk
from support.waiting import wait_for

NOON = datetime(2026, 11, 24, 12, 4, 32, 5000, tzinfo=timezone.utc)


@pytest.fixture
def sink(tmp_path):
    """A sink on a free port whose clock stands still."""
    with Sink(0, Store(tmp_path / "notices.jsonl"), clock=lambda: NOON) as sink:
        thread = threading.Thread(target=sink.serve_forever, args=(0.01,))
        thread.start()
        yield sink
        sink.shutdown()
        thread.join()


def ask(sink, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", sink.server_port, timeout=10)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    content = json.loads(answer.read())
    connection.close()
    return answer.status, content


def deliver(sink, payload):
    return ask(sink, "POST", "/alerts", json.dumps(payload))


def raw(sink, request):
    """Send bytes as they are and return the first line of the answer."""
    with socket.create_connection(("127.0.0.1", sink.server_port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile("rb").readline().decode().strip()


def test_what_was_delivered_is_listed_with_the_time_of_its_arrival(sink, payload):
    assert deliver(sink, payload) == (200, {"added": 1})

    status, found = ask(sink, "GET", "/notices")
    assert status == 200
    (notice,) = found["notices"]
    assert (notice["alertname"], notice["received_at"]) == ("HttpErrors", "2026-11-24T12:04:32.005Z")


def test_delivered_twice_is_kept_once(sink, payload):
    assert [deliver(sink, payload) for _ in range(2)] == [(200, {"added": 1}), (200, {"added": 0})]
    assert len(ask(sink, "GET", "/notices")[1]["notices"]) == 1


def test_it_says_that_it_is_ready(sink):
    assert ask(sink, "GET", "/-/ready") == (200, {"status": "ready"})


def test_several_deliveries_use_one_connection(sink, payload):
    connection = http.client.HTTPConnection("127.0.0.1", sink.server_port, timeout=10)
    for fingerprint in ("a", "b"):
        payload["alerts"][0]["fingerprint"] = fingerprint
        connection.request("POST", "/alerts", json.dumps(payload))
        assert json.loads(connection.getresponse().read()) == {"added": 1}
    connection.close()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_path_is_404_and_the_right_one_is_named(sink, method):
    status, answer = ask(sink, method, "/elsewhere", body="x" * 10 if method == "POST" else None)

    assert status == 404
    assert answer["error"].startswith(f"/elsewhere: try {method} /")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "the body is not JSON"),
        (b"{", "the body is not JSON"),
        (b"\xff", "the body is not JSON"),
        (b"[" * 200_000, "the body is not JSON"),
        (b"9" * 5_000, "the body is not JSON"),
        (b"[]", "the body: expected an object, got a list"),
        (b'{"version": "3"}', "version: expected \"4\", got '3'"),
        (b'{"version": "4", "alerts": [NaN]}', "alerts[0]: expected an object, got nan"),
    ],
)
def test_a_body_that_is_no_payload_is_400_with_the_reason_and_keeps_nothing(sink, body, words):
    status, answer = ask(sink, "POST", "/alerts", body)

    assert status == 400
    assert answer["error"].startswith(words)
    assert sink.store.all() == []


@pytest.mark.parametrize(
    "length", ["", "Content-Length: ten\r\n", "Content-Length: -1\r\n", "Content-Length: \u0661\r\n"]
)
def test_a_body_of_unknown_length_is_411(sink, length):
    request = f"POST /alerts HTTP/1.1\r\nHost: x\r\n{length}\r\n{{}}".encode()

    assert raw(sink, request) == "HTTP/1.1 411 Length Required"


@pytest.mark.parametrize("length", ["4194305", "9" * 5_000])
def test_a_body_that_is_too_large_is_413_before_it_is_read(sink, length):
    request = f"POST /alerts HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode()

    assert raw(sink, request).startswith("HTTP/1.1 413 ")


def test_a_body_that_ends_too_early_is_400(sink):
    request = b'POST /alerts HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"version": "4"'

    assert raw(sink, request) == "HTTP/1.1 400 Bad Request"


def test_a_full_disk_is_500_so_that_alertmanager_tries_again(sink, payload):
    with full_disk(room=100):
        status, answer = deliver(sink, payload)
    assert (status, answer["error"]) == (500, "cannot be stored: File too large")

    assert deliver(sink, payload) == (200, {"added": 1})


def test_it_listens_on_loopback_only(sink):
    assert sink.server_address[0] == "127.0.0.1"


def run(*arguments):
    command = [sys.executable, "-m", "otel_kit.ops.notices", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_as_a_process_it_keeps_what_it_got_and_ends_on_a_signal(tmp_path, payload, number):
    (port,) = free_ports(1)
    with run("--port", port, "--data", tmp_path / "notices") as process:
        wait_for(lambda: answers(port), 20, "the sink")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("POST", "/alerts", json.dumps(payload))
        assert connection.getresponse().status == 200
        connection.close()
        os.kill(process.pid, number)
        _, errors = process.communicate(timeout=10)

    assert "Traceback" not in errors
    assert Store(tmp_path / "notices" / "notices.jsonl").all()[0].key == parse(payload, "")[0].key


def test_a_taken_port_is_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with run("--port", port, "--data", tmp_path) as process:
            _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (1, f"notices: port {port}: Address already in use\n")


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    with run("--port", 0, "--data", tmp_path / "file") as process:
        _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (1, f"notices: {tmp_path}/file: File exists\n")


@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_a_port_that_is_none_is_wrong_usage(tmp_path, port):
    with run(f"--port={port}", "--data", tmp_path) as process:
        _, errors = process.communicate(timeout=20)

    assert process.returncode == 2
    assert f"'{port}' is not a port from 0 to 65535" in errors
