# GENERATED from registry/leads.yaml by `otel-kit semconv generate`; do not edit.
# fmt: off
"""Leads from their arrival to their first answer: where they come from, how good they are, how long they wait."""

from __future__ import annotations

from typing import Final, Literal, get_args

from opentelemetry.trace import SpanKind

from otel_kit.signals.pack import (
    Attributes,
    Bound,
    BoundCounter,
    BoundLifecycle,
    Call,
    Counter,
    Gauge,
    Histogram,
    Measure,
    Plan,
    UpDownCounter,
    one_of,
)

from ._scope import SCOPE

__all__ = [
    "OperationResult",
    "ProcessCall",
    "captured",
    "open_leads",
    "process",
    "qualified",
    "response_duration",
    "score",
    "status_transition",
]

OperationResult = Literal[
    "success",
    "failure",
    "cancelled",
]
_OPERATION_RESULT: Final = frozenset(get_args(OperationResult))


class _Captured(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, source: str, channel: str | None = None) -> None:
        """Add to `kit.lead.captured`: leads that came in.

        Count a lead once, when it is stored.

        Unit: {lead}.

        Args:
            source: Where the lead came from. Such as web, referral, partner.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
        """
        attributes: Attributes = {}
        if source is not None:
            attributes["kit.lead.source"] = source
        if channel is not None:
            attributes["kit.channel"] = channel
        self.emit(amount, attributes)

    def bind(self, *, source: str, channel: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if source is not None:
            attributes["kit.lead.source"] = source
        if channel is not None:
            attributes["kit.channel"] = channel
        return BoundCounter(self, attributes)


captured = _Captured(
    SCOPE,
    "kit.lead.captured",
    unit="{lead}",
    description="Leads that came in.",
    limits={"kit.lead.source": 20, "kit.channel": 10},
)


class _Qualified(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, source: str, channel: str | None = None) -> None:
        """Add to `kit.lead.qualified`: leads that turned out to be worth following up.

        Count a lead once, when a person or a rule says so for the first time.

        Unit: {lead}.

        Args:
            source: Where the lead came from. Such as web, referral, partner.
            channel: The channel through which something reached us, or left us. Such as organic, paid_search,
                referral.
        """
        attributes: Attributes = {}
        if source is not None:
            attributes["kit.lead.source"] = source
        if channel is not None:
            attributes["kit.channel"] = channel
        self.emit(amount, attributes)

    def bind(self, *, source: str, channel: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if source is not None:
            attributes["kit.lead.source"] = source
        if channel is not None:
            attributes["kit.channel"] = channel
        return BoundCounter(self, attributes)


qualified = _Qualified(
    SCOPE,
    "kit.lead.qualified",
    unit="{lead}",
    description="Leads that turned out to be worth following up.",
    limits={"kit.lead.source": 20, "kit.channel": 10},
)


class _Score(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, source: str) -> None:
        """Record `kit.lead.score`: how likely a lead is to buy, from 0 to 100.

        Record each score that a model or a rule gives, the last one as well as the first.

        Unit: 1 (a ratio, a score).

        Args:
            source: Where the lead came from. Such as web, referral, partner.
        """
        attributes: Attributes = {}
        if source is not None:
            attributes["kit.lead.source"] = source
        self.emit(amount, attributes)

    def bind(self, *, source: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if source is not None:
            attributes["kit.lead.source"] = source
        return Bound(self, attributes)


score = _Score(
    SCOPE,
    "kit.lead.score",
    unit="1",
    description="How likely a lead is to buy, from 0 to 100.",
    buckets=(5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95),
    limits={"kit.lead.source": 20},
)


class _StatusTransition(Counter):
    __slots__ = ()

    def __call__(self, amount: float = 1, /, *, status: str, source: str | None = None) -> None:
        """Add to `kit.lead.status.transitions`: leads that came to a status.

        Count each change once, under the status that the lead has now.

        Unit: {transition}.

        Args:
            status: Where the lead stands on its way to a sale. Such as new, contacted, qualified.
            source: Where the lead came from. Such as web, referral, partner.
        """
        attributes: Attributes = {}
        if status is not None:
            attributes["kit.lead.status"] = status
        if source is not None:
            attributes["kit.lead.source"] = source
        self.emit(amount, attributes)

    def bind(self, *, status: str, source: str | None = None) -> BoundCounter:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if status is not None:
            attributes["kit.lead.status"] = status
        if source is not None:
            attributes["kit.lead.source"] = source
        return BoundCounter(self, attributes)


status_transition = _StatusTransition(
    SCOPE,
    "kit.lead.status.transitions",
    unit="{transition}",
    description="Leads that came to a status.",
    limits={"kit.lead.status": 10, "kit.lead.source": 20},
)


class _OpenLeads(Gauge):
    __slots__ = ()

    def __call__(self, amount: float, /, *, status: str, source: str | None = None) -> None:
        """Set `kit.lead.open`: leads that are neither won nor lost, by the status that they have now.

        Count them in the store, in one place, at an interval of your own, also where there are none.

        Unit: {lead}.

        Args:
            status: Where the lead stands on its way to a sale. Such as new, contacted, qualified.
            source: Where the lead came from. Such as web, referral, partner.
        """
        attributes: Attributes = {}
        if status is not None:
            attributes["kit.lead.status"] = status
        if source is not None:
            attributes["kit.lead.source"] = source
        self.emit(amount, attributes)

    def bind(self, *, status: str, source: str | None = None) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if status is not None:
            attributes["kit.lead.status"] = status
        if source is not None:
            attributes["kit.lead.source"] = source
        return Bound(self, attributes)


open_leads = _OpenLeads(
    SCOPE,
    "kit.lead.open",
    unit="{lead}",
    description="Leads that are neither won nor lost, by the status that they have now.",
    limits={"kit.lead.status": 10, "kit.lead.source": 20},
)


class _ResponseDuration(Histogram):
    __slots__ = ()

    def __call__(self, amount: float, /, *, source: str) -> None:
        """Record `kit.lead.response.duration`: time from a lead's arrival to the first answer.

        Record it when the answer goes out, also when a person wrote it.

        Unit: seconds.

        Args:
            source: Where the lead came from. Such as web, referral, partner.
        """
        attributes: Attributes = {}
        if source is not None:
            attributes["kit.lead.source"] = source
        self.emit(amount, attributes)

    def bind(self, *, source: str) -> Bound:
        """Return the same with fixed attributes: a call of it builds nothing."""
        attributes: Attributes = {}
        if source is not None:
            attributes["kit.lead.source"] = source
        return Bound(self, attributes)


response_duration = _ResponseDuration(
    SCOPE,
    "kit.lead.response.duration",
    unit="s",
    description="Time from a lead's arrival to the first answer.",
    buckets=(1.5, 5.5, 15.5, 30.5, 60.5, 300.5, 900.5, 3600.5, 14400.5, 86400.5),
    limits={"kit.lead.source": 20},
)

_lead_processing_duration = Histogram(
    SCOPE,
    "kit.lead.processing.duration",
    unit="s",
    description="Time that one step of a lead's processing took.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 2.5, 5.5, 15.5, 60.5),
    limits={"kit.lead.step": 10, "kit.lead.source": 20},
)

_lead_processing_active = UpDownCounter(
    SCOPE,
    "kit.lead.processing.active",
    unit="{lead}",
    description="Leads that are in a step of their processing now.",
    limits={"kit.lead.step": 10},
)


class ProcessCall(Call):
    """One step of a lead's processing."""

    __slots__ = ()

    @property
    def result(self) -> OperationResult | None:
        """How an operation ended, where its domain has no result of its own."""
        value: OperationResult | None = self._get("kit.operation.result")
        return value

    @result.setter
    def result(self, value: OperationResult) -> None:
        self._set("kit.operation.result", one_of(value, _OPERATION_RESULT, "kit.operation.result"))


_PROCESS: Final = Plan(
    scope=SCOPE,
    span_name="process lead {}",
    span_name_keys=("kit.lead.step",),
    span_keys=("error.type", "kit.lead.id", "kit.lead.source", "kit.lead.step", "kit.operation.result"),
    kind=SpanKind.INTERNAL,
    duration=Measure(
        _lead_processing_duration,
        ("kit.lead.step", "kit.lead.source", "kit.operation.result"),
    ),
    active=Measure(_lead_processing_active, ("kit.lead.step",)),
    outcome="kit.operation.result",
)


class _Process:
    __slots__ = ()

    def __call__(self, *, step: str, source: str | None = None, lead: str | None = None) -> ProcessCall:
        """Return a run of `kit.lead.processing`: one step of a lead's processing.

        Args:
            step: The step of processing that a lead goes through. Such as validate, enrich, score.
            source: Where the lead came from. Such as web, referral, partner.
            lead: The lead. Too many for a metric; spans and logs carry it. Such as l_20417.
        """
        attributes: Attributes = {}
        if step is not None:
            attributes["kit.lead.step"] = step
        if source is not None:
            attributes["kit.lead.source"] = source
        if lead is not None:
            attributes["kit.lead.id"] = lead
        return ProcessCall(_PROCESS, attributes)

    def bind(
        self,
        *,
        step: str,
        source: str | None = None,
        lead: str | None = None,
    ) -> BoundLifecycle[ProcessCall]:
        """Return the same with fixed attributes; each call of it gives a new run."""
        return BoundLifecycle(self(step=step, source=source, lead=lead))


process = _Process()
