"""Who may look: the names of this machine only, or whoever has the token; and what the browser may do with it."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.datastructures import URL, Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse

from otel_kit.ops.ui._answers import refusal

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Access", "is_loopback"]

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_COOKIE_SECONDS = 12 * 3600
_DATA = ("/api/", "/proxy/")
_OWN = ("same-origin", "none")  # of Sec-Fetch-Site; `none` is what a person typed

# Styles are set by scripts of the page (Emotion), pictures are drawn into data: and blob: addresses.
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{part} {allowed}" for part, allowed in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",  # an address may hold the token
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def is_loopback(host: str) -> bool:
    """Tell whether a name or address without a port is this machine's own."""
    return host.strip("[]").lower() in _LOOPBACK


@dataclass(frozen=True)
class Access:
    """Middleware of the application. Without a `token` only this machine's own names are served."""

    app: ASGIApp
    token: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what may not pass, and pass the rest on; either gets the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        answer = self._refusal(scope) or self.app
        await answer(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if scope["path"].startswith(_DATA) and headers.get("sec-fetch-site", "none") not in _OWN:
            return refusal(403, "another site may not ask in your name")
        if self.token:
            return self._without_token(scope, headers)
        host = headers.get("host", "")
        if is_loopback(_without_port(host)):
            return None
        return refusal(
            403, f"Host is {host!r}; without a token this page answers as 127.0.0.1 and localhost only"
        )

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        asked = QueryParams(scope["query_string"])
        if "token" in asked and self._is_token(asked["token"]):
            return self._with_cookie(scope, asked)
        if self._is_token(headers.get("authorization", "").removeprefix("Bearer ").strip()):
            return None
        if _same(_cookie(headers, self._cookie_name(scope)), self._cookie_value()):
            return None
        why = "this page needs its token: open the address that `otel-kit ui` printed"
        if scope["path"].startswith(_DATA):
            return refusal(401, why)
        return PlainTextResponse(why + "\n", 401)

    def _with_cookie(self, scope: Scope, asked: QueryParams) -> Response:
        """Send the browser to the same address without the token, so that it stays in no history."""
        rest = urlencode([(name, value) for name, value in asked.multi_items() if name != "token"])
        url = URL(scope=scope)
        answer = RedirectResponse(f"{url.path}?{rest}" if rest else url.path, 303)
        answer.set_cookie(
            self._cookie_name(scope),
            self._cookie_value(),
            _COOKIE_SECONDS,
            httponly=True,
            samesite="lax",
            secure=url.scheme == "https",
        )
        return answer

    def _is_token(self, given: str) -> bool:
        return _same(given, self.token)

    @staticmethod
    def _cookie_name(scope: Scope) -> str:
        """Cookies know no ports: two pages on one machine need two names."""
        return f"otel_kit_ui_{(scope.get('server') or ('', 0))[1]}"

    def _cookie_value(self) -> str:
        """Not the token itself: other ports of the same machine see the cookie too."""
        return hmac.new(self.token.encode(), b"otel-kit ui", hashlib.sha256).hexdigest()


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _without_port(host: str) -> str:
    return host.partition("]")[0] if host.startswith("[") else host.partition(":")[0]
