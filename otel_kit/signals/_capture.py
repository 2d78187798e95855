"""Errors: handed to whoever describes, groups and sends them, once `init()` has said who that is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol

from otel_kit import _work
from otel_kit._guard import attempt, fault, guarded

if TYPE_CHECKING:
    from opentelemetry.context import Context

    from otel_kit.signals._generated.errors import ErrorCategory, ErrorSeverity, ErrorSource

__all__ = ["Desk", "capture", "feature_flag", "report", "use"]


class Desk(Protocol):
    """Takes errors in."""

    def report(
        self,
        error: BaseException,
        *,
        source: ErrorSource,
        handled: bool,
        category: ErrorCategory | None,
        severity: ErrorSeverity | None,
        known: dict[str, Any],
        where: Context | None,
    ) -> str:
        """Tell of an error, or count it where an equal one was told a moment ago; return its fingerprint."""


_desk: Desk | None = None


def use(desk: Desk | None) -> Desk | None:
    """Hand errors to this desk from now on; return the one before."""
    global _desk
    before, _desk = _desk, desk
    return before


def capture(
    error: BaseException | None = None,
    /,
    *,
    severity: ErrorSeverity | None = None,
    category: ErrorCategory | None = None,
    feature: str | None = None,
) -> str | None:
    """Tell of an error that the application handles: counted, grouped, and sent with what was going on.

    An exception is told once, however often it is handed in or raised again afterwards; an equal one within the window
    (`OTEL_KIT_ERROR_WINDOW`) is only counted. What nobody handles in a request, a job, a thread, a task or the main
    program is told without a call.

    Returns the error's fingerprint, the same for all errors of one kind at one place; `None` before `init()`.

    Args:
        error: The exception; without it the one that is being handled.
        severity: How bad it is, if the table of categories does not know it better.
        category: What it is about, in the place of what its type says.
        feature: The feature of the product that it belongs to.
    """
    found = sys.exc_info()[1] if error is None else error
    if not isinstance(found, BaseException):
        fault("signals: errors.capture", TypeError(f"an exception is needed, not {type(found).__name__}"))
        return None
    known = {} if feature is None else {"kit.feature.name": feature}
    return report(found, source="manual", handled=True, category=category, severity=severity, known=known)


@guarded("signals: errors.capture")
def report(
    error: BaseException,
    *,
    source: ErrorSource,
    handled: bool = False,
    category: ErrorCategory | None = None,
    severity: ErrorSeverity | None = None,
    known: dict[str, Any] | None = None,
    where: Context | None = None,
) -> str | None:
    """Hand an error on. Integrations call this for what nobody handled; `where` is the context in which it was raised."""
    if _desk is None:
        return None
    return _desk.report(
        error,
        source=source,
        handled=handled,
        category=category,
        severity=severity,
        known=known or {},
        where=where,
    )


def feature_flag(key: str, variant: object) -> None:
    """Note the variant of a feature flag that was just asked for: errors of this request or job carry it.

    Outside of requests and jobs it holds for the process. The last 50 flags are kept.
    """
    text = attempt(lambda: str(variant), otherwise="?")
    _work.note_flag(str(key)[:_LONGEST], text[:_LONGEST])


_LONGEST = 100
