"""What a health probe costs while its results serve, beside a route that does nothing."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from flask import Flask, jsonify

from otel_kit import health

if TYPE_CHECKING:
    from flask.testing import FlaskClient

TITLE = "One probe of a service with 8 checks, each of them 20 ms (microseconds, median of 5 rounds)"
_CALLS = 500


def rows() -> list[tuple[str, str]]:
    """Ask Flask for a route that does nothing, and for the three endpoints."""
    app, registry = Flask("benchmark"), health.Registry()
    for number in range(8):
        registry.add(f"check {number}", lambda: time.sleep(0.02), critical=True, keep=3600)
    health.mount(app, registry=registry)
    app.add_url_rule("/nothing", view_func=lambda: jsonify({"status": "ok"}))
    client = app.test_client()
    began = time.perf_counter()
    client.get("/health")
    first = (time.perf_counter() - began) * 1e6
    paths = ("/nothing", "/health/live", "/health/ready", "/health")
    rounds = [{path: _round(client, path) for path in paths} for _ in range(5)]
    figures = {path: statistics.median(one[path] for one in rounds) for path in paths}
    shown = [
        (path, f"{value:8.1f}   {value / figures['/nothing']:5.2f} times /nothing")
        for path, value in figures.items()
    ]
    return [*shown, ("/health, the first time", f"{first:8.1f}   all checks at once: 20,000 and a little")]


def _round(client: FlaskClient, path: str) -> float:
    began = time.perf_counter()
    for _ in range(_CALLS):
        client.get(path)
    return (time.perf_counter() - began) / _CALLS * 1e6
