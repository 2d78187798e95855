"""`resolved.json`: every signal with its name in Prometheus, its unit, its labels and their limits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from otel_kit.ops.semconv import _names, _upstream
from otel_kit.ops.semconv._model import Metric, Span
from otel_kit.ops.semconv._prometheus import label_name, metric_name

if TYPE_CHECKING:
    from otel_kit.ops.semconv._model import Attribute, Event, Import, Registry, Signal, Use

__all__ = ["as_data", "as_text"]


def as_text(registry: Registry) -> str:
    """Return the file's text, the same for the same registry."""
    return json.dumps(as_data(registry), indent=2, ensure_ascii=False) + "\n"


def as_data(registry: Registry) -> dict[str, Any]:
    """Return what the lints, the collector's plugins and the dashboards read."""
    manifest = registry.manifest
    return {
        "generated": "from the registry by `otel-kit semconv generate`; do not edit",
        "name": manifest.name,
        "version": manifest.version,
        "schema_url": manifest.schema_url,
        "root": manifest.root,
        "metrics": {name: _metric(one, registry) for name, one in sorted(registry.metrics.items())},
        "attributes": {key: _attribute(one) for key, one in sorted(_all_attributes(registry).items())},
        "events": {name: _event(one, registry) for name, one in sorted(registry.events.items())},
        "spans": {name: _span(one, registry) for name, one in sorted(registry.spans.items())},
        "imports": {"metrics": dict(sorted(_imported(one) for one in registry.imports))},
    }


def _all_attributes(registry: Registry) -> dict[str, Attribute]:
    """Return the registry's own attributes and those of others that its signals use."""
    signals: list[Signal] = [*registry.metrics.values(), *registry.spans.values(), *registry.events.values()]
    used = {use.key: use.attribute for signal in signals for use in signal.uses}
    return {**used, **registry.attributes}


def _metric(metric: Metric, registry: Registry) -> dict[str, Any]:
    return {
        "instrument": metric.instrument,
        "unit": metric.unit,
        "prometheus": metric.prometheus,
        "brief": metric.brief,
        "stability": metric.stability,
        "domain": metric.domain,
        "function": _function(metric, registry),
        **({"buckets": list(metric.buckets)} if metric.buckets else {}),
        **({"deprecated": metric.deprecated} if metric.deprecated else {}),
        "attributes": {use.key: _use(use) for use in metric.uses},
    }


def _use(use: Use) -> dict[str, Any]:
    return {
        "label": label_name(use.key),
        "type": use.attribute.type,
        "members": _members(use.attribute),
        "max_values": use.max_values,
        "required": use.ref.required,
        "argument": _names.argument(use),
    }


def _attribute(attribute: Attribute) -> dict[str, Any]:
    return {
        "type": attribute.type,
        "members": _members(attribute),
        "brief": attribute.brief,
        "stability": attribute.stability,
        "where": list(attribute.where),
        "max_values": attribute.max_values,
        "personal": attribute.personal,
        "origin": attribute.origin or "registry",
        **({"deprecated": attribute.deprecated} if attribute.deprecated else {}),
    }


def _event(event: Event, registry: Registry) -> dict[str, Any]:
    return {
        **_signal(event, registry),
        "severity": event.severity,
        "counter": event.counter or None,
        "positional": event.positional,
    }


def _span(span: Span, registry: Registry) -> dict[str, Any]:
    return {
        **_signal(span, registry),
        "kind": span.kind,
        "name": span.span_name,
        "duration": span.duration or None,
        "active": span.active or None,
        "counter": span.counter or None,
        "values": {use.key: use.ref.metric for use in span.uses if use.ref.metric},
        "set_later": [use.key for use in span.uses if use.ref.set != "start"],
    }


def _signal(signal: Signal, registry: Registry) -> dict[str, Any]:
    return {
        "brief": signal.brief,
        "stability": signal.stability,
        "domain": signal.domain,
        "function": _function(signal, registry),
        "attributes": {
            use.key: {
                "type": use.attribute.type,
                "required": use.ref.required,
                "argument": _names.argument(use),
            }
            for use in signal.uses
        },
    }


def _function(signal: Signal, registry: Registry) -> str | None:
    """Return how Python calls it: `leads.captured`. What a span or an event records is called by them."""
    if isinstance(signal, Span) and not signal.duration:
        return None
    if isinstance(signal, Metric) and signal.name in registry.measured_by_spans() and not signal.function:
        return None
    return f"{signal.domain}.{_names.function(signal, registry)}"


def _members(attribute: Attribute) -> list[str | int] | None:
    return [member.value for member in attribute.members] or None


def _imported(one: Import) -> tuple[str, dict[str, Any]]:
    known = _upstream.metrics()[one.name]
    return one.name, {
        "instrument": known.instrument,
        "unit": known.unit,
        "prometheus": metric_name(one.name, known.instrument, known.unit),
        "brief": known.brief.removesuffix(".") + ".",
        "stability": known.stability,
    }
