"""A service that counts, traces and logs each request, for servers that run it in several processes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_SHOP = """
import logging, os, signal, time
import otel_kit
from opentelemetry import metrics, trace

otel_kit.init("shop")
served = metrics.get_meter("m").create_counter("served")

def serve(path):
    name = path.strip("/")
    with trace.get_tracer("t").start_as_current_span(name):
        logging.getLogger("shop").warning("%s", name)
    served.add(1)
    return str(os.getpid()).encode()

def wsgi(environ, start_response):
    content = serve(environ["PATH_INFO"])
    if environ["PATH_INFO"] == "/stuck":
        time.sleep(60)
    start_response("200 OK", [("Content-Length", str(len(content)))])
    return [content]

async def asgi(scope, receive, send):
    if scope["type"] == "http":
        content = serve(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": content})
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder of the module `shop`, with its applications `shop:wsgi` and `shop:asgi`."""
    (tmp_path / "shop.py").write_text(textwrap.dedent(_SHOP))
    return tmp_path
