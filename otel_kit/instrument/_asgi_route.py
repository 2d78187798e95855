"""Which route of a Starlette or FastAPI application a request matched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    Scope = dict[str, Any]

__all__ = ["route_of"]


def route_of(scope: Scope) -> str | None:
    """Return the path template that matched, with the prefixes of routers and mounts; `None` for an unknown path."""
    from starlette.routing import Mount

    route = scope.get("route")
    prefix = _mounted_at(scope)
    if isinstance(route, Mount) or (route is None and prefix):
        return f"{prefix}/{{path}}"  # nothing in the mounted application matched, or it has no routes: static files
    path = _included_path(scope, route) or getattr(route or _plain_route(scope), "path_format", None)
    return f"{prefix}{path}" if path is not None else None


def _mounted_at(scope: Scope) -> str:
    """Return the prefixes of the mounts on the way; what matched a parameter stands there under its name."""
    root: str = scope.get("root_path", "")
    prefix = root[len(scope.get("app_root_path", root)) :].rstrip("/")
    if not prefix:
        return prefix
    names = {_plain(str(value)): f"{{{name}}}" for name, value in scope.get("path_params", {}).items()}
    return "/".join(segment and names.get(_plain(segment), segment) for segment in prefix.split("/"))


def _plain(segment: str) -> str:
    """Write what a convertor reads as one value in one way: `007` and `7`, an UUID in either case, with or without `-`."""
    plain = segment.lower().replace("-", "")
    return plain.rstrip("0").rstrip(".").lstrip("0") if "." in plain else plain.lstrip("0")


def _plain_route(scope: Scope) -> Any:
    """Return the route of the endpoint that answers: FastAPI tells no route where it is one of Starlette's own."""
    endpoint = scope.get("endpoint")
    routes = getattr(scope.get("router"), "routes", ()) if endpoint is not None else ()
    return next((route for route in routes if getattr(route, "endpoint", None) is endpoint), None)


def _included_path(scope: Scope, route: Any) -> str | None:
    """Return the template of a route that FastAPI ≥ 0.137 found in an included router: its prefix is only here."""
    included = (scope.get("fastapi") or {}).get("effective_route_context")
    if included is None or getattr(included, "original_route", None) is not route:
        return None
    path: str | None = included.path_format
    return path
