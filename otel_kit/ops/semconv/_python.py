"""Renders the typed functions of a registry: one module a domain, all built on `otel_kit.signals.pack`."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

from otel_kit.ops.semconv import _names
from otel_kit.ops.semconv._code import (
    assignments,
    collection,
    docstring,
    instance,
    literal_values,
    positional_signature,
    quoted,
    signature,
    type_of,
)
from otel_kit.ops.semconv._templates import header, intro, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from otel_kit.ops.semconv._model import Domain, Event, Metric, Registry, Signal, Span, Use

__all__ = ["given_at_start", "given_to_event", "modules", "ordered"]

_VERBS = {
    "counter": "Add to",
    "updowncounter": "Add to, or with a negative amount take from,",
    "gauge": "Set",
    "histogram": "Record",
}
KINDS = {"counter": "Counter", "updowncounter": "UpDownCounter", "gauge": "Gauge", "histogram": "Histogram"}


def modules(registry: Registry) -> dict[str, str]:
    """Return the package's files by name."""
    made = {}
    for domain in registry.domains:
        content = _domain(registry, domain)
        if content["public"]:
            made[f"{domain.name}.py"] = render(
                "domain.py.j2",
                header=header(domain),
                noqa="A002" if content["shadows"] else "",
                intro=intro(domain),
                domain=content,
            )
    names = sorted(name.removesuffix(".py") for name in made)
    about = f"The signals of the registry {registry.manifest.name}, one module a domain."
    made["__init__.py"] = render("package.py.j2", header=header(), intro=about, names=names)
    made["_scope.py"] = render("scope.py.j2", header=header(), manifest=registry.manifest)
    return made


def _domain(registry: Registry, domain: Domain) -> dict[str, Any]:
    metrics = [metric for metric in registry.metrics.values() if metric.domain == domain.name]
    spans = [span for span in registry.spans.values() if span.domain == domain.name and span.duration]
    events = [event for event in registry.events.values() if event.domain == domain.name]
    inside = registry.measured_by_spans()
    callable_ = [metric for metric in metrics if metric.function or metric.name not in inside]
    measured = [metric for metric in metrics if metric.name in inside and not metric.function]
    literals = _literals(registry, [*callable_, *events, *spans])
    functions = [_metric(registry, metric) for metric in callable_]
    content: dict[str, Any] = {
        "literals": literals,
        "functions": functions,
        "measured": [{"instance": _instance(registry, metric)} for metric in measured],
        "events": [_event(registry, event) for event in events],
        "spans": [_span(registry, span) for span in spans],
    }
    public = [name for part in ("functions", "events", "spans") for name in _public(content[part])]
    content["public"] = sorted([*public, *(literal["name"] for literal in literals)])
    content["shadows"] = any(
        _names.argument(use) in dir(builtins)
        for signal in [*callable_, *events, *spans]
        for use in signal.uses
    )
    content["imports"] = sorted(_imports(content, [*callable_, *measured]))
    return content


