"""For whom a request is: a function of the service's says so, once a request."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.exceptions import ConfigurationError
from otel_kit.tenants._context import Tenant, tenant

if TYPE_CHECKING:
    from typing import TypeGuard

__all__ = ["Resolver", "enter", "from_header", "resolve"]

Resolver = Callable[[Any], "Tenant | Awaitable[Tenant | None] | None"]


def resolve(application: Any, resolver: Resolver) -> None:
    """Work for the tenant that `resolver` finds, in each request of a FastAPI, Starlette or Flask application.

    The resolver gets the framework's request (for a websocket, Starlette's `HTTPConnection`) and returns a `Tenant` or
    `None`. Under Flask it runs after the `before_request` functions that are registered already. One that raises is
    counted and the request goes on for nobody. Raises `ConfigurationError` for another kind of application.
    """
    if _is_a(application, "starlette.applications", "Starlette"):
        from otel_kit.tenants._asgi import TenantMiddleware

        application.add_middleware(TenantMiddleware, resolver=resolver)
    elif _is_a(application, "flask", "Flask"):
        from otel_kit.tenants import _flask

        _flask.resolve(application, resolver)
    else:
        raise ConfigurationError(
            "application",
            type(application).__name__,
            problem="must be a FastAPI, Starlette or Flask application",
            fix="use `with otel_kit.tenant(…)` where a request begins",
        )


def from_header(id_header: str, tier_header: str | None = None) -> Callable[[Any], Tenant | None]:
    """Return a resolver that reads headers.

    Whoever calls the service chooses them: use it behind a gateway that sets them, or after a check of your own.
    """

    def resolver(request: Any) -> Tenant | None:
        found = request.headers.get(id_header)
        return Tenant(found, request.headers.get(tier_header) if tier_header else None) if found else None

    return resolver


@guarded("tenants.resolver")
def enter(found: object) -> tenant | None:
    """Begin to work for what a resolver returned; the caller ends it."""
    if found is None:
        return None
    if not isinstance(found, Tenant):
        raise TypeError(f"a resolver must return a Tenant or None, not a {type(found).__name__}")
    return tenant(found.id, tier=found.tier).__enter__()


def _is_a(application: object, module: str, name: str) -> TypeGuard[Any]:
    kind = getattr(sys.modules.get(module), name, None)
    return isinstance(kind, type) and isinstance(application, kind)
