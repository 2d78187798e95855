"""Checks of what spans and events record: that the metrics fit, can be filled, and count nothing twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from otel_kit.ops.semconv._findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from otel_kit.ops.semconv._model import Registry, Span

__all__ = ["CHECKS"]

_OUTCOMES = ("success", "failure", "cancelled")


def names(registry: Registry) -> Iterator[Finding]:
    """Check that a span's name can be filled from what the span is given."""
    for span in registry.spans.values():
        for key in re.findall(r"\{([^}]+)\}", span.span_name):
            use = span.use(key)
            if use is None or not use.ref.required:
                problem = f"its name uses {key}, which need not be there"
                yield Finding(span.place, span.name, "span", problem, "require it, or change the name")


def instruments(registry: Registry) -> Iterator[Finding]:
    """Check that what a span or an event records is of the kind that it is recorded as."""
    recorded = [
        *((span, span.duration, "histogram", "s") for span in registry.spans.values()),
        *((span, span.active, "updowncounter", "") for span in registry.spans.values()),
        *((span, span.counter, "counter", "") for span in registry.spans.values()),
        *((event, event.counter, "counter", "") for event in registry.events.values()),
    ]
    for signal, name, instrument, unit in recorded:
        metric = registry.metrics.get(name)
        if metric and (metric.instrument != instrument or (unit and metric.unit != unit)):
            problem = f"{name} is no {instrument} in {unit}" if unit else f"{name} is no {instrument}"
            rule = "span" if signal.name in registry.spans else "event"
            yield Finding(signal.place, signal.name, rule, problem, "name another metric, or change that one")


def counted_once(registry: Registry) -> Iterator[Finding]:
    """Check that no event counts what a lifecycle counts: who uses both would count each run twice."""
    counted = {span.counter: span.name for span in registry.spans.values() if span.counter}
    for event in registry.events.values():
        if event.counter in counted:
            problem = f"{event.counter} is counted by the span {counted[event.counter]} as well"
            fix = "take 'counter' from the event: the lifecycle counts, and the event tells"
            yield Finding(event.place, event.name, "counter", problem, fix)


def set_later(registry: Registry) -> Iterator[Finding]:
    """Check that what a span is given during its run fits how it is used."""
    for span in registry.spans.values():
        yield from _set_later(registry, span)


def _set_later(registry: Registry, span: Span) -> Iterator[Finding]:
    active = registry.metrics.get(span.active)
    for use in span.uses:
        later = use.ref.set != "start"
        if later and active is not None and active.use(use.key):
            problem = f"{use.key} is set during the call, but {active.name} needs it at the start"
            yield Finding(use.ref.place, span.name, "span", problem, "take it from that metric")
        if use.ref.set == "result":
            values = [member.value for member in use.attribute.members]
            if any(word not in values for word in _OUTCOMES):
                problem = f"{use.key} lacks one of the members {', '.join(_OUTCOMES)}"
                yield Finding(use.ref.place, span.name, "span", problem, "add them, or write `set: during`")
        measured = registry.metrics.get(use.ref.metric)
        if measured is not None and (
            measured.instrument != "histogram" or use.attribute.type not in ("int", "double")
        ):
            problem = f"{measured.name} cannot record {use.key}"
            yield Finding(use.ref.place, span.name, "span", problem, "use a number and a histogram")


CHECKS = (names, instruments, counted_once, set_later)
