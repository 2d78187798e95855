"""Readiness on real servers: it turns off at SIGTERM, while the server finishes what it has begun."""

from __future__ import annotations

import json
import textwrap
from concurrent.futures import ThreadPoolExecutor

import pytest

from support.otlp import collector
from support.waiting import wait_for
from support.workers import end, free_port, get, running

_SLOW = """
    Path("begun").touch()
    for _ in range(100):
        {sleep}(0.05)
        if not health.registry().readiness().ready:
            return "it is not ready any more"
    return "nothing was heard"
"""
_FLASK = """
import time
from pathlib import Path
from flask import Flask
import otel_kit
from otel_kit import health

app = Flask("app")
otel_kit.init("app")
health.mount(app)

@app.get("/slow")
def slow():
""" + _SLOW.format(sleep="time.sleep")
_FASTAPI = """
import asyncio
from pathlib import Path
from fastapi import FastAPI
import otel_kit
from otel_kit import health

app = FastAPI()
otel_kit.init("app")
health.mount(app)

@app.get("/slow")
async def slow() -> str:
""" + _SLOW.format(sleep="await asyncio.sleep")


@pytest.mark.parametrize(
    ("source", "module"),
    [
        (_FASTAPI, ["uvicorn", "app:app", "--log-level", "warning", "--port"]),
        (_FLASK, ["gunicorn", "app:app", "--log-level", "warning", "--threads", "2", "--bind"]),
    ],
    ids=["uvicorn", "gunicorn"],
)
def test_readiness_is_off_while_the_server_finishes_its_requests(source, module, tmp_path):
    """The request that is under way sees it, and is answered."""
    (tmp_path / "app.py").write_text(textwrap.dedent(source))
    port = free_port()
    address = f"127.0.0.1:{port}" if module[0] == "gunicorn" else str(port)
    with (
        collector() as found,
        running([*module, address], tmp_path, found.endpoint) as process,
        ThreadPoolExecutor(1) as threads,
    ):
        ready = wait_for(lambda: get(port, "/health/ready"), 20, "the server")
        assert json.loads(ready) == {"status": "ready"}
        slow = threads.submit(get, port, "/slow")
        wait_for((tmp_path / "begun").exists, 10, "the request to be under way")
        end(process)
        assert "it is not ready any more" in slow.result()
