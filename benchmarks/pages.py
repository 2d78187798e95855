"""The page of `otel-kit ui` in a real browser: how soon a dashboard is there, and what its proxy costs a query."""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from otel_kit.ops import ui
from otel_kit.ops.demo import Leadflow
from otel_kit.ops.stack import DEFAULT_PORTS, Endpoints, Stack, up
from otel_kit.ops.stack.ports import free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, ViewportSize

TITLE = "otel-kit ui on leadflow's data (median of 5; goal: first content of a dashboard within 2 s)"
_ROUNDS, _QUERIES = 5, 100
_BOARD = "services"
_WINDOW: ViewportSize = {"width": 1280, "height": 1900}  # 15 panels are in sight
_REQUESTS_PER_SECOND = 10.0
_FILLED_SECONDS = 60  # of data before anybody looks
_PATIENCE_SECONDS = 60.0
_LOOK_EVERY_MILLISECONDS = 100
# Notes in milliseconds since the start of the page when the first panel is drawn, and when none in sight waits.
_CLOCK = """
  window.seen = {};
  new MutationObserver(() => {
    const panels = [...document.querySelectorAll('[data-panel]')];
    const near = panels.filter(p => p.getBoundingClientRect().top < innerHeight);
    const drawn = panels.filter(p => p.dataset.state === 'drawn');
    if (drawn.length && !seen.first) seen.first = performance.now();
    if (near.length && near.every(p => p.dataset.state !== 'waiting')) {
      seen.all ??= performance.now();
      seen.panels = near.length;
    }
  }).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['data-state']});
"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def rows() -> list[tuple[str, str]]:
    """Fill a stack, open the dashboard with an empty and with a warm cache, then ask with and without the proxy."""
    with _stack() as endpoints, ui.serving(ui.application(ui.Backends.of(endpoints)), port=0) as address:
        time.sleep(_FILLED_SECONDS)
        cold, warm = _opened(address)
        direct, through = _asked(endpoints.prometheus), _asked(f"{address}/proxy/prometheus")
    return [
        *_told("empty cache", cold),
        *_told("warm cache", warm),
        ("a range query at Prometheus", f"{direct * 1e3:6.1f} ms"),
        ("the same through the proxy", f"{through * 1e3:6.1f} ms   {through / direct:.2f} times"),
    ]


@contextlib.contextmanager
def _stack() -> Iterator[Endpoints]:
    """Run every server and leadflow under load, in a folder of its own."""
    ports = dict(zip(DEFAULT_PORTS, free_ports(len(DEFAULT_PORTS)), strict=True))
    with tempfile.TemporaryDirectory() as name:
        storefront, portal, redis = free_ports(3)
        leadflow = Leadflow(Path(name, "leadflow"), storefront, portal, redis)
        leadflow.state.mkdir()
        programs = leadflow.programs(Endpoints.of(ports).otlp_http, rate=_REQUESTS_PER_SECOND)
        stack = Stack(Path(name, "stack"), profile="demo", ephemeral=True, ports=ports, programs=programs)
        try:
            up(stack)
            for program in programs:
                stack.start(program.name)
                stack.wait_ready(program.name)
            yield stack.endpoints
        finally:
            stack.down()


def _opened(address: str) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Open the dashboard in fresh windows, and twice each: the second time its files are in the cache."""
    cold, warm = [], []
    with ui.chromium() as browser:
        for _ in range(_ROUNDS):
            with contextlib.closing(browser.new_context(viewport=_WINDOW)) as context:
                cold.append(_look(context, address))
                warm.append(_look(context, address))
    return cold, warm


def _look(context: BrowserContext, address: str) -> dict[str, float]:
    with contextlib.closing(context.new_page()) as page:
        page.add_init_script(_CLOCK)
        page.goto(f"{address}/#/d/{_BOARD}?start=15m")
        end = time.monotonic() + _PATIENCE_SECONDS
        while not page.evaluate("window.seen.all"):  # its policy forbids Playwright's own way to wait
            if time.monotonic() > end:
                raise TimeoutError(f"{page.url} is not drawn within {_PATIENCE_SECONDS:g} s")
            page.wait_for_timeout(_LOOK_EVERY_MILLISECONDS)
        seen: dict[str, Any] = page.evaluate(f"({{...seen, paint: {_PAINT}}})")
    return seen


def _told(cache: str, seen: list[dict[str, float]]) -> list[tuple[str, str]]:
    def median(what: str) -> str:
        return f"{statistics.median(one[what] for one in seen) / 1e3:6.2f} s"

    return [
        (f"{cache}: something is there", median("paint")),
        (f"{cache}: the first panel is drawn", median("first")),
        (f"{cache}: all {seen[0]['panels']} panels in sight are", median("all")),
    ]


def _asked(base: str) -> float:
    """Return the median seconds of a query such as panels ask."""
    now = int(time.time())
    query = "sum by (http_route) (rate(http_server_request_duration_seconds_count[1m]))"
    params: dict[str, str | int] = {"query": query, "start": now - 900, "end": now, "step": 5}
    with httpx.Client(base_url=base, trust_env=False) as client:
        taken = []
        for _ in range(_QUERIES):
            began = time.perf_counter()
            client.get("/api/v1/query_range", params=params).raise_for_status()
            taken.append(time.perf_counter() - began)
    return statistics.median(taken)
