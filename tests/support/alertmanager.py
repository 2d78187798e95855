"""What the tests of Alertmanager's routes share: sinks that stand for the services, and its configuration."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from otel_kit.ops import alerts
from otel_kit.ops.stack.build import find_binary
from otel_kit.ops.stack.render import substitute


def program(name):
    """The pinned program. Where it is missing the tests fail: they prove nothing without it."""
    found = find_binary(name)
    assert found, f"{name} is not there: otel-kit stack build alertmanager"
    return str(found)


class Sink(ThreadingHTTPServer):
    """Keeps what is posted to it; `answers` maps a path to what it answers next, or to an event that it waits for."""

    daemon_threads = True

    def __init__(self):
        self.received = []
        self.answers = {}
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"

    def bodies(self, path):
        """What arrived at a path, oldest first."""
        return [body for where, body in self.received if where == path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind = self.headers.get("Content-Type", "")
        self.server.received.append((self.path, json.loads(body) if "json" in kind else body.decode()))
        answer = self.server.answers.get(self.path, 200)
        if isinstance(answer, threading.Event):
            answer.wait(30)
            answer = 200
        elif isinstance(answer, list):
            answer = answer.pop(0) if answer else 200
        text = b"ok" if "slack" in self.path else b"{}"
        with contextlib.suppress(OSError):  # who waited too long has gone
            self.send_response(answer)
            self.send_header("Content-Type", "text/plain" if "slack" in self.path else "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    def log_message(self, *_):
        pass


def write_config(folder, environ=None, notices="http://127.0.0.1:1", **times):
    """Write the configuration as a stack does, with short times."""
    alerts.build(folder, environ or {})
    path = folder / "alertmanager.yml"
    values = {"GROUP_WAIT": "100ms", "GROUP_INTERVAL": "2s", "REPEAT_INTERVAL": "1h", **times}
    path.write_text(substitute(path.read_text(), {"NOTICES_URL": notices, **values}))
    return path


def free_port():
    """Return a port that is free now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
