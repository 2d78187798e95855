# GENERATED from registry/errors.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Errors: what they are about, how bad they are, and which of them are one and the same."""

from __future__ import annotations

from typing import Final, Literal, get_args

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    Counter,
    Event,
    Gauge,
    Measure,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "ErrorCategory",
    "ErrorSeverity",
    "ErrorSource",
    "captured",
    "count",
    "deduplicated",
    "group_opened",
    "groups_active",
]

ErrorCategory = Literal[
    "database",
    "cache",
    "network",
    "external_api",
    "authentication",
    "authorization",
    "validation",
    "rate_limit",
    "timeout",
    "resource",
    "configuration",
    "internal",
]
_ERROR_CATEGORY: Final = frozenset(get_args(ErrorCategory))

ErrorSeverity = Literal[
    "low",
    "medium",
    "high",
    "critical",
]
_ERROR_SEVERITY: Final = frozenset(get_args(ErrorSeverity))

ErrorSource = Literal[
    "request",
    "job",
    "task",
    "thread",
    "main",
    "manual",
]
_ERROR_SOURCE: Final = frozenset(get_args(ErrorSource))


class _Count(Counter):
    __slots__ = ()

    def __call__(
        self,
        amount: float = 1,
        /,
        *,
        category: ErrorCategory,
        severity: ErrorSeverity,
        error_type: str,
    ) -> None:
        """Add to `kit.error.count`: errors, each once, however often it was raised again on its way.

        Those of the conventions, such as http.server.request.duration with error.type, count requests; this
        counts causes.

        Unit: {error}.

        Args:
            category: What the error is about.
            severity: How bad the error is.
            error_type: The exception's type. Such as TimeoutError, sqlalchemy.exc.OperationalError.
        """
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.error.category"] = one_of(category, _ERROR_CATEGORY, "kit.error.category")
        if severity is not None:
            attributes["kit.error.severity"] = one_of(severity, _ERROR_SEVERITY, "kit.error.severity")
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(amount, attributes)

    def bind(self, *, category: ErrorCategory, severity: ErrorSeverity, error_type: str) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.error.category"] = one_of(category, _ERROR_CATEGORY, "kit.error.category")
        if severity is not None:
            attributes["kit.error.severity"] = one_of(severity, _ERROR_SEVERITY, "kit.error.severity")
        if error_type is not None:
            attributes["error.type"] = error_type
        return BoundCounter(self, attributes)


count = _Count(
    SCOPE,
    "kit.error.count",
    unit="{error}",
    description="Errors, each once, however often it was raised again on its way.",
    has_error_type=True,
    limits={"error.type": 40},
)


class _Deduplicated(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, category: ErrorCategory, severity: ErrorSeverity) -> None:
        """Add to `kit.error.deduplicated`: errors that were counted and not told, because an equal one was told
        a moment ago.

        Unit: {error}.

        Args:
            category: What the error is about.
            severity: How bad the error is.
        """
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.error.category"] = one_of(category, _ERROR_CATEGORY, "kit.error.category")
        if severity is not None:
            attributes["kit.error.severity"] = one_of(severity, _ERROR_SEVERITY, "kit.error.severity")
        self.emit(amount, attributes)

    def bind(self, *, category: ErrorCategory, severity: ErrorSeverity) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.error.category"] = one_of(category, _ERROR_CATEGORY, "kit.error.category")
        if severity is not None:
            attributes["kit.error.severity"] = one_of(severity, _ERROR_SEVERITY, "kit.error.severity")
        return BoundCounter(self, attributes)


deduplicated = _Deduplicated(
    SCOPE,
    "kit.error.deduplicated",
    unit="{error}",
    description="Errors that were counted and not told, because an equal one was told a moment ago.",
)


class _GroupsActive(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, category: ErrorCategory, severity: ErrorSeverity) -> None:
        """Set `kit.error.group.active`: different errors, by their fingerprint, that a process has seen within
        the last hour.

        Unit: {group}.

        Args:
            category: What the error is about.
            severity: How bad the error is.
        """
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.error.category"] = one_of(category, _ERROR_CATEGORY, "kit.error.category")
        if severity is not None:
            attributes["kit.error.severity"] = one_of(severity, _ERROR_SEVERITY, "kit.error.severity")
        self.emit(amount, attributes)

    def bind(self, *, category: ErrorCategory, severity: ErrorSeverity) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.error.category"] = one_of(category, _ERROR_CATEGORY, "kit.error.category")
        if severity is not None:
            attributes["kit.error.severity"] = one_of(severity, _ERROR_SEVERITY, "kit.error.severity")
        return Bound(self, attributes)


groups_active = _GroupsActive(
    SCOPE,
    "kit.error.group.active",
    unit="{group}",
    description="Different errors, by their fingerprint, that a process has seen within the last hour.",
)

_error_group_opened = Counter(
    SCOPE,
    "kit.error.group.opened",
    unit="{group}",
    description="Errors that a process sees for the first time, by their fingerprint.",
)


