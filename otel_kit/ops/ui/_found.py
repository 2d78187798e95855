"""Errors, routes and changes: what `otel_kit.ops.find` finds, by an address with `window`, `service`, `environment`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops import find

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from otel_kit.ops.ui._backends import Backends

__all__ = ["readers"]

_WINDOW = "1h"
_LIMIT = 20
_MOST = 200


def readers(backends: Backends) -> dict[str, Callable[[Request], Any]]:
    """Return what answers each path below `/api`."""
    servers = find.Servers(backends.url("prometheus"), backends.url("loki"), backends.url("tempo"))

    def errors(request: Request) -> Any:
        return find.errors(servers, _scope(request), limit=_limit(request))

    def error(request: Request) -> Any:
        return find.error(servers, request.path_params["fingerprint"], _scope(request))

    def routes(request: Request) -> Any:
        return find.routes(servers, _scope(request), limit=_limit(request))

    def changes(request: Request) -> Any:
        return find.changes(servers, _scope(request))

    return {"/errors": errors, "/errors/{fingerprint}": error, "/routes": routes, "/changes": changes}


def _scope(request: Request) -> find.Scope:
    asked = request.query_params
    return find.Scope(
        window=find.window_of(asked.get("window", _WINDOW)),
        service=asked.get("service", ""),
        environment=asked.get("environment", ""),
    )


def _limit(request: Request) -> int:
    text = request.query_params.get("limit", str(_LIMIT))
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= _MOST:
        raise ConfigurationError(
            "limit", text, problem="no number that fits", fix=f"give one from 1 to {_MOST}"
        )
    return int(text)
