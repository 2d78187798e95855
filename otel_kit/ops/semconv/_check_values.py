"""Checks of what signals carry: units, limits, personal data, examples and sources."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from otel_kit.ops.semconv import _upstream
from otel_kit.ops.semconv._findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from otel_kit.ops.semconv._model import Metric, Registry, Signal, Use

__all__ = ["CHECKS", "MOST_SERIES"]

# As design/architecture has it: the product of a metric's limits, for each service instance.
MOST_SERIES = 2000

_UNIT = re.compile(
    r"(\{[a-zA-Z_]+\}|1|%|s|By|[KMGT]iBy|bit|Hz|Cel|V|A|W|J|g|m)(/(\{[a-zA-Z_]+\}|s|min|h|d))?"
)
_TIMES = ("ms", "us", "ns", "min", "h", "d", "mo", "a")
_SINGULAR_ENDINGS = ("ss", "us", "is", "USD", "status")
# What a metric is whose name ends so.
_KINDS = {"duration": (("histogram",), "s"), "utilization": (("gauge", "histogram"), "1")}
# Parts of a house attribute's name that speak of a person.
_PERSONAL = re.compile(
    r"(^|[._])(e?mail|phone|address|ip|birth(day|_date)?|full_name|first_name|last_name|password|token|iban|ssn)($|[._])"
    r"|(^|\.)(user|customer|guest|person|patient|tenant|session)\.(id|name)$"
)


def units(registry: Registry) -> Iterator[Finding]:
    """Check that units are UCUM's, durations in s, what is counted in braces and in the singular."""
    for metric in registry.metrics.values():
        word = metric.unit.strip("{}")
        last = metric.name.rsplit(".", 1)[-1]
        instruments, unit = _KINDS.get(last, ((metric.instrument,), metric.unit))
        if metric.unit in _TIMES:
            yield _of(metric, "unit", f"the unit {metric.unit} of a time", "record seconds, with the unit s")
        elif not _UNIT.fullmatch(metric.unit):
            fix = "write s, By, 1, or what is counted, as {lead}"
            yield _of(metric, "unit", f"'{metric.unit}' is no unit of UCUM", fix)
        elif metric.unit.startswith("{") and word.endswith("s") and not word.endswith(_SINGULAR_ENDINGS):
            yield _of(
                metric, "unit", f"{metric.unit} is in the plural", f"write {{{word.removesuffix('s')}}}"
            )
        elif metric.instrument not in instruments or metric.unit != unit:
            wanted = f"a .{last} is a {' or '.join(instruments)} in {unit}"
            problem = f"{wanted}, not a {metric.instrument} in {metric.unit}"
            yield _of(metric, "unit", problem, "change instrument and unit, or the name")


def buckets(registry: Registry) -> Iterator[Finding]:
    """Check that a histogram has bounds that rise; nothing else has bounds."""
    for metric in registry.metrics.values():
        if metric.instrument == "histogram" and not metric.buckets:
            yield _of(
                metric, "buckets", "a histogram without buckets gets 0, 5, 10 …", "add 'buckets' in its unit"
            )
        if metric.instrument != "histogram" and metric.buckets:
            yield _of(metric, "buckets", f"a {metric.instrument} has no buckets", "take them away")
        if list(metric.buckets) != sorted(set(metric.buckets)):
            yield _of(metric, "buckets", "the buckets do not rise", "sort them, each once")


def limits(registry: Registry) -> Iterator[Finding]:
    """Check that each label has a limit, and all of them multiplied stay below the most."""
    for metric in registry.metrics.values():
        factors = {use.key: _factor(use) for use in metric.uses}
        for use in metric.uses:
            if factors[use.key] is None:
                problem = f"{use.key} has no limit"
                yield Finding(use.ref.place, metric.name, "max_values", problem, "add 'max_values' to it")
            if use.ref.determined_by and metric.use(use.ref.determined_by) is None:
                problem = (
                    f"{use.key} is determined by {use.ref.determined_by}, which the metric does not have"
                )
                yield Finding(
                    use.ref.place,
                    metric.name,
                    "max_values",
                    problem,
                    "add that attribute, or take 'determined_by' away",
                )
        product = math.prod(factor or 1 for factor in factors.values())
        if product > MOST_SERIES:
            told = " \N{MULTIPLICATION SIGN} ".join(
                f"{key.rsplit('.', 1)[-1]} {factor}" for key, factor in factors.items()
            )
            fix = "lower a 'max_values' here, say what is 'determined_by' another, or move an attribute to the span"
            yield _of(metric, "cardinality", f"{told} = {product} series, the most is {MOST_SERIES}", fix)


