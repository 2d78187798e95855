"""A headless Chromium of the system's, driven through Playwright: pictures are made with it, and tests look with it."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError, OtelKitError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Request

__all__ = ["Traffic", "chromium", "chromium_path"]

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_VARIABLE = "OTEL_KIT_CHROMIUM"
_QUIET_SECONDS = 0.4  # without a question under way: what was asked is drawn
_POLL_MILLISECONDS = 50
_ASKED = ("/api/", "/proxy/", "/assets/")


def chromium_path() -> str:
    """Return the program: `OTEL_KIT_CHROMIUM`, else what PATH has. Raises an OtelKitError where there is none."""
    given = os.environ.get(_VARIABLE)
    found = next(filter(None, map(shutil.which, [given] if given else _NAMES)), None)
    if found:
        return found
    fix = "apt-get install chromium, or name yours: OTEL_KIT_CHROMIUM=/path/to/chrome"
    if given:
        raise ConfigurationError(_VARIABLE, given, problem="no such program", fix=fix)
    raise OtelKitError(f"there is no Chromium on PATH ({', '.join(_NAMES)})\n  → {fix}")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Run a headless browser inside the block."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as missing:
        raise OtelKitError(
            f"{missing.name} is not installed\n  → pip install 'otel-kit[ops,render]'"
        ) from missing
    # Chromium's own sandbox does not work as root; the page that it opens is ours, from this machine.
    arguments = [
        "--disable-gpu",
        "--font-render-hinting=none",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=arguments)
        try:
            yield browser
        finally:
            browser.close()


class Traffic:
    """What a page asks its server, so that one can wait until it has drawn all of it."""

    def __init__(self, page: Page) -> None:
        """Watch from now on."""
        self._page = page
        self._under_way: set[Request] = set()
        self._last = time.monotonic()
        page.on("request", self._began)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    def settle(self, timeout: float) -> bool:
        """Wait until nothing was under way for a moment; tell whether that was within `timeout` seconds."""
        end = time.monotonic() + timeout
        self._last = time.monotonic()
        while self._under_way or time.monotonic() - self._last < _QUIET_SECONDS:
            if time.monotonic() > end:
                return False
            self._page.wait_for_timeout(_POLL_MILLISECONDS)
        return True

    def _began(self, request: Request) -> None:
        if any(part in request.url for part in _ASKED):
            self._under_way.add(request)
            self._last = time.monotonic()

    def _ended(self, request: Request) -> None:
        self._under_way.discard(request)
        self._last = time.monotonic()
