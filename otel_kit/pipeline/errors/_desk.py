"""Where errors arrive: classified, fingerprinted, grouped, and sent as signals with what was going on."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING, Any

from opentelemetry import context, trace

from otel_kit._guard import attempt, fault, guarded
from otel_kit._work import current_work, flags_of
from otel_kit.pipeline._exceptions import describe
from otel_kit.pipeline._tasks import task_attributes
from otel_kit.pipeline.categories import CATEGORIES, SEVERITIES, Classification
from otel_kit.pipeline.errors._groups import Groups
from otel_kit.pipeline.errors._mark import mark, marked, tenant_of
from otel_kit.pipeline.fingerprint import fingerprint
from otel_kit.semconv import attributes as names
from otel_kit.signals import errors
from otel_kit.signals._lifecycle import type_of
from otel_kit.tenants._context import within_noted

if TYPE_CHECKING:
    from collections.abc import Callable

    from opentelemetry.context import Context

    from otel_kit._work import Work
    from otel_kit.pipeline.categories import Category, Classifier, Severity
    from otel_kit.signals.errors import ErrorSource

__all__ = ["ErrorDesk"]

# Loki takes 64 KB of structured metadata with a line (its limits_config.max_structured_metadata_size).
_LONGEST_MESSAGE = 4_096
_LONGEST_STACK = 32_768
_UNKNOWN = Classification("internal", "high")
_FIRST_PART = 8_192  # of a stack that is cut: where it began; the rest is where it ended


class ErrorDesk:
    """Takes errors in, from any thread."""

    def __init__(
        self, classifier: Classifier, *, window: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Tell one error of a group within `window` seconds; `clock` is monotonic."""
        self._classifier = classifier
        self._window = window
        self._clock = clock
        self._put_off: queue.SimpleQueue[tuple[BaseException, dict[str, Any]]] = queue.SimpleQueue()
        self.groups = Groups(window, clock)

    def begin_anew(self) -> None:
        """Forget all groups, in a forked child: they are the parent's."""
        self._put_off = queue.SimpleQueue()
        self.groups = Groups(self._window, self._clock)

    def report(
        self,
        error: BaseException,
        *,
        source: ErrorSource,
        handled: bool,
        category: Category | None = None,
        severity: Severity | None = None,
        known: dict[str, Any],
        where: Context | None = None,
    ) -> str:
        """Tell of an error, or count it where an equal one was told a moment ago; return its fingerprint."""
        work = current_work(where)
        before = marked(error, work)
        if before is not None:
            return before
        print_ = fingerprint(error)
        tenant = tenant_of(error, work)
        mark(error, work, print_)
        found = attempt(lambda: self._classifier.classify(error), otherwise=_UNKNOWN)
        kind = _chosen(found, category, severity)
        where = context.get_current() if where is None else where
        token = context.attach(where if tenant is None else within_noted(tenant, where))
        try:
            _mark_span(kind, print_)
            here = {names.KIT_ERROR_SOURCE: source, names.KIT_ERROR_HANDLED: handled, **known}
            told = {**_going_on(work), **here}
            self._send(error, print_, kind, told)
        finally:
            context.detach(token)
        return print_

    def put_off(self, error: BaseException, **details: Any) -> None:
        """Keep an error for `settle`: a finalizer may run anywhere, also where a lock is held that sending needs."""
        self._put_off.put((error, details))

    def settle(self) -> None:
        """Take in what was put off."""
        while True:
            try:
                error, details = self._put_off.get_nowait()
            except queue.Empty:
                return
            with guarded("errors.settle"):
                self.report(error, **details)

    def tell_over(self, *, all_of_them: bool = False) -> None:
        """Tell how many errors were only counted, of groups whose window is over, or of all: the process ends."""
        self.settle()
        for over in self.groups.over(all_of_them=all_of_them):
            text = f"{over.error_type}: {over.repeats} more like the one that was told"
            errors.captured.send(
                text,
                {
                    **_kind(over.kind),
                    "error.type": over.error_type,
                    names.KIT_ERROR_FINGERPRINT: over.fingerprint,
                    names.KIT_ERROR_REPEATS: over.repeats,
                },
            )

    def _send(self, error: BaseException, print_: str, kind: Classification, told: dict[str, Any]) -> None:
        error_type = type_of(error)
        sighting = self.groups.see(print_, error_type, kind)
        errors.count(category=kind.category, severity=kind.severity, error_type=error_type)
        if sighting.new:
            errors.group_opened(
                category=kind.category, severity=kind.severity, fingerprint=print_, error_type=error_type
            )
        if not sighting.told:
            errors.deduplicated(category=kind.category, severity=kind.severity)
            return
        described = _described(error)
        attributes: dict[str, Any] = {
            **told,
            **described,
            **_kind(kind),
            "error.type": error_type,
            names.KIT_ERROR_FINGERPRINT: print_,
        }
        if sighting.repeats:
            attributes[names.KIT_ERROR_REPEATS] = sighting.repeats
        errors.captured.send(f"{error_type}: {described['exception.message']}", attributes)


def _chosen(found: Classification, category: object, severity: object) -> Classification:
    """Return what the table says, but for what the caller knows better."""
    return Classification(
        _member(category, CATEGORIES, names.KIT_ERROR_CATEGORY) or found.category,
        _member(severity, SEVERITIES, names.KIT_ERROR_SEVERITY) or found.severity,
    )


def _member(value: object, members: tuple[Any, ...], key: str) -> Any:
    if value is None or value in members:
        return value
    fault(f"signals: {key}", ValueError(f"{key} has no member {value!r}; use one of {', '.join(members)}"))
    return None


def _kind(kind: Classification) -> dict[str, str]:
    return {names.KIT_ERROR_CATEGORY: kind.category, names.KIT_ERROR_SEVERITY: kind.severity}


def _mark_span(kind: Classification, print_: str) -> None:
    span = trace.get_current_span()
    if span.is_recording():
        span.set_attributes({**_kind(kind), names.KIT_ERROR_FINGERPRINT: print_})


def _going_on(work: Work | None) -> dict[str, Any]:
    known: dict[str, Any] = {} if work is None else attempt(work.attributes, otherwise={})
    thread = threading.current_thread()
    if thread is not threading.main_thread():
        known["thread.name"] = thread.name
    known.update(task_attributes())
    flags = flags_of(work)
    if flags:
        known[names.KIT_ERROR_FEATURE_FLAGS] = flags
    return known


def _described(error: BaseException) -> dict[str, str]:
    found = describe(error)
    found["exception.message"] = _cut(found["exception.message"], _LONGEST_MESSAGE, _LONGEST_MESSAGE)
    found["exception.stacktrace"] = _cut(found["exception.stacktrace"], _LONGEST_STACK, _FIRST_PART)
    return found


def _cut(text: str, longest: int, first: int) -> str:
    """Shorten a text in its midst."""
    if len(text) <= longest:
        return text
    return f"{text[:first]}\u2026[truncated]{text[len(text) - longest + first :] if first < longest else ''}"
