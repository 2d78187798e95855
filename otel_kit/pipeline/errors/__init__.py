"""Errors on their way to telemetry: one desk for the process, which `signals.errors.capture` hands them to.

`docs/errors.md` says what becomes of an error.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from opentelemetry.metrics import Observation

from otel_kit._guard import guarded
from otel_kit._version import VERSION
from otel_kit.exceptions import ConfigurationError
from otel_kit.pipeline.categories import Classifier
from otel_kit.pipeline.errors._desk import ErrorDesk
from otel_kit.semconv import attributes as names
from otel_kit.signals import _capture

if TYPE_CHECKING:
    from collections.abc import Callable

    from opentelemetry.metrics import CallbackOptions, MeterProvider

    from otel_kit.settings import Settings

__all__ = ["ErrorDesk", "classifier_of", "observe_groups", "open_desk", "put_off", "settle", "tell_rest"]

_desk: ErrorDesk | None = None


def open_desk(settings: Settings, clock: Callable[[], float] = time.monotonic) -> Callable[[], None]:
    """Take errors in, from now on, by these settings. Returns how to give the desk of before its place back.

    `clock` is the one of the window within which equal errors are told once.
    """
    before = _desk
    _use(ErrorDesk(classifier_of(settings), window=settings.error_window, clock=clock))
    return lambda: _use(before)


def classifier_of(settings: Settings) -> Classifier:
    """Return the tables with those of the site. Raises `ConfigurationError` for what does not exist."""
    try:
        return Classifier(settings.error_categories, settings.error_severities)  # type: ignore[arg-type]
    except ConfigurationError as error:
        table = "CATEGORIES" if error.key.startswith("types") else "SEVERITIES"
        key = f"OTEL_KIT_ERROR_{table}"
        raise ConfigurationError(key, error.value, problem=error.problem, fix=error.fix) from None


def put_off(error: BaseException, **details: Any) -> None:
    """Keep an error until it can be taken in without harm: finalizers call this."""
    if _desk is not None:
        _desk.put_off(error, **details)


def settle() -> None:
    """Take in what was put off."""
    if _desk is not None:
        _desk.settle()


@guarded("errors.end")
def tell_rest() -> None:
    """Tell of all errors that were only counted: the process ends."""
    if _desk is not None:
        _desk.tell_over(all_of_them=True)


def observe_groups(meters: MeterProvider) -> None:
    """Register `kit.error.group.active`. At each collection, what was counted in windows that are over is told."""
    meters.get_meter("otel_kit.pipeline", VERSION).create_observable_gauge(
        "kit.error.group.active",
        [_active],
        "{group}",
        "Different errors, by their fingerprint, that a process has seen within the last hour.",
    )


def _active(_: CallbackOptions) -> list[Observation]:
    return _observe() or []


@guarded("errors.groups")
def _observe() -> list[Observation]:
    if _desk is None:
        return []
    _desk.tell_over()
    return [
        Observation(count, {names.KIT_ERROR_CATEGORY: kind.category, names.KIT_ERROR_SEVERITY: kind.severity})
        for kind, count in _desk.groups.active().items()
    ]


def _use(desk: ErrorDesk | None) -> None:
    global _desk  # noqa: PLW0603 - the process has one
    _desk = desk
    _capture.use(desk)


def _forget_in_child() -> None:
    if _desk is not None:
        _desk.begin_anew()


os.register_at_fork(after_in_child=_forget_in_child)
