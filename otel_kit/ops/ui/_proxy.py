"""The read-only proxy: a question that the table allows, bounded, to its backend and back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlencode

import anyio
import httpx
from starlette.responses import Response

from otel_kit.ops.ui._allowed import RefusedError, route_of
from otel_kit.ops.ui._answers import refusal
from otel_kit.ops.ui._limits import MOST_BYTES, MOST_CHARACTERS, MOST_POINTS, TooMuchError

if TYPE_CHECKING:
    from starlette.requests import Request

    from otel_kit.ops.ui._allowed import Route
    from otel_kit.ops.ui._backends import Backends
    from otel_kit.ops.ui._limits import Asked

__all__ = ["TIME_LIMIT", "Proxy"]

TIME_LIMIT = 18.0  # seconds, above what Prometheus is told, so that its own words arrive
_CONNECTIONS = 16  # that all open pages together may hold to the backends
_CHARACTERS_SHOWN = 500
_TRUNCATED = b"results truncated due to limit"  # Prometheus' warning, at the end of its answer
_TAIL = 2048
_LONGEST_FORM = 3 * MOST_CHARACTERS  # bytes, percent-encoded
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class Proxy:
    """Answers `/proxy/<backend>/<path>`; `client` is for tests that look at what is sent."""

    def __init__(
        self, backends: Backends, *, time_limit: float = TIME_LIMIT, client: httpx.AsyncClient | None = None
    ) -> None:
        """Ask these backends; an answer may take `time_limit` seconds."""
        self._backends = backends
        self._time_limit = time_limit
        limits = httpx.Limits(max_connections=_CONNECTIONS, keepalive_expiry=30)
        self._client = client or httpx.AsyncClient(timeout=time_limit, trust_env=False, limits=limits)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def answer(self, request: Request) -> Response:
        """Pass the question on and its answer back, or say why not."""
        backend, path = request.path_params["backend"], "/" + request.path_params["path"]
        try:
            route = route_of(backend, request.method, path)
            asked = await _asked(request)
            bounded = route.limit(asked)
        except RefusedError as refused:
            return refusal(refused.status, str(refused))
        except TooMuchError as refused:
            return refusal(422, str(refused))
        try:
            with anyio.fail_after(self._time_limit):
                found, body = await self._ask(route, request.method, path, bounded)
        except (TimeoutError, httpx.TimeoutException):
            who = self._backends.called(backend)
            return refusal(
                504, f"{who} did not answer within {self._time_limit:g} s; ask for less, or look at its load"
            )
        except httpx.HTTPError as error:
            return refusal(502, f"{self._backends.called(backend)} does not answer ({_reason(error)})")
        return self._checked(route, asked, found, body)

    async def _ask(
        self, route: Route, method: str, path: str, asked: Asked
    ) -> tuple[httpx.Response, bytes | None]:
        """Return the answer and its body; None where it is too large to be taken."""
        sent = {"content": urlencode(asked, doseq=True)} if method == "POST" else {"params": asked}
        headers = {"Accept": _JSON, **({"Content-Type": _FORM} if method == "POST" else {})}
        url = self._backends.url(route.backend) + path
        async with self._client.stream(method, url, headers=headers, **sent) as response:
            body = bytearray()
            async for part in response.aiter_bytes():
                body += part
                if len(body) > MOST_BYTES:
                    return response, None
            return response, bytes(body)

    def _checked(self, route: Route, asked: Asked, found: httpx.Response, body: bytes | None) -> Response:
        who = self._backends.called(route.backend)
        if body is None:
            return refusal(422, f"the answer of {who} is larger than {MOST_BYTES >> 20} MB; ask for less")
        if "limit" not in asked and _TRUNCATED in body[-_TAIL:]:
            return refusal(
                422,
                f"the query would return more than {MOST_POINTS:,} points; "
                "choose a shorter time, a longer step, or aggregate its series",
            )
        kind = found.headers.get("content-type", "")
        if found.is_success or kind.startswith(_JSON):
            return Response(body, found.status_code, {"Cache-Control": "no-store"}, kind or None)
        said = " ".join(body[:_CHARACTERS_SHOWN].decode(errors="replace").split())
        # A redirection would lead the browser past this proxy.
        status = found.status_code if found.is_error else 502
        return refusal(status, f"{who} answered {found.status_code}: {said}")


async def _asked(request: Request) -> Asked:
    asked = parse_qs(request.url.query, keep_blank_values=True)
    if request.method != "POST":
        return asked
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != _FORM:
        raise RefusedError(415, f"Content-Type is {unquote(kind)!r}; a query is sent as {_FORM}")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            raise TooMuchError(f"the question is longer than {_LONGEST_FORM:,} bytes")
    form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {**asked, **form}


def _reason(error: httpx.HTTPError) -> str:
    """Return the last cause in a few words: `connection refused` rather than `all connection attempts failed`."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.lower()
        cause = cause.__cause__ or cause.__context__
    return str(error).lower() or type(error).__name__