def personal(registry: Registry) -> Iterator[Finding]:
    """Check that nothing that says who or where a person is stands on a metric."""
    for metric in registry.metrics.values():
        for use in metric.uses:
            if use.attribute.personal:
                problem = f"{use.key} says who or where a person is"
                yield Finding(
                    use.ref.place, metric.name, "personal", problem, "move it to the span or the event"
                )
    for attribute in registry.attributes.values():
        if not attribute.personal and "metric" in attribute.where and _PERSONAL.search(attribute.key):
            yield Finding(
                attribute.place,
                attribute.key,
                "personal",
                "its name speaks of a person, and it may be on a metric",
                "add `where: [span, log]`, and `personal: true` if it is",
            )


def places(registry: Registry) -> Iterator[Finding]:
    """Check that an attribute stands only where its definition lets it."""
    kinds: tuple[tuple[str, dict[str, Signal]], ...] = (
        ("metric", dict(registry.metrics)),
        ("span", dict(registry.spans)),
        ("log", dict(registry.events)),
    )
    for kind, signals in kinds:
        for signal in signals.values():
            for use in signal.uses:
                if kind not in use.attribute.where and not (kind == "metric" and use.attribute.personal):
                    problem = f"{use.key} may be on {' and '.join(use.attribute.where)}, not on a {kind}"
                    yield Finding(
                        use.ref.place, signal.name, "where", problem, "take it away, or widen its 'where'"
                    )


def told(registry: Registry) -> Iterator[Finding]:
    """Check that texts have examples, metrics name the document that asked for them, and nothing refers to what is deprecated."""
    for attribute in registry.attributes.values():
        if attribute.type.startswith("string") and not attribute.members and not attribute.examples:
            yield Finding(
                attribute.place, attribute.key, "examples", "a text without examples", "add `examples: […]`"
            )
    for metric in registry.metrics.values():
        if not metric.sources:
            yield _of(metric, "source", "nobody asked for it", "add 'source': the document and its section")
    signals: list[Signal] = [*registry.metrics.values(), *registry.spans.values(), *registry.events.values()]
    for signal in signals:
        for use in signal.uses:
            known = _upstream.attributes().get(use.key)
            if known is not None and known.deprecated:
                yield Finding(
                    use.ref.place, signal.name, "deprecated", f"{use.key}: {known.brief}", "use the new name"
                )


def upstream(registry: Registry) -> Iterator[Finding]:
    """Check that what the manifest depends on is what is installed, and no import is deprecated."""
    manifest = registry.manifest
    for url in manifest.dependencies:
        if url.startswith(_upstream.SCHEMA) and url != _upstream.schema_url():
            problem = f"it depends on {url}, but the installed conventions are {_upstream.schema_url()}"
            yield Finding(
                manifest.place, "", "upstream", problem, "change the manifest, or install that version"
            )
    for one in registry.imports:
        if _upstream.metrics()[one.name].deprecated:
            yield Finding(
                one.place, one.name, "deprecated", "upstream has deprecated it", "use its successor"
            )


def _factor(use: Use) -> int | None:
    if use.ref.determined_by:
        return 1
    return 2 if use.attribute.type == "boolean" else use.max_values


def _of(metric: Metric, rule: str, problem: str, fix: str) -> Finding:
    return Finding(metric.place, metric.name, rule, problem, fix)


CHECKS = (units, buckets, limits, personal, places, told, upstream)
