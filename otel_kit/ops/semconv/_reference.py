"""Renders the reference pages: one a domain, with what a signal means, when to use it, its name in Prometheus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from otel_kit.ops.semconv import _names, _upstream
from otel_kit.ops.semconv._code import quoted
from otel_kit.ops.semconv._prometheus import label_name, metric_name
from otel_kit.ops.semconv._python import given_at_start, given_to_event, ordered
from otel_kit.ops.semconv._templates import header, intro, render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from otel_kit.ops.semconv._model import Domain, Event, Metric, Registry, Span, Use

__all__ = ["pages"]


def pages(registry: Registry) -> dict[str, str]:
    """Return the pages by file name."""
    made = {f"{domain.name}.md": _page(registry, domain) for domain in registry.domains}
    rows = [
        {"domain": domain, "intro": intro(domain), "metrics": len(_of(domain, registry.metrics.values()))}
        for domain in registry.domains
    ]
    upstream = [
        {"name": one.name, "metric": known, "prometheus": metric_name(one.name, known.instrument, known.unit)}
        for one in sorted(registry.imports, key=lambda one: one.name)
        if (known := _upstream.metrics().get(one.name))
    ]
    made["README.md"] = render(
        "index.md.j2",
        header=header(),
        manifest=registry.manifest,
        rows=rows,
        upstream=upstream,
        total=len(registry.metrics),
    )
    return made


def _page(registry: Registry, domain: Domain) -> str:
    return render(
        "domain.md.j2",
        header=header(domain),
        title=_title(domain.name),
        intro=intro(domain),
        imported=_imported(registry.manifest.package),
        metrics=[_metric(registry, one) for one in _of(domain, registry.metrics.values())],
        spans=[_span(registry, one) for one in _of(domain, registry.spans.values())],
        events=[_event(registry, one) for one in _of(domain, registry.events.values())],
        attributes=[
            {"one": one, "values": _values(one.members), "label": label_name(one.key)}
            for one in registry.attributes.values()
            if one.place.path == domain.path
        ],
    )


def _imported(package: str) -> str:
    """Return the line that a program needs before the calls on a page."""
    parent, _, name = package.rpartition(".")
    return f"from {parent} import {name}" if parent else f"import {name}"


def _title(name: str) -> str:
    return name.upper() if len(name) <= len("ml") else name.replace("_", " ").capitalize()


def _metric(registry: Registry, metric: Metric) -> dict[str, Any]:
    inside = metric.name in registry.measured_by_spans() and not metric.function
    amount = ["12.5"] if metric.instrument != "counter" else []
    return {
        "one": metric,
        "uses": [_use(use) for use in metric.uses],
        "call": ""
        if inside
        else _call(metric.domain, _names.function(metric, registry), amount, metric.uses),
        "query": metric.query or _query(metric),
    }


def _span(registry: Registry, span: Span) -> dict[str, Any]:
    call = _call(span.domain, _names.function(span, registry), [], given_at_start(registry, span))
    sets = [_names.argument(use) for use in span.uses if use.ref.set != "start"]
    return {
        "one": span,
        "uses": [{**_use(use), "argument": _given_as(use)} for use in span.uses],
        "call": call if span.duration else "",
        "sets": sets,
        "recorded": _and([f"`{name}`" for name in span.metrics]),
    }


def _and(words: list[str]) -> str:
    """Return the words as a sentence lists them."""
    *before, last = words or [""]
    return f"{', '.join(before)} and {last}" if before else last


def _given_as(use: Use) -> str:
    """Return how a span gets an attribute: as an argument, set on the run, or by itself."""
    if use.key == "error.type":
        return "by itself"
    name = _names.argument(use)
    return f"`{name}`" if use.ref.set == "start" else f"`call.{name}`"


def _event(registry: Registry, event: Event) -> dict[str, Any]:
    return {
        "one": event,
        "uses": [_use(use) for use in event.uses],
        "call": _call(event.domain, _names.function(event, registry), [], given_to_event(registry, event)),
    }


def _use(use: Use) -> dict[str, Any]:
    return {
        "key": use.key,
        "label": label_name(use.key),
        "brief": use.brief,
        "values": _values(use.attribute.members) or _examples(use),
        "limit": use.max_values or "",
        "required": use.ref.required,
        "argument": f"`{_names.argument(use)}`",
    }


def _call(domain: str, name: str, first: list[str], uses: Iterable[Use]) -> str:
    """Return an example call with a value for each attribute that must be given."""
    given = [f"{_names.argument(use)}={_example(use)}" for use in ordered(uses) if use.ref.required]
    return f"signals.{domain}.{name}({', '.join([*first, *given])})"


def _example(use: Use) -> str:
    if use.attribute.members:
        return quoted(use.attribute.members[0].value)
    examples = use.ref.examples or use.attribute.examples
    example = examples[0] if examples else "…"
    return str(example) if isinstance(example, int | float) else quoted(str(example))


def _examples(use: Use) -> str:
    return ", ".join(f"`{example}`" for example in (use.ref.examples or use.attribute.examples))


def _values(members: Iterable[Any]) -> str:
    return ", ".join(f"`{member.value}`" for member in members)


def _query(metric: Metric) -> str:
    """Return an example query by the kind of instrument."""
    by = ", ".join(label_name(use.key) for use in metric.uses if use.ref.required)
    grouped = f"sum by ({by})" if by else "sum"
    if metric.instrument == "counter":
        return f"{grouped} (rate({metric.prometheus}[5m]))"
    if metric.instrument == "histogram":
        labels = f"le, {by}" if by else "le"
        return f"histogram_quantile(0.95, sum by ({labels}) (rate({metric.prometheus}_bucket[5m])))"
    return f"{grouped} ({metric.prometheus})" if metric.instrument == "updowncounter" else metric.prometheus


def _of(domain: Domain, signals: Iterable[Any]) -> list[Any]:
    return sorted((one for one in signals if one.domain == domain.name), key=lambda one: str(one.name))
