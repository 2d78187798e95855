"""An exception as OpenTelemetry's conventions describe it, also one that cannot be printed."""

from __future__ import annotations

import traceback

from otel_kit._guard import attempt

__all__ = ["UNPRINTABLE", "describe", "message_of"]

UNPRINTABLE = "<cannot be printed>"


def describe(error: BaseException) -> dict[str, str]:
    """Return type, message and stack trace under their conventional names."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return {
        "exception.type": name,
        "exception.message": message_of(error),
        "exception.stacktrace": attempt(
            lambda: "".join(traceback.format_exception(error)), otherwise=UNPRINTABLE
        ),
    }


def message_of(error: BaseException) -> str:
    """Return the text of an exception."""
    return attempt(lambda: str(error), otherwise=UNPRINTABLE)
