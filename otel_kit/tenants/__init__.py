"""Tenants: who a request, a job or a block of code works for.

`otel_kit.tenant("t-42", tier="gold")` is the block; `resolve(app, resolver)` does it for each request of a FastAPI,
Starlette or Flask application.
"""

from __future__ import annotations

from otel_kit.tenants._context import Tenant, current, tenant
from otel_kit.tenants._resolve import Resolver, from_header, resolve

__all__ = ["Resolver", "Tenant", "current", "from_header", "resolve", "tenant"]
