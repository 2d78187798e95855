"""One GET that answers JSON, with a short time-out and one kind of error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from otel_kit.exceptions import OtelKitError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

TIMEOUT_SECONDS = 5.0
_CHARACTERS_SHOWN = 200


class UnavailableError(OtelKitError):
    """A server does not answer, or not what it should."""


class JsonClient:
    """GET below one base URL. It holds nothing between two calls, so that nobody has to close it."""

    def __init__(self, server: str, base_url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        """Talk to `server` (its name in errors) at `base_url`; wait `timeout` seconds for each answer."""
        self._server = server
        self._base_url = base_url
        limits = httpx.Limits(max_keepalive_connections=0)
        self._http = httpx.Client(base_url=base_url, timeout=timeout, trust_env=False, limits=limits)

    def get(self, path: str, read: Callable[[Any], T], **params: str | int) -> T:
        """Return what `read` makes of the decoded answer; raise `UnavailableError` if there is none that fits."""
        return self._read(path, self._ask(path, params), read)

    def find(self, path: str, read: Callable[[Any], T], **params: str | int) -> T | None:
        """Do the same, and return `None` where the server answers 404: not there yet."""
        response = self._ask(path, params)
        return None if response.status_code == httpx.codes.NOT_FOUND else self._read(path, response, read)

    def _ask(self, path: str, params: dict[str, str | int]) -> httpx.Response:
        try:
            return self._http.get(path, params=params)
        except httpx.HTTPError as error:
            raise UnavailableError(
                f"{self._server} at {self._base_url}: does not answer ({error})\n  → otel-kit stack status"
            ) from error

    def _read(self, path: str, response: httpx.Response, read: Callable[[Any], T]) -> T:
        if response.is_error:
            raise self._unfit(path, f"{response.status_code}", response)
        try:
            decoded = response.json()
        except ValueError as error:
            raise self._unfit(path, "no JSON", response) from error
        try:
            return read(decoded)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise self._unfit(path, "something else than it should", response) from error

    def _unfit(self, path: str, what: str, response: httpx.Response) -> UnavailableError:
        shown = " ".join(response.text[:_CHARACTERS_SHOWN].split())
        return UnavailableError(
            f"{self._server} at {self._base_url}: GET {path} answered {what}: {shown}\n"
            f"  → otel-kit stack logs {self._server}"
        )


class ServerClient:
    """What the clients of the servers have in common."""

    server = ""  # its name in errors

    def __init__(self, base_url: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        """Talk to the server at `base_url`, such as `http://127.0.0.1:9090`; wait `timeout` seconds for an answer."""
        self._client = JsonClient(self.server, base_url, timeout)
