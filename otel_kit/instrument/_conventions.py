"""Make OpenTelemetry's own instrumentations use the stable conventions for HTTP and databases.

They read `OTEL_SEMCONV_STABILITY_OPT_IN` once, at the first of them, and default to names that were given up in 2023.
We set what they would have read, so that the service's environment, and its children's, stay as they are.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["use_stable_conventions"]

_VARIABLE = "OTEL_SEMCONV_STABILITY_OPT_IN"


def use_stable_conventions(environ: Mapping[str, str] = os.environ) -> None:
    """Opt in to `http` and `database`; what the user opted in to (`http/dup`, …) stays."""
    from opentelemetry.instrumentation import _semconv

    stability: Any = _semconv._OpenTelemetrySemanticConventionStability  # noqa: SLF001 - there is no public way
    kind = _semconv._OpenTelemetryStabilitySignalType  # noqa: SLF001
    mode = _semconv._StabilityMode  # noqa: SLF001
    asked = [part.strip() for part in environ.get(_VARIABLE, "").split(",")]
    stability._initialize()  # noqa: SLF001 - from now on it keeps what we set
    stability._OTEL_SEMCONV_STABILITY_SIGNAL_MAPPING.update(  # noqa: SLF001
        {
            kind.HTTP: mode.HTTP_DUP if mode.HTTP_DUP.value in asked else mode.HTTP,
            kind.DATABASE: mode.DATABASE_DUP if mode.DATABASE_DUP.value in asked else mode.DATABASE,
        }
    )
