"""One GET that answers JSON, with a short time-out and one kind of error."""

from __future__ import annotations

from typing import Any

import httpx

from otel_kit.exceptions import OtelKitError

TIMEOUT_SECONDS = 5.0


class UnavailableError(OtelKitError):
    """A server does not answer, or answers with an error."""


class JsonClient:
    """GET below one base URL; a connection is kept between calls."""

    def __init__(self, server: str, base_url: str) -> None:
        """Talk to `server` (its name in errors) at `base_url`, such as `http://127.0.0.1:9090`."""
        self._server = server
        self._base_url = base_url
        self._http = httpx.Client(base_url=base_url, timeout=TIMEOUT_SECONDS, trust_env=False)

    def get(self, path: str, **params: str | int) -> Any:
        """Return the decoded answer; `None` for 404; raise `UnavailableError` for anything else."""
        try:
            response = self._http.get(path, params=params)
        except httpx.HTTPError as error:
            raise UnavailableError(
                f"{self._server} at {self._base_url}: does not answer ({error})\n  → otel-kit stack status"
            ) from error
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        if response.is_error:
            raise UnavailableError(
                f"{self._server} at {self._base_url}: GET {path} answered {response.status_code}: "
                f"{response.text[:200].strip()}\n  → otel-kit stack logs {self._server}"
            )
        return response.json()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()
