"""The pipeline's own metrics, so that a loss is never silent: `kit.telemetry.*` from the counts of delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry.metrics import CallbackOptions, Observation

from otel_kit._guard import faults
from otel_kit._version import VERSION
from otel_kit.pipeline import _withheld, delivery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opentelemetry.metrics import MeterProvider

    from otel_kit.pipeline._answer import Answer

_SIGNAL = "kit.telemetry.signal"
_REASON = "kit.telemetry.reason"
_ERROR = "error.type"
_METRIC = "kit.telemetry.metric"
_ATTRIBUTE = "kit.telemetry.attribute"
_KIND = "kit.pii.type"
_SURFACE = "kit.pii.surface"


class SelfTelemetry:
    """The instruments; `exported` is told of each export request."""

    def __init__(self, meters: MeterProvider) -> None:
        """Register the instruments."""
        meter = meters.get_meter("otel_kit.pipeline", VERSION)
        meter.create_observable_counter(
            "kit.telemetry.dropped", [_dropped], "{item}", "Telemetry that will never arrive, by reason."
        )
        meter.create_observable_counter(
            "kit.telemetry.errors",
            [_errors],
            "{error}",
            "Export requests that failed, and faults inside otel_kit.",
        )
        meter.create_observable_gauge(
            "kit.telemetry.queue.size", [_waiting], "{item}", "Telemetry that waits for the collector."
        )
        for name, ask, unit, description in _WITHHELD:
            meter.create_observable_counter(name, [ask], unit, description)
        self._duration = meter.create_histogram(
            "kit.telemetry.export.duration", "s", "How long export requests take."
        )

    def exported(self, signal: str, seconds: float, answer: Answer) -> None:
        """Record one export request."""
        failed = {_ERROR: answer.error} if answer.error else {}
        self._duration.record(seconds, {_SIGNAL: signal, **failed})


def _dropped(_: CallbackOptions) -> Iterator[Observation]:
    # The zero is there from the start: a rate needs a value before the first loss. The audit log has no queue.
    for signal, tally in delivery.tallies().items():
        first = {} if signal == "audit" else {"queue_full": 0}
        for reason, count in {**first, **tally.dropped}.items():
            yield Observation(count, {_SIGNAL: signal, _REASON: reason})


def _errors(_: CallbackOptions) -> Iterator[Observation]:
    for signal, tally in delivery.tallies().items():
        for error, count in dict(tally.failed).items():
            yield Observation(count, {_SIGNAL: signal, _ERROR: error})
    yield Observation(sum(faults().values()), {_ERROR: "fault"})


def _waiting(_: CallbackOptions) -> Iterator[Observation]:
    for signal, tally in delivery.tallies().items():
        if signal in ("traces", "logs"):
            yield Observation(tally.waiting(), {_SIGNAL: signal})


def _redactions(_: CallbackOptions) -> Iterator[Observation]:
    for (kind, surface), count in _withheld.redacted().items():
        yield Observation(count, {_KIND: kind, _SURFACE: surface})


def _folded(_: CallbackOptions) -> Iterator[Observation]:
    for (metric, attribute), count in _withheld.folded().items():
        yield Observation(count, _place(metric, attribute))


def _refused(_: CallbackOptions) -> Iterator[Observation]:
    for (metric, attribute), count in _withheld.refused().items():
        yield Observation(count, {**_place(metric, attribute), _REASON: "tenant_id"})


def _ignored(_: CallbackOptions) -> Iterator[Observation]:
    for reason, count in _withheld.ignored().items():
        yield Observation(count, {_REASON: reason})


def _place(metric: str, attribute: str) -> dict[str, str]:
    return {
        _SIGNAL: "metrics",
        _METRIC: metric,
        _ATTRIBUTE: attribute,
    }


_WITHHELD = (
    ("kit.telemetry.redactions", _redactions, "{redaction}", "Values that were taken out of telemetry."),
    (
        "kit.telemetry.cardinality.overflow",
        _folded,
        "{value}",
        "Attribute values beyond the limit that the registry declares. On the metric they became `other`.",
    ),
    (
        "kit.telemetry.schema.violations",
        _refused,
        "{violation}",
        "Times that a metric, or an attribute of a point, did not keep to the registry.",
    ),
    (
        "kit.telemetry.baggage.dropped",
        _ignored,
        "{entry}",
        "Entries of baggage that arrived and could not be read, or whole headers that were too long.",
    ),
)
