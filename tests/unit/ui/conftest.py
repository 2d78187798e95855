"""The page's server on a free port, with one stand-in for all backends that tells what it was asked."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from otel_kit.ops.ui import Backends, application, serving

JSON = "application/json"


class Backend(ThreadingHTTPServer):
    """Answers each path with what a test put into `answers`, by default an empty success."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answers = {}
        self.asked = []  # (method, path, parameters, headers)
        self.delay = 0.0


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer()

    def do_POST(self):
        self.answer()

    def answer(self):
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.asked.append(
            (self.command, parts.path, parse_qs(parts.query or body), dict(self.headers.items()))
        )
        time.sleep(self.server.delay)  # what a slow server does
        status, kind, content = self.server.answers.get(parts.path, (200, JSON, '{"status":"success"}'))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status == 302:
            self.send_header("Location", "http://example.com/")
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, *_):
        """Stay silent."""


@pytest.fixture
def backend():
    """Give a backend that answers."""
    with Backend() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def backends(backend):
    """Give the stand-in in the place of each backend."""
    return Backends(backend.url, backend.url, backend.url, backend.url)


@pytest.fixture
def folder(tmp_path):
    """Give a small built page."""
    page = tmp_path / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<title>otel_kit</title>")
    (page / "assets" / "index-1a2b.js").write_text("export {}")
    return page


@pytest.fixture
def served(backends, folder):
    """Give a function that serves the page in a block, and gives a client of it."""

    @contextmanager
    def serve(**options):
        app = application(options.pop("backends", backends), page=folder, **options)
        with serving(app, port=0) as address, httpx.Client(base_url=address, trust_env=False) as client:
            yield client

    return serve


@pytest.fixture
def client(served):
    """Give a client of the page on this machine."""
    with served() as client:
        yield client
