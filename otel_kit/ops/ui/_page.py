"""The built page: `index.html`, asked for anew each time, and assets that never change under their name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Scope

__all__ = ["PAGE", "page_of"]

PAGE = Path(__file__).parent / "page"
_ASSETS = "assets/"  # their names hold a digest of what is in them
_FOR_EVER = "public, max-age=31536000, immutable"
_UNBUILT = "The page is not built: run `make ui` in a checkout, or install otel-kit from a wheel.\n"


def page_of(folder: Path) -> ASGIApp:
    """Return what serves the page of a folder, or says that there is none."""
    if not (folder / "index.html").is_file():
        return PlainTextResponse(_UNBUILT, 503)
    return _Page(directory=folder, html=True)


class _Page(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file, with how long it may be kept."""
        answer = await super().get_response(path, scope)
        keep = path.startswith(_ASSETS) and answer.status_code != 404  # noqa: PLR2004
        answer.headers["Cache-Control"] = _FOR_EVER if keep else "no-cache"
        return answer