class _Captured(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        category: ErrorCategory,
        severity: ErrorSeverity,
        error_type: str,
        fingerprint: str | None = None,
        source: ErrorSource | None = None,
        handled: bool | None = None,
        repeats: int | None = None,
        exception_type: str | None = None,
        exception_message: str | None = None,
        exception_stacktrace: str | None = None,
        http_request_method: str | None = None,
        http_route: str | None = None,
        job: str | None = None,
        task: str | None = None,
        thread_name: str | None = None,
        feature: str | None = None,
        feature_flags: list[str] | None = None,
        tenant: str | None = None,
        tenant_tier: str | None = None,
    ) -> None:
        """Send `kit.error.captured`: an error, with what is needed to find its cause.

        Args:
            category: What the error is about.
            severity: How bad the error is.
            error_type: The exception's type. Such as TimeoutError, sqlalchemy.exc.OperationalError.
            fingerprint: The same for errors of one kind at one place. Too many for a metric; spans and logs
                carry it. Such as 4bf92f3577b34da6.
            source: Where the error was caught.
            handled: Whether the application went on as it was meant to.
            repeats: How many equal errors came after the last one that was told, and were only counted. Such
                as 41.
            exception_type: The type of the exception (its fully-qualified class name, if applicable). The
                dynamic type of the exception should be preferred over the static type in languages that
                support it. Such as TimeoutError.
            exception_message: The exception message. Such as the broker did not answer.
            exception_stacktrace: A stacktrace as a string in the natural representation for the language
                runtime. The representation is to be determined and documented by each language SIG. Such as
                Traceback (most recent call last): ….
            http_request_method: HTTP request method. Such as POST.
            http_route: The matched route template for the request. This MUST be low-cardinality and include
                all static path segments, with dynamic path segments represented with placeholders. Such as
                /leads/{id}.
            job: The job, as the code names it. Such as send_digest, enrich.
            task: The asyncio task in which something happened, by the name that somebody gave it. Such as
                refresh_prices.
            thread_name: Current thread name. Such as scoring.
            feature: The feature of the product that it belongs to, such as the one that a revenue is
                attributed to. Such as realtime_intelligence, property_intelligence.
            feature_flags: The feature flags that were asked for before the error, each with the variant that
                was in effect. Such as ['new_checkout=on', 'ranking=v2'].
            tenant: The tenant. Too many for a metric; spans, logs and baggage carry it. Such as t_4711.
            tenant_tier: The tenant's plan. Metrics carry the tier, spans and logs the tenant. Such as free,
                gold, enterprise.
        """
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.error.category"] = one_of(category, _ERROR_CATEGORY, "kit.error.category")
        if severity is not None:
            attributes["kit.error.severity"] = one_of(severity, _ERROR_SEVERITY, "kit.error.severity")
        if error_type is not None:
            attributes["error.type"] = error_type
        if fingerprint is not None:
            attributes["kit.error.fingerprint"] = fingerprint
        if source is not None:
            attributes["kit.error.source"] = one_of(source, _ERROR_SOURCE, "kit.error.source")
        if handled is not None:
            attributes["kit.error.handled"] = handled
        if repeats is not None:
            attributes["kit.error.repeats"] = repeats
        if exception_type is not None:
            attributes["exception.type"] = exception_type
        if exception_message is not None:
            attributes["exception.message"] = exception_message
        if exception_stacktrace is not None:
            attributes["exception.stacktrace"] = exception_stacktrace
        if http_request_method is not None:
            attributes["http.request.method"] = http_request_method
        if http_route is not None:
            attributes["http.route"] = http_route
        if job is not None:
            attributes["kit.job.name"] = job
        if task is not None:
            attributes["kit.asyncio.task"] = task
        if thread_name is not None:
            attributes["thread.name"] = thread_name
        if feature is not None:
            attributes["kit.feature.name"] = feature
        if feature_flags is not None:
            attributes["kit.error.feature_flags"] = feature_flags
        if tenant is not None:
            attributes["kit.tenant.id"] = tenant
        if tenant_tier is not None:
            attributes["kit.tenant.tier"] = tenant_tier
        self.emit(message, attributes)


captured = _Captured(
    SCOPE,
    "kit.error.captured",
    keys=(
        "error.type",
        "exception.message",
        "exception.stacktrace",
        "exception.type",
        "http.request.method",
        "http.route",
        "kit.asyncio.task",
        "kit.error.category",
        "kit.error.feature_flags",
        "kit.error.fingerprint",
        "kit.error.handled",
        "kit.error.repeats",
        "kit.error.severity",
        "kit.error.source",
        "kit.feature.name",
        "kit.job.name",
        "kit.tenant.id",
        "kit.tenant.tier",
        "thread.name",
    ),
    severity="ERROR",
    counter=Measure(count, ("kit.error.category", "kit.error.severity", "error.type")),
)


class _GroupOpened(Event):
    __slots__ = ()

    def __call__(
        self,
        message: str | None = None,
        /,
        *,
        category: ErrorCategory,
        severity: ErrorSeverity,
        fingerprint: str,
        error_type: str | None = None,
    ) -> None:
        """Send `kit.error.group.opened`: an error that the process had not seen before.

        Args:
            category: What the error is about.
            severity: How bad the error is.
            fingerprint: The same for errors of one kind at one place. Too many for a metric; spans and logs
                carry it. Such as 4bf92f3577b34da6.
            error_type: The exception's type. Such as TimeoutError.
        """
        attributes: Attributes = {}
        if category is not None:
            attributes["kit.error.category"] = one_of(category, _ERROR_CATEGORY, "kit.error.category")
        if severity is not None:
            attributes["kit.error.severity"] = one_of(severity, _ERROR_SEVERITY, "kit.error.severity")
        if fingerprint is not None:
            attributes["kit.error.fingerprint"] = fingerprint
        if error_type is not None:
            attributes["error.type"] = error_type
        self.emit(message, attributes)


group_opened = _GroupOpened(
    SCOPE,
    "kit.error.group.opened",
    keys=("error.type", "kit.error.category", "kit.error.fingerprint", "kit.error.severity"),
    severity="WARN",
    counter=Measure(_error_group_opened, ("kit.error.category", "kit.error.severity")),
)
