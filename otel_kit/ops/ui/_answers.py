"""Refusals as JSON: one sentence, under the names by which the page's data sources look for it."""

from __future__ import annotations

from starlette.responses import JSONResponse

__all__ = ["refusal"]


def refusal(status: int, why: str) -> JSONResponse:
    """Return an answer that says why there is no other."""
    content = {"status": "error", "errorType": str(status), "error": why, "message": why}
    return JSONResponse(content, status, {"Cache-Control": "no-store"})
