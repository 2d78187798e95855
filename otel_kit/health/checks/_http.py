"""Another service answers over HTTP."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from otel_kit._parse import endpoint
from otel_kit.health._model import HEALTHY, Outcome, unhealthy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["http"]

_BAD = 400


def http(
    url: str, *, headers: Mapping[str, str] | None = None, timeout: float = 1.5, method: str = "GET"
) -> Callable[[], Outcome]:
    """Check that an http or https URL answers with a status below 400, redirects followed.

    Raises `ConfigurationError` for what is no such URL, or one with a password in it: that belongs into `headers`.
    """
    address = endpoint("url of a health check", url)
    request = urllib.request.Request(address, headers=dict(headers or {}), method=method)  # noqa: S310 - checked above

    def probe() -> Outcome:
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310 - checked above
                status = response.status
        except urllib.error.HTTPError as error:
            with error:
                status = error.code
        except urllib.error.URLError as error:
            if isinstance(error.reason, BaseException):
                raise error.reason from None
            raise
        return HEALTHY if status < _BAD else unhealthy(f"it answers {status}")

    return probe
