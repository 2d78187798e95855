"""requests: every request of every session, those that exist already among them.

The adapter is wrapped, so each redirect is a request of its own. OpenTelemetry's own instrumentation wraps the session
around it and says so, and then has the request for itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from otel_kit._guard import guarded
from otel_kit.instrument._http_client import HttpClient, Sent
from otel_kit.instrument._patch import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from requests import PreparedRequest, Response

    from otel_kit.instrument._http_client import Outgoing

__all__ = ["start"]

_VERSIONS = {10: "1.0", 11: "1.1", 20: "2"}  # as http.client and urllib3 write them


def start() -> Callable[[], None]:
    """Instrument requests' adapter."""
    from requests.adapters import HTTPAdapter

    client = HttpClient("requests")
    return replace(HTTPAdapter, "send", lambda original: _observed(original, client))


def _observed(original: Callable[..., Response], client: HttpClient) -> Callable[..., Response]:
    def send(self: Any, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        call = _begin(client, request)
        if call is None:
            return original(self, request, *args, **options)
        with call:
            response = original(self, request, *args, **options)
        _answered(call, response)
        return response

    return send


@guarded("instrument.requests")
def _begin(client: HttpClient, request: PreparedRequest) -> Outgoing | None:
    url = request.url or ""
    parts = urlsplit(url)
    sent = Sent(request.method or "", parts.scheme, parts.hostname or "", parts.port, url, request.headers)
    call = client.begin(sent)
    if call is not None:
        call.inject(request.headers)
    return call


@guarded("instrument.requests")
def _answered(call: Outgoing, response: Response) -> None:
    version = _VERSIONS.get(getattr(response.raw, "version", 0))
    call.answered(response.status_code, response.headers, version)
