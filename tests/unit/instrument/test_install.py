"""Installing: only what the service imports, once, and a failure stays ours."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

from fastapi import FastAPI

from otel_kit import instrument
from otel_kit.instrument._installation import Installation
from otel_kit.instrument._integrations import Integration

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from support.telemetry import Telemetry

IMPORT_NOTHING = """
import json, sys
from types import SimpleNamespace
from otel_kit import instrument
instrument.install(SimpleNamespace(instrument=None, peers={}))
heavy = ("aiohttp", "fastapi", "flask", "celery", "redis", "httpx", "requests", "wrapt", "starlette", "kombu")
print(json.dumps([name for name in heavy if name in sys.modules]))
"""


def test_nothing_is_imported_that_the_service_does_not_import() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_NOTHING], capture_output=True, text=True, timeout=60, check=True
    )
    assert json.loads(done.stdout) == []


IMPORT_LATER = """
from types import SimpleNamespace
from otel_kit import instrument
instrument.install(SimpleNamespace(instrument=None, peers={}))
from aiohttp import ClientSession
from celery import Celery
from fastapi import FastAPI
from flask import Flask
from httpx import HTTPTransport
from redis import Redis
from requests.adapters import HTTPAdapter
from starlette.applications import Starlette
patched = {
    FastAPI: "__call__", Starlette: "__call__", Flask: "__call__", Celery: "send_task",
    ClientSession: "_request", Redis: "execute_command", HTTPAdapter: "send", HTTPTransport: "handle_request",
}
print([owner.__name__ for owner, name in patched.items() if not hasattr(getattr(owner, name), "__wrapped__")])
"""


def test_a_library_is_instrumented_when_the_service_imports_it() -> None:
    environment = {**os.environ, "OTEL_KIT_STRICT": "1"}
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_LATER],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_second_install_does_nothing(telemetry: Telemetry, install: Callable[..., None]) -> None:
    install("fastapi")
    observed = FastAPI.__call__
    install("fastapi")
    assert FastAPI.__call__ is observed


def test_only_what_is_named_is_instrumented(telemetry: Telemetry, install: Callable[..., None]) -> None:
    before = FastAPI.__call__
    install("flask")
    assert FastAPI.__call__ is before


def test_what_cannot_be_installed_is_one_logged_fault_and_the_rest_goes_on(
    telemetry: Telemetry, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("OTEL_KIT_STRICT", raising=False)
    before = FastAPI.__call__
    installation = Installation()
    installation.start(
        [
            Integration("broken", None, "_no_such_module:start"),
            Integration("fastapi", "fastapi.applications", "_asgi:start_fastapi"),
        ]
    )
    assert FastAPI.__call__ is not before
    installation.stop()
    assert FastAPI.__call__ is before
    assert [(r.name, r.levelno) for r in caplog.records] == [("otel_kit", logging.WARNING)]
    assert "instrument.broken" in caplog.text


def test_a_hook_that_fails_does_not_break_the_service_s_import() -> None:
    source = (
        "from otel_kit.instrument._installation import Installation\n"
        "from otel_kit.instrument._integrations import Integration\n"
        "Installation().start([Integration('broken', 'colorsys', '_no_such_module:start')])\n"
        "import colorsys\n"
        "print(colorsys.rgb_to_hsv(1, 0, 0))\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "OTEL_KIT_STRICT"}
    done = subprocess.run(
        [sys.executable, "-c", source],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "(0.0, 1.0, 1)\n"


def test_every_name_of_the_table_is_offered_to_settings() -> None:
    assert {
        "aiohttp",
        "asyncio",
        "celery",
        "errors",
        "fastapi",
        "flask",
        "httpx",
        "process",
        "redis",
        "requests",
        "starlette",
        "system",
    } == set(instrument.NAMES)


def test_all_that_is_there_can_be_installed_and_taken_out(telemetry: Telemetry) -> None:
    instrument.install(SimpleNamespace(instrument=None, peers={}))
    assert "process.uptime" in telemetry.metrics()
    instrument.uninstall()
    assert "process.uptime" not in telemetry.metrics()
