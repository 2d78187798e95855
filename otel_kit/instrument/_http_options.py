"""What a user excludes from HTTP telemetry and which headers they capture: OpenTelemetry's own variables."""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from otel_kit.instrument._http_message import Received

__all__ = ["HttpOptions"]

_CAPTURE = "OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_"
_logger = logging.getLogger("otel_kit")
_REDACTED = "[REDACTED]"


@dataclass(frozen=True)
class HttpOptions:
    """Compiled patterns; `None` where the user gave none, so that the usual request pays nothing.

    `excluded` is searched for in the whole URL; the others match whole header names, whatever their case.
    """

    excluded: re.Pattern[str] | None = None
    request_headers: re.Pattern[str] | None = None
    response_headers: re.Pattern[str] | None = None
    sanitized: re.Pattern[str] | None = None

    @classmethod
    def from_environment(
        cls, library: str, environ: Mapping[str, str] = os.environ, *, side: str = "server"
    ) -> HttpOptions:
        """Read `OTEL_PYTHON_EXCLUDED_URLS` (or the library's own) and the variables for headers of its side."""
        own, common = f"OTEL_PYTHON_{library.upper()}_EXCLUDED_URLS", "OTEL_PYTHON_EXCLUDED_URLS"
        return cls(
            excluded=_any_of(environ, own if own in environ else common),
            request_headers=_any_of(environ, f"{_CAPTURE}{side.upper()}_REQUEST"),
            response_headers=_any_of(environ, f"{_CAPTURE}{side.upper()}_RESPONSE"),
            sanitized=_any_of(environ, f"{_CAPTURE}SANITIZE_FIELDS"),
        )

    def excludes(self, received: Received) -> bool:
        """Tell whether the user wants no telemetry of this request."""
        if self.excluded is None:
            return False
        hosts = received.headers.get("host")
        host = hosts[0] if hosts else (received.server or ("", None))[0]
        return self.excludes_url(f"{received.scheme}://{host}{received.path}")

    def excludes_url(self, url: str) -> bool:
        """Tell whether the user wants no telemetry of this URL."""
        return self.excluded is not None and self.excluded.search(url) is not None

    def captured_request(self, headers: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Return the span attributes of the request headers that the user asked for."""
        return self._captured("request", self.request_headers, headers)

    def captured_response(self, headers: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Return the span attributes of the response headers that the user asked for."""
        return self._captured("response", self.response_headers, headers)

    def captured_sending(self, headers: Mapping[str, str]) -> dict[str, list[str]]:
        """Return the same of a request that the service sends, whose header names have any case."""
        return self.captured_request(_lowered(headers)) if self.request_headers else {}

    def captured_answer(self, headers: Mapping[str, str]) -> dict[str, list[str]]:
        """Return the same of the answer that it gets."""
        return self.captured_response(_lowered(headers)) if self.response_headers else {}

    def _captured(
        self, side: str, wanted: re.Pattern[str] | None, headers: Mapping[str, list[str]]
    ) -> dict[str, list[str]]:
        if wanted is None:
            return {}
        return {
            f"http.{side}.header.{name}": [_REDACTED] if self._is_secret(name) else list(values)
            for name, values in headers.items()
            if wanted.fullmatch(name)
        }

    def _is_secret(self, name: str) -> bool:
        return self.sanitized is not None and self.sanitized.fullmatch(name) is not None


def _lowered(headers: Mapping[str, str]) -> dict[str, list[str]]:
    return {name.lower(): [value] for name, value in headers.items()}


def _any_of(environ: Mapping[str, str], variable: str) -> re.Pattern[str] | None:
    """Compile a comma-separated list of expressions into one; `None` for an empty list, or one that does not fit.

    The service has started by now: a mistake is one warning, and the setting does nothing.
    """
    parts = [part.strip() for part in environ.get(variable, "").split(",") if part.strip()]
    try:
        return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE) if parts else None
    except re.error as error:
        problem = f"is not a list of regular expressions ({error})"
        fix = "separate the expressions by commas, and escape what stands for itself: /api/v1\\.0,/health"
        _logger.warning(
            "otel_kit: %s", ConfigurationError(variable, environ[variable], problem=problem, fix=fix)
        )
        return None
