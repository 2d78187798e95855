"""What a person sees of the page of `otel-kit ui`, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops.ui import Traffic
from support.waiting import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

__all__ = ["Look"]

_TALL = 6000  # so that no panel is out of sight: those are not drawn
_SETTLED_WITHIN = 60.0
# What Chromium itself writes for an answer of 400 and more; pages that show it are what such tests are about.
_ANSWERED = "Failed to load resource"


class Look:
    """One page in a window of its own; `complaints` is what it wrote to the console as an error."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        """Open a window in front of the server at the address."""
        options = {"viewport": {"width": 1280, "height": _TALL}, "reduced_motion": "reduce", **options}
        self._context = browser.new_context(**options)
        self._address = address
        self.page = self._context.new_page()
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self._traffic = Traffic(self.page)
        self.page.on("console", lambda said: self._complain(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._watch)

    def close(self) -> None:
        """Close the window."""
        self._context.close()

    def open(self, path: str) -> Look:
        """Go to a place of the page, such as `/#/alerts`, and wait until it stands still."""
        self.page.goto(self._address + path)
        return self.settle()

    def settle(self) -> Look:
        """Wait until nothing is asked any more."""
        assert self._traffic.settle(_SETTLED_WITHIN), f"{self.page.url} does not come to rest"
        return self

    def panel(self, title: str) -> Locator:
        """Return a panel by its title."""
        return self.page.locator(f'[data-panel="{title}"]')

    def wait_for_text(self, title: str, *words: str, without: str) -> None:
        """Wait until a panel says all these words and not `without`: it draws a moment after its data have come."""

        def says() -> bool:
            text = self.panel(title).inner_text()
            return all(word in text for word in words) and without not in text

        wait_for(says, _SETTLED_WITHIN, f"{title} with {', '.join(words)} and without {without}")

    def states(self) -> dict[str, str]:
        """Return what became of each panel: `drawn`, `empty`, `failed`."""
        return wait_for(self._states, _SETTLED_WITHIN, "every panel to be drawn, empty or failed")

    def failures(self) -> dict[str, str]:
        """Return the panels that failed, each with what it says."""
        failed = [title for title, state in self.states().items() if state == "failed"]
        return {title: self.panel(title).inner_text() for title in failed}

    def _states(self) -> dict[str, str]:
        found = self.page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('[data-panel]')].map(p => [p.dataset.panel, p.dataset.state]))"
        )
        return {} if "waiting" in found.values() else dict(found)

    def _complain(self, text: str) -> None:
        if not text.startswith(_ANSWERED):
            self.complaints.append(text)

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self._address, "data:", "blob:")):
            self.foreign.append(request.url)
