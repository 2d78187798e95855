"""Checks of names: OpenTelemetry's naming guide, Python's rules, and what Prometheus makes of them."""

from __future__ import annotations

import inspect
import keyword
import re
from typing import TYPE_CHECKING

from otel_kit.ops.semconv import _names, _upstream
from otel_kit.ops.semconv._findings import Finding
from otel_kit.ops.semconv._model import Metric
from otel_kit.ops.semconv._prometheus import label_name, metric_name, series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from otel_kit.ops._yaml import Place
    from otel_kit.ops.semconv._model import Registry, Signal

__all__ = ["CHECKS"]

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)+")
# Prometheus and OpenMetrics give these endings a meaning of their own.
_RESERVED = ("_total", "_count", "_sum", "_bucket", "_info", "_created")
# What the pipeline itself puts on every series (deploy/backends/prometheus/prometheus.yml), and what a series may not have.
_TAKEN_LABELS = frozenset({"job", "instance", "le", "quantile", "service_name", "service_namespace",
                           "deployment_environment_name"})  # fmt: skip
_TAKEN_ARGUMENTS = frozenset({"self", "amount", "message", "attributes"})
_NOT_PLURAL = ("ss", "us", "is", "ics")


def root(registry: Registry) -> Iterator[Finding]:
    """Check that each name begins with the root, and the root is not one of upstream's."""
    manifest = registry.manifest
    if manifest.root in _upstream.namespaces():
        yield Finding(
            manifest.place,
            "",
            "root",
            f"the root '{manifest.root}' is a namespace of OpenTelemetry's",
            "choose a name of your own, such as your company's",
        )
    for name, place in _all_names(registry):
        if not name.startswith(f"{manifest.root}."):
            fix = (
                "reference upstream's with `ref`"
                if name in _upstream.attributes()
                else f"begin it with {manifest.root}."
            )
            yield Finding(place, name, "root", f"it does not begin with '{manifest.root}.'", fix)


def form(registry: Registry) -> Iterator[Finding]:
    """Check that names are lower case, with dots between the parts and underscores inside them."""
    for name, place in _all_names(registry):
        if not _NAME.fullmatch(name):
            yield Finding(
                place,
                name,
                "name",
                "it is not made of lower-case parts with dots between",
                "write it like kit.lead.captured",
            )


def endings(registry: Registry) -> Iterator[Finding]:
    """Check that a metric's name does not end in what Prometheus adds or reserves."""
    for metric in registry.metrics.values():
        escaped = metric.name.replace(".", "_")
        ending = next((one for one in _RESERVED if escaped.endswith(one)), None)
        counted = (
            ending == "_count" and metric.instrument == "counter"
        )  # becomes _count_total, which is nobody else's
        if ending and not counted:
            yield Finding(
                metric.place,
                metric.name,
                "ending",
                f"'{ending}' at the end is Prometheus' own",
                "say what is counted: kit.lead.captured becomes kit_lead_captured_total by itself",
            )


def namespaces(registry: Registry) -> Iterator[Finding]:
    """Check that no name is also the namespace of another name of its kind."""
    kinds: tuple[Mapping[str, Place], ...] = (
        {one.key: one.place for one in registry.attributes.values()},
        {one.name: one.place for one in registry.metrics.values()},
    )
    for kind in kinds:
        for name, place in kind.items():
            below = [other for other in kind if other.startswith(f"{name}.")]
            if below:
                yield Finding(
                    place,
                    name,
                    "namespace",
                    f"it is also the namespace of {below[0]}",
                    "give one of them another part",
                )


def plurals(registry: Registry) -> Iterator[Finding]:
    """Check that only what is counted is in the plural."""
    for metric in registry.metrics.values():
        last = metric.name.rsplit(".", 1)[-1]
        plural = last.endswith("s") and not last.endswith(_NOT_PLURAL)
        if plural and not metric.unit.startswith("{"):
            yield Finding(
                metric.place,
                metric.name,
                "plural",
                f"'{last}' is in the plural, but its unit {metric.unit} counts nothing",
                "use the singular, or a unit such as {" + last.removesuffix("s") + "}",
            )


def prometheus(registry: Registry) -> Iterator[Finding]:
    """Check that no two metrics meet in one series, no two attributes of a metric in one label."""
    seen: dict[str, str] = {}
    for one in registry.imports:
        known = _upstream.metrics()[one.name]
        for name in series(metric_name(one.name, known.instrument, known.unit), known.instrument):
            seen[name] = one.name
    for metric in registry.metrics.values():
        for name in series(metric.prometheus, metric.instrument):
            if name in seen:
                problem = f"in Prometheus it is {name}, as is {seen[name]}"
                yield Finding(metric.place, metric.name, "prometheus", problem, "rename one of them")
            seen[name] = metric.name
        yield from _labels(metric)


def _labels(metric: Metric) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for use in metric.uses:
        label = label_name(use.key)
        if label in _TAKEN_LABELS:
            problem = f"the label {label} of {use.key} is set by the pipeline or by Prometheus"
            yield Finding(use.ref.place, metric.name, "label", problem, "rename the attribute")
        if label in seen:
            problem = f"{use.key} and {seen[label]} are both the label {label}"
            yield Finding(use.ref.place, metric.name, "label", problem, "rename one of them")
        seen[label] = use.key


def python(registry: Registry) -> Iterator[Finding]:
    """Check that functions and arguments have names that Python takes, each once in its module."""
    inside = registry.measured_by_spans()
    taken: dict[tuple[str, str], str] = {}
    for signal in _signals(registry):
        if isinstance(signal, Metric) and signal.name in inside and not signal.function:
            continue
        name = _names.function(signal, registry)
        if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("_"):
            yield Finding(
                signal.place,
                signal.name,
                "python",
                f"'{name}' cannot be a function's name",
                "set another 'function'",
            )
        if (other := taken.setdefault((signal.domain, name), signal.name)) != signal.name:
            problem = f"the function '{name}' of {signal.domain} is also that of {other}"
            yield Finding(signal.place, signal.name, "python", problem, "set another 'function'")
        yield from _arguments(signal)


def _arguments(signal: Signal) -> Iterator[Finding]:
    from otel_kit.signals.pack import Call

    members = {"property", *(name for name, _ in inspect.getmembers(Call))}
    seen: dict[str, str] = {}
    for use in signal.uses:
        name = _names.argument(use)
        bad = not name.isidentifier() or keyword.iskeyword(name) or name in _TAKEN_ARGUMENTS
        if bad or (use.ref.set != "start" and name in members):
            problem = f"'{name}' cannot be the name of {use.key} in Python"
            yield Finding(use.ref.place, signal.name, "python", problem, "set another 'argument'")
        if (other := seen.setdefault(name, use.key)) != use.key:
            problem = f"{use.key} and {other} are both the argument '{name}'"
            yield Finding(
                use.ref.place, signal.name, "python", problem, "set another 'argument' for one of them"
            )


def _all_names(registry: Registry) -> Iterator[tuple[str, Place]]:
    yield from ((one.key, one.place) for one in registry.attributes.values())
    yield from ((one.name, one.place) for one in _signals(registry))


def _signals(registry: Registry) -> Iterable[Signal]:
    return [*registry.metrics.values(), *registry.spans.values(), *registry.events.values()]


CHECKS = (root, form, endings, namespaces, plurals, prometheus, python)
