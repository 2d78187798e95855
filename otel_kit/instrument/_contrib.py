"""Clients that OpenTelemetry's own instrumentation packages cover well."""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any

from otel_kit.instrument._conventions import use_stable_conventions

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["start_contrib"]

_logger = logging.getLogger(__name__)


def start_contrib(library: str, instrumentor: str) -> Callable[[], None]:
    """Start the instrumentation package of a library; where it is not installed there is nothing to do."""
    try:
        module = importlib.import_module(f"opentelemetry.instrumentation.{library}")
    except ImportError as missing:
        _logger.debug("%s is imported but not instrumented: %s", library, missing)
        return lambda: None
    use_stable_conventions()
    one: Any = getattr(module, instrumentor)()
    if one.is_instrumented_by_opentelemetry:  # the service did it itself
        return lambda: None
    one.instrument()
    stop: Callable[[], None] = one.uninstrument
    return stop
