"""Whether a PromQL expression uses series as what they are: counters by their rate, histograms by their bounds."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import promql_parser as promql

from otel_kit.ops.rules._promql import Fault, children, labels_of, nodes
from otel_kit.ops.semconv._series import BUCKET, COUNTER, Series

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["usage_faults", "value_faults"]

# What may be asked of a counter's plain value: how fast it grows, whether it restarted, whether it is there at all.
_OF_COUNTERS = frozenset({
    "rate", "irate", "increase", "resets", "changes", "absent", "absent_over_time", "present_over_time",
    "count_over_time", "timestamp",
})  # fmt: skip
_ONLY_PRESENCE = frozenset({"count", "group"})
_ALTERNATIVES = re.compile(r"[\w.|-]+")
_PLACEHOLDER = "$"
OTHER = "other"


def usage_faults(tree: Any, known: Mapping[str, Series]) -> Iterator[Fault]:
    """Yield counters outside a rate, quantiles without `le`, and sums that mix a histogram's buckets."""
    labels = {name: one.labels for name, one in known.items()}
    for node, above in _with_ancestors(tree, ()):
        if isinstance(node, promql.VectorSelector):
            name = node.name or ""
            if _kind(name, known) in (COUNTER, BUCKET) and not _is_excused(node, above):
                yield Fault("counter", name)
        elif isinstance(node, promql.Call) and node.func.name == "histogram_quantile":
            of_buckets = labels_of(node.args[-1], labels)
            if of_buckets is not None and "le" not in of_buckets:
                yield Fault("quantile", "histogram_quantile")
        elif isinstance(node, promql.AggregateExpr) and str(node.op) not in _ONLY_PRESENCE:
            yield from _mixed_buckets(node, known, labels)


def value_faults(tree: Any, known: Mapping[str, Series]) -> Iterator[Fault]:
    """Yield label values that are not among the closed list of their attribute."""
    for node in nodes(tree):
        name = node.name or "" if isinstance(node, promql.VectorSelector) else ""
        closed = known[name].values if name in known else {}
        for matcher in node.matchers.matchers if closed else ():
            allowed = closed.get(matcher.name, ())
            for value in _literal_values(matcher) if allowed else ():
                if value not in (*allowed, OTHER, ""):
                    yield Fault("value", value, allowed, matcher.name)


def _with_ancestors(node: Any, above: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    yield node, above
    for child in children(node):
        yield from _with_ancestors(child, (*above, node))


def _is_excused(node: Any, above: tuple[Any, ...]) -> bool:
    """Tell whether a counter's plain value is not what the expression gives."""
    for outer, inner in pairwise((*above, node)):
        if isinstance(outer, promql.Call) and outer.func.name in _OF_COUNTERS:
            return True
        if isinstance(outer, promql.AggregateExpr) and str(outer.op) in _ONLY_PRESENCE:
            return True
        if isinstance(outer, promql.BinaryExpr) and str(outer.op) in ("and", "unless") and inner is outer.rhs:
            return True
        if (
            isinstance(outer, promql.BinaryExpr)
            and str(outer.op) == "unless"
            and _reads_past(node, outer.rhs)
        ):
            return True
    return False


def _reads_past(counter: Any, tree: Any) -> bool:
    """Tell whether the same counter is asked for earlier: `x unless x offset 1h` has just appeared, and counts whole."""
    earlier = (one for one in nodes(tree) if isinstance(one, promql.VectorSelector) and one.offset)
    return any(one.name == counter.name for one in earlier)


def _mixed_buckets(node: Any, known: Mapping[str, Series], labels: Mapping[str, Any]) -> Iterator[Fault]:
    inside, outside = labels_of(node.expr, labels), labels_of(node, labels)
    if inside is None or outside is None or "le" not in inside or "le" in outside:
        return
    for one in nodes(node.expr):
        is_bucket = isinstance(one, promql.VectorSelector) and _kind(one.name or "", known) == BUCKET
        if is_bucket and not any(matcher.name == "le" for matcher in one.matchers.matchers):
            yield Fault("buckets", one.name)


def _kind(name: str, known: Mapping[str, Series]) -> str:
    return known[name].kind if name in known else ""


def _literal_values(matcher: Any) -> list[str]:
    """Return the values that a matcher names; none where it is a pattern or has a placeholder."""
    if _PLACEHOLDER in matcher.value:
        return []
    if matcher.op in (promql.MatchOp.Equal, promql.MatchOp.NotEqual):
        return [matcher.value]
    return (
        matcher.value.split("|")
        if _ALTERNATIVES.fullmatch(matcher.value) and "." not in matcher.value
        else []
    )
