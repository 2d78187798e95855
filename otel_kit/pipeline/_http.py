"""One keep-alive connection to a collector, for the one thread that uses it."""

from __future__ import annotations

import contextlib

# Name resolution imports it when it is first used; a fork at that moment would leave the child with a lock that nobody
# ever releases. So everything that the worker needs is imported before it starts.
import encodings.idna  # noqa: F401
import http.client
import ipaddress
import os
import ssl
import time
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from otel_kit.pipeline import _answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.pipeline._answer import Answer

_LEAST_TIMEOUT = 0.05
_LARGEST_ANSWER = 64 * 1024


class Connection:
    """Posts to one origin. Not for several threads; after a fork, `abandon` it in the child."""

    def __init__(self, origin: str, tls: ssl.SSLContext | None) -> None:
        """Remember where to connect; connect at the first request."""
        self.origin = origin
        self._parts = urlsplit(origin)
        self._tls = tls
        self._proxy = _proxy_for(self._parts)
        self._link: http.client.HTTPConnection | None = None

    def post(self, path: str, body: bytes, headers: Mapping[str, str], timeout: float) -> Answer:
        """Send one request and judge what came back; never raises for what a network or a server does."""
        timeout = max(timeout, _LEAST_TIMEOUT)
        deadline = time.monotonic() + timeout
        try:
            try:
                return self._exchange(path, body, headers, deadline)
            except (ConnectionError, http.client.BadStatusLine):
                # The server may have closed a connection that was idle: that says nothing about the server.
                was_idle = self._link is not None and self._served_before
                self.close()
                if not was_idle:
                    raise
                return self._exchange(path, body, headers, deadline)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            self.close()
            return _answer.from_error(error, timeout)

    def close(self) -> None:
        """Close the connection; the next request opens a new one."""
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def abandon(self) -> None:
        """Let go of the parent's socket in a forked child, without touching objects that a thread may have locked."""
        sock = getattr(self._link, "sock", None)
        if sock is not None:
            with contextlib.suppress(OSError):
                os.close(sock.detach())

    _served_before = False

    def _exchange(self, path: str, body: bytes, headers: Mapping[str, str], deadline: float) -> Answer:
        link = self._connected(deadline)
        link.request("POST", self._target(path), body, dict(headers))
        link.sock.settimeout(_remaining(deadline))
        response = link.getresponse()
        content = response.read(_LARGEST_ANSWER)
        self._served_before = True
        if response.will_close or not response.isclosed():
            self.close()
        return _answer.from_status(
            response.status, response.reason, response.getheader("Retry-After"), content
        )

    def _connected(self, deadline: float) -> http.client.HTTPConnection:
        if self._link is None:
            self._link = self._open(_remaining(deadline))
            self._served_before = False
        elif self._link.sock is not None:
            self._link.sock.settimeout(_remaining(deadline))
        return self._link

    def _open(self, timeout: float) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        proxy = self._proxy
        if self._parts.scheme == "https":
            context = self._tls or ssl.create_default_context()
            if proxy is None:
                return _connect(http.client.HTTPSConnection(host, port, timeout=timeout, context=context))
            link = http.client.HTTPSConnection(
                proxy.hostname or "", proxy.port, timeout=timeout, context=context
            )
            link.set_tunnel(host, port)
            return _connect(link)
        if proxy is None:
            return _connect(http.client.HTTPConnection(host, port, timeout=timeout))
        return _connect(http.client.HTTPConnection(proxy.hostname or "", proxy.port, timeout=timeout))

    def _target(self, path: str) -> str:
        through_proxy = self._proxy is not None and self._parts.scheme == "http"
        return f"{self.origin}{path}" if through_proxy else path


def _connect(link: http.client.HTTPConnection) -> http.client.HTTPConnection:
    try:
        link.connect()
    except OSError:  # TLS may fail over a socket that is open already
        link.close()
        raise
    return link


def _remaining(deadline: float) -> float:
    return max(deadline - time.monotonic(), _LEAST_TIMEOUT)


def _proxy_for(parts: SplitResult) -> SplitResult | None:
    """Return the environment's proxy for a host elsewhere; what is on this machine is always reached directly."""
    host = parts.hostname or ""
    if is_loopback(host) or not any(name.lower().endswith("_proxy") for name in os.environ):
        return None
    from urllib.request import getproxies_environment, proxy_bypass

    proxy = getproxies_environment().get(parts.scheme)
    if not proxy or proxy_bypass(parts.netloc):
        return None
    return urlsplit(proxy if "://" in proxy else f"http://{proxy}")


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
