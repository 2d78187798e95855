"""httpx: every request of every client, sync and async, those that exist already among them.

The transports are wrapped, so each redirect and each retry is a request of its own, and what never leaves the process
(`ASGITransport`, mocks) is none.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.instrument._http_client import HttpClient, Sent
from otel_kit.instrument._patch import replace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from httpx import Request, Response

    from otel_kit.instrument._http_client import Outgoing

__all__ = ["start"]


def start() -> Callable[[], None]:
    """Instrument httpx' transports."""
    import httpx

    client = HttpClient("httpx")
    undos = [
        replace(httpx.HTTPTransport, "handle_request", lambda original: _sync(original, client)),
        replace(httpx.AsyncHTTPTransport, "handle_async_request", lambda original: _async(original, client)),
    ]

    def undo() -> None:
        for one in undos:
            one()

    return undo


def _sync(original: Callable[..., Response], client: HttpClient) -> Callable[..., Response]:
    def handle_request(self: Any, request: Request) -> Response:
        call = _begin(client, self, request)
        if call is None:
            return original(self, request)
        with call:
            response = original(self, request)
        _answered(call, response)
        return response

    return handle_request


def _async(original: Callable[..., Awaitable[Response]], client: HttpClient) -> Callable[..., Any]:
    async def handle_async_request(self: Any, request: Request) -> Response:
        call = _begin(client, self, request)
        if call is None:
            return await original(self, request)
        with call:
            response = await original(self, request)
        _answered(call, response)
        return response

    return handle_async_request


@guarded("instrument.httpx")
def _begin(client: HttpClient, transport: Any, request: Request) -> Outgoing | None:
    if _is_upstreams(transport):
        return None
    url = request.url
    call = client.begin(Sent(request.method, url.scheme, url.host, url.port, str(url), request.headers))
    if call is not None:
        call.inject(request.headers)
    return call


def _is_upstreams(transport: Any) -> bool:
    """Tell whether the service uses OpenTelemetry's own instrumentation, for this client or for all."""
    if "handle_request" in vars(transport) or "handle_async_request" in vars(transport):
        return True
    upstream = sys.modules.get("opentelemetry.instrumentation.httpx")
    return upstream is not None and upstream.HTTPXClientInstrumentor().is_instrumented_by_opentelemetry


@guarded("instrument.httpx")
def _answered(call: Outgoing, response: Response) -> None:
    version = response.extensions.get("http_version", b"").decode("ascii", "replace")
    call.answered(response.status_code, response.headers, version.removeprefix("HTTP/") or None)
