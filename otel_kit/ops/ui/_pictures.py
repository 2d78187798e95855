"""Pictures of dashboards: the page in a headless browser, as tall as it is, as a small PNG."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.ops import dashboards
from otel_kit.ops._yaml import meant
from otel_kit.ops.ui._browser import Traffic, chromium

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

__all__ = ["Picture", "Studio", "studio"]

WIDTH = 1280
_HEIGHT, _TALLEST = 900, 20_000
_DRAWN_WITHIN_SECONDS = 60.0
_COLOURS = 256  # a dashboard has few: a quarter of the size, and no difference to see


@dataclass(frozen=True)
class Picture:
    """What to draw: a dashboard, how far back (`1h`), choices of its variables, how wide in pixels, dark or light.

    Raises ConfigurationError for a dashboard or a variable that is not there.
    """

    name: str
    window: str = ""
    variables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    width: int = WIDTH
    dark: bool = False

    def __post_init__(self) -> None:
        """Refuse what the page would leave out in silence."""
        boards = dashboards.perses()
        if self.name not in boards:
            fix = f"known: {', '.join(boards)}{meant(self.name, boards)}"
            raise ConfigurationError("NAME", self.name, problem="no dashboard is called so", fix=fix)
        known = [variable["spec"]["name"] for variable in boards[self.name]["spec"]["variables"]]
        for name in self.variables:
            if name not in known:
                problem = f"dashboard {self.name} has no such choice"
                raise ConfigurationError("--var", name, problem=problem, fix=f"known: {', '.join(known)}")

    @property
    def path(self) -> str:
        """The address below the page's own."""
        asked = [("start", self.window)] if self.window else []
        asked += [(f"var-{name}", ",".join(values)) for name, values in self.variables.items()]
        return f"/#/d/{self.name}" + (f"?{urlencode(asked)}" if asked else "")


class Studio:
    """A browser in front of a page that is served."""

    def __init__(self, browser: Browser, address: str) -> None:
        """Draw what is at the address."""
        self._browser = browser
        self._address = address

    def draw(self, picture: Picture, out: Path) -> None:
        """Write the picture as PNG to `out`; raise an OtelKitError where it is not drawn within a minute."""
        context = self._browser.new_context(
            viewport={"width": picture.width, "height": _HEIGHT},
            color_scheme="dark" if picture.dark else "light",
            reduced_motion="reduce",
        )
        with contextlib.closing(context):
            page = context.new_page()
            _open(page, self._address + picture.path)
            shot = page.screenshot(full_page=True, animations="disabled")
        _write(out, _smaller(shot))


@contextlib.contextmanager
def studio(address: str) -> Iterator[Studio]:
    """Run a browser inside the block, for the page at the address."""
    with chromium() as browser:
        yield Studio(browser, address.rstrip("/"))


def _open(page: Page, url: str) -> None:
    """Open the page and make the window as tall as it is, for what is out of sight is not drawn."""
    traffic = Traffic(page)
    page.goto(url)
    height = 0
    while (tall := page.evaluate("document.documentElement.scrollHeight")) != height and tall <= _TALLEST:
        height = tall
        page.set_viewport_size({"width": page.viewport_size["width"], "height": max(height, _HEIGHT)})  # type: ignore[index]
        if not traffic.settle(_DRAWN_WITHIN_SECONDS):
            raise OtelKitError(
                f"{url} is not drawn within {_DRAWN_WITHIN_SECONDS:g} s\n  → look at `otel-kit stack status`, or choose a shorter --window"
            )


def _smaller(shot: bytes) -> bytes:
    from PIL import Image

    small = io.BytesIO()
    with Image.open(io.BytesIO(shot)) as image:
        method = Image.Quantize.FASTOCTREE
        image.convert("RGB").quantize(_COLOURS, method, dither=Image.Dither.NONE).save(
            small, "PNG", optimize=True
        )
    return small.getvalue()


def _write(out: Path, picture: bytes) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(picture)
    except OSError as error:
        problem = f"the picture cannot be written ({error.strerror})"
        raise ConfigurationError("--out", str(out), problem=problem, fix="choose another file") from error
