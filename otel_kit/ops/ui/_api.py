"""What the page asks otel_kit itself: boards, alerts, runbooks, the chain's state, and what was found."""

from __future__ import annotations

import functools
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

from otel_kit.ops import dashboards, find, rules
from otel_kit.ops._yaml import meant
from otel_kit.ops.ui._alerts import live
from otel_kit.ops.ui._chain import state_of
from otel_kit.ops.ui._found import readers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from otel_kit.ops.rules import Drawn
    from otel_kit.ops.ui._backends import Backends

__all__ = ["Api"]


class Api:
    """Answers `/api/…`. Its endpoints block, so they run in threads; what never changes is read once, at the start."""

    def __init__(self, backends: Backends, *, token_required: bool, environment: str | None) -> None:
        """Ask these backends; draw the limits of `environment`."""
        self._backends = backends
        self._token_required = token_required
        self._environment = environment
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ui-reads")
        self._boards: Future[dict[str, dict[str, Any]]] = Future()
        self._alerts: Future[tuple[Drawn, ...]] = Future()
        self._runbooks: Future[dict[str, str]] = Future()

    def start(self) -> None:
        """Begin to read what the page will ask first."""
        self._boards = self._pool.submit(_boards, self._environment)
        self._alerts = self._pool.submit(_drawn, self._environment)
        self._runbooks = self._pool.submit(_runbooks)

    def close(self) -> None:
        """Give up what is still being read."""
        self._pool.shutdown(cancel_futures=True)

    def routes(self) -> list[Route]:
        """Return the table of endpoints; each is read only."""
        table: dict[str, Callable[[Request], Any]] = {
            "/state": self._state,
            "/dashboards": self._all_boards,
            "/dashboards/{name}": self._board,
            "/alerts": self._live_alerts,
            "/runbooks/{name}": self._runbook,
            **readers(self._backends),
        }
        return [Route(path, _answering(read)) for path, read in table.items()]

    def _state(self, _: Request) -> dict[str, Any]:
        return state_of(self._backends, token_required=self._token_required)

    def _all_boards(self, _: Request) -> list[dict[str, Any]]:
        return [_summary(board) for board in self._boards.result().values()]

    def _board(self, request: Request) -> dict[str, Any]:
        name = request.path_params["name"]
        return self._boards.result()[_known("dashboard", name, self._boards.result())]

    def _live_alerts(self, _: Request) -> list[dict[str, Any]]:
        return live(self._backends, self._alerts.result())

    def _runbook(self, request: Request) -> dict[str, str]:
        name = _known("runbook", request.path_params["name"], self._runbooks.result())
        return {"title": name, "markdown": self._runbooks.result()[name]}


# What ships with otel_kit stays as it is as long as the process runs.
_boards = functools.cache(dashboards.perses)
_drawn = functools.cache(rules.drawn)
_runbooks = functools.cache(rules.runbooks)


def _summary(board: Mapping[str, Any]) -> dict[str, Any]:
    spec = board["spec"]
    return {
        "name": board["metadata"]["name"],
        "title": spec["display"]["name"],
        "description": spec["display"]["description"],
        "rows": [row["spec"]["display"]["title"] for row in spec["layouts"]],
        "panels": len(spec["panels"]),
    }


def _known(what: str, name: str, table: Mapping[str, Any]) -> str:
    if name not in table:
        raise HTTPException(404, f"no {what} is called {name!r}{meant(name, table)}")
    return name


def _answering(read: Callable[[Request], Any]) -> Callable[[Request], JSONResponse]:
    def endpoint(request: Request) -> JSONResponse:
        return JSONResponse(find.as_data(read(request)), headers={"Cache-Control": "no-store"})

    return endpoint