def _public(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    for item in items:
        yield item["name"]
        if "call_class" in item:
            yield item["call_class"]


def _imports(content: dict[str, Any], metrics: Iterable[Metric]) -> Iterator[str]:
    names = {KINDS[metric.instrument] for metric in metrics} | {
        item["bound"] for item in content["functions"]
    }
    if content["functions"] or content["events"] or content["spans"]:
        names.add("Attributes")
    if content["events"]:
        names.add("Event")
    if content["spans"]:
        names |= {"BoundLifecycle", "Call", "Measure", "Plan"}
    if any("counter=Measure" in event["instance"] for event in content["events"]):
        names.add("Measure")
    if content["literals"]:
        names.add("one_of")
    yield from names


def _literals(registry: Registry, signals: Iterable[Signal]) -> list[dict[str, Any]]:
    attributes = {
        use.key: use.attribute for signal in signals for use in signal.uses if use.attribute.members
    }
    return [
        {
            "name": _names.literal(attribute, registry),
            "constant": _names.constant(_names.rootless(attribute.key, registry)),
            "members": literal_values(attribute),
        }
        for _, attribute in sorted(attributes.items())
    ]


def _metric(registry: Registry, metric: Metric) -> dict[str, Any]:
    counts = metric.instrument == "counter"
    amount = ["amount: float = 1" if counts else "amount: float"]
    uses = ordered(metric.uses)
    bound = "BoundCounter" if counts else "Bound"
    name = _names.function(metric, registry)
    return {
        "name": name,
        "class_name": f"_{_names.camel(name)}",
        "kind": KINDS[metric.instrument],
        "bound": bound,
        "first": "amount",
        "call_signature": signature("__call__", amount, uses, "None", registry),
        "bind_signature": signature("bind", [], uses, bound, registry),
        "doc": docstring(f"{_VERBS[metric.instrument]} `{metric.name}`", metric, uses, metric.unit),
        "body": assignments(uses, registry),
        "instance": _instance(registry, metric, f"_{_names.camel(name)}"),
    }


def _event(registry: Registry, event: Event) -> dict[str, Any]:
    name = _names.function(event, registry)
    uses = ordered(given_to_event(registry, event))
    lines = [
        "SCOPE",
        f'"{event.name}"',
        f"keys={_keyset(use.key for use in event.uses)}",
        f'severity="{event.severity}"',
    ]
    if event.counter:
        lines.append(f"counter={_measure(registry, event.counter)}")
    return {
        "name": name,
        "class_name": f"_{_names.camel(name)}",
        "call_signature": positional_signature("__call__", uses, registry)
        if event.positional
        else signature("__call__", ["message: str | None = None"], uses, "None", registry),
        "doc": docstring(f"Send `{event.name}`", event, uses),
        "body": assignments(uses, registry),
        "instance": instance(name, f"_{_names.camel(name)}", lines),
    }


def _span(registry: Registry, span: Span) -> dict[str, Any]:
    name = _names.function(span, registry)
    given = ordered(given_at_start(registry, span))
    call_class = f"{_names.camel(name)}Call"
    return {
        "name": name,
        "brief": span.brief,
        "constant": name.upper(),
        "class_name": f"_{_names.camel(name)}",
        "call_class": call_class,
        "properties": [_property(registry, use) for use in span.uses if use.ref.set != "start"],
        "plan": _plan(registry, span),
        "call_signature": signature("__call__", [], given, call_class, registry),
        "bind_signature": signature("bind", [], given, f"BoundLifecycle[{call_class}]", registry),
        "doc": docstring(f"Return a run of `{span.name}`", span, given),
        "body": assignments(given, registry),
        "passed": ", ".join(f"{_names.argument(use)}={_names.argument(use)}" for use in given),
    }


def given_at_start(registry: Registry, span: Span) -> list[Use]:
    """Return what is given at the start: by the span's own list, and by what its metrics have besides."""
    later = {use.key for use in span.uses if use.ref.set != "start"} | {"error.type"}
    given = {use.key: use for use in span.uses if use.key not in later}
    for name in (*span.metrics, *(use.ref.metric for use in span.uses)):
        for use in registry.metrics[name].uses if name else ():
            if use.key not in later:
                given.setdefault(use.key, use)
    return list(given.values())


def given_to_event(registry: Registry, event: Event) -> list[Use]:
    """Return what an event is given: its own attributes, and what its counter has besides."""
    given = {use.key: use for use in event.uses}
    for use in registry.metrics[event.counter].uses if event.counter else ():
        given.setdefault(use.key, use)
    return list(given.values())


def _property(registry: Registry, use: Use) -> dict[str, Any]:
    given = "value"
    if use.attribute.members:
        given = f'one_of(value, _{_names.constant(_names.rootless(use.key, registry))}, "{use.key}")'
    return {
        "name": _names.argument(use),
        "type": type_of(use.attribute, registry),
        "key": f'"{use.key}"',
        "given": given,
        "doc": f'        """{use.brief}"""',
    }


def _plan(registry: Registry, span: Span) -> list[str]:
    text, keys = _span_name(span)
    lines = [
        "scope=SCOPE",
        f'span_name="{text}"',
        f"span_name_keys={_tuple(keys)}",
        f"span_keys={_keyset([*(use.key for use in span.uses), 'error.type'])}",
        f"kind=SpanKind.{span.kind.upper()}",
        f"duration={_measure(registry, span.duration)}",
    ]
    if span.active:
        lines.append(f"active={_measure(registry, span.active)}")
    if span.counter:
        lines.append(f"counter={_measure(registry, span.counter)}")
    values = [(use.key, _measure(registry, use.ref.metric)) for use in span.uses if use.ref.metric]
    if values:
        lines.append("values=" + collection("{", (f'"{key}": {measure}' for key, measure in values), "}"))
    if span.result is not None:
        lines.append(f'outcome="{span.result.key}"')
    if span.error_source:
        lines.append(f'error_source="{span.error_source}"')
    return lines


def _span_name(span: Span) -> tuple[str, list[str]]:
    text, keys = "", []
    for index, part in enumerate(span.span_name.replace("}", "{").split("{")):
        if index % 2:
            keys.append(part)
        text += "{}" if index % 2 else part
    return text, keys


def _measure(registry: Registry, name: str) -> str:
    metric = registry.metrics[name]
    variable = _variable(registry, metric)
    keys = _tuple(use.key for use in metric.uses)
    return collection("Measure(", [variable, keys], ")")


def _variable(registry: Registry, metric: Metric) -> str:
    name = _names.function(metric, registry)
    return name if metric.function or metric.name not in registry.measured_by_spans() else f"_{name}"


def _instance(registry: Registry, metric: Metric, kind: str = "") -> str:
    lines = ["SCOPE", f'"{metric.name}"', f'unit="{metric.unit}"', f"description={quoted(metric.brief)}"]
    if metric.buckets:
        lines.append(f"buckets={metric.buckets!r}")
    if metric.use("error.type"):
        lines.append("has_error_type=True")
    limits = [
        (use.key, use.max_values) for use in metric.uses if use.max_values and not use.attribute.members
    ]
    if limits:
        lines.append("limits=" + collection("{", (f'"{key}": {most}' for key, most in limits), "}"))
    return instance(_variable(registry, metric), kind or KINDS[metric.instrument], lines)


def ordered(uses: Iterable[Use]) -> list[Use]:
    """Return what must be given first."""
    return sorted(uses, key=lambda use: not use.ref.required)


def _tuple(items: Iterable[str]) -> str:
    given = [f'"{item}"' for item in items]
    return "(" + ", ".join(given) + ("," if len(given) == 1 else "") + ")"


def _keyset(keys: Iterable[str]) -> str:
    return collection("(", (f'"{key}"' for key in sorted(set(keys))), ")")
