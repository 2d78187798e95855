"""A real Alertmanager on the configuration that `otel-kit alerts build` writes."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading

import httpx
import pytest

from otel_kit.ops.alerts._api import AlertmanagerApi
from support.alertmanager import Sink, free_port, program, write_config
from support.waiting import wait_for


@pytest.fixture
def sink():
    with Sink() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        for answer in server.answers.values():
            if isinstance(answer, threading.Event):
                answer.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def start(tmp_path):
    """Start Alertmanager with the channels whose secrets are given; return its client."""
    running = []

    def start(environ=None, notices="http://127.0.0.1:1", more_environ=None, **times):
        config = write_config(tmp_path / "config", environ, notices, **times)
        url = f"http://127.0.0.1:{free_port()}"
        command = [
            program("alertmanager"),
            f"--config.file={config}",
            f"--storage.path={tmp_path / 'data'}",
            f"--web.listen-address={url.removeprefix('http://')}",
            "--cluster.listen-address=",
            "--log.level=warn",
        ]
        with (tmp_path / "log").open("w") as log:
            running.append(
                subprocess.Popen(
                    command, stdout=log, stderr=log, env={**os.environ, **(more_environ or {})}, cwd=tmp_path
                )
            )

        def ready():
            with contextlib.suppress(httpx.HTTPError):
                return httpx.get(f"{url}/-/ready", trust_env=False).is_success
            return False

        wait_for(ready, 20, "Alertmanager to be ready")
        return AlertmanagerApi(url)

    yield start
    for process in running:
        process.kill()
        process.wait()
