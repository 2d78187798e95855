"""What a PromQL expression reads and gives: metrics, labels, and where it divides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import promql_parser as promql

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Labels = frozenset[str] | None  # None: anything is possible
    Known = Mapping[str, Labels]

__all__ = [
    "Fault",
    "children",
    "divides_events",
    "faults",
    "labels_of",
    "metrics_of",
    "nodes",
    "parse",
    "reaches",
]

_KEEPS_ALL = {"topk", "bottomk", "limitk", "limit_ratio"}
_COUNTS = {"rate", "irate", "increase", "delta"}
_WHOLE = re.compile(r"\d+(\.0)?")


@dataclass(frozen=True)
class Fault:
    """Something in an expression that cannot be right: `name` is what to look for in the text."""

    kind: str
    name: str
    known: tuple[str, ...] = ()
    metric: str = ""


def parse(text: str) -> Any:
    """Return the tree of an expression; raise ValueError with the parser's sentence."""
    return promql.parse(text)


def metrics_of(tree: Any) -> set[str]:
    """Return the names of the series that the expression reads."""
    return {node.name for node in nodes(tree) if isinstance(node, promql.VectorSelector) and node.name}


def reaches(tree: Any, before: float = 0) -> Iterator[tuple[str, float]]:
    """Yield each series that the expression reads with how far it looks back there, in seconds."""
    offset = getattr(tree, "offset", None)
    back = before + (offset.total_seconds() if offset else 0)
    if isinstance(tree, promql.VectorSelector):
        yield tree.name or "", back
    elif isinstance(tree, promql.MatrixSelector | promql.SubqueryExpr) and tree.range is not None:
        back += tree.range.total_seconds()
    for child in children(tree):
        yield from reaches(child, back)


def divides_events(tree: Any) -> bool:
    """Tell whether it divides rates or takes a quantile: few events then give a wild value."""
    return any(
        (isinstance(node, promql.BinaryExpr) and str(node.op) == "/" and _counts(node.rhs))
        or (isinstance(node, promql.Call) and node.func.name == "histogram_quantile")
        for node in nodes(tree)
    )


def faults(tree: Any, known: Known) -> Iterator[Fault]:
    """Yield what the expression reads that does not exist: metrics, labels of a metric, labels to group by."""
    for node in nodes(tree):
        if isinstance(node, promql.VectorSelector):
            yield from _selector_faults(node, known)
        elif isinstance(node, promql.AggregateExpr) and node.modifier is not None:
            yield from _strange(node.modifier.labels, labels_of(node.expr, known))
        elif isinstance(node, promql.BinaryExpr) and node.modifier is not None:
            sides = [labels_of(side, known) for side in (node.lhs, node.rhs)]
            both = None if None in sides else frozenset().union(*(side or () for side in sides))
            matching = node.modifier.matching
            yield from _strange(
                [*(matching.labels if matching else ()), *(node.modifier.group_labels or ())], both
            )


def labels_of(tree: Any, known: Known) -> Labels:
    """Return the labels that the result can have; None where that cannot be told."""
    if isinstance(tree, promql.VectorSelector):
        return known.get(tree.name or "")
    if isinstance(tree, promql.AggregateExpr):
        return _of_aggregate(tree, known)
    if isinstance(tree, promql.BinaryExpr):
        return _of_binary(tree, known)
    if isinstance(tree, promql.Call):
        return _of_call(tree, known)
    inner = next(iter(children(tree)), None)
    return frozenset() if inner is None else labels_of(inner, known)


def _of_aggregate(node: Any, known: Known) -> Labels:
    inner = labels_of(node.expr, known)
    if str(node.op) in _KEEPS_ALL:
        return inner
    if node.modifier is None:
        return frozenset()
    if node.modifier.type == promql.AggModifierType.By:
        return frozenset(node.modifier.labels)
    return None if inner is None else inner - set(node.modifier.labels)


def _of_binary(node: Any, known: Known) -> Labels:
    left, right = labels_of(node.lhs, known), labels_of(node.rhs, known)
    if str(node.op) == "or":
        return None if left is None or right is None else left | right
    if str(node.op) in ("and", "unless") or _is_scalar(node.rhs):
        return left
    return right if _is_scalar(node.lhs) else left


def _of_call(node: Any, known: Known) -> Labels:
    name, args = node.func.name, node.args
    if name in ("absent", "absent_over_time"):
        selectors = (part for part in nodes(node) if isinstance(part, promql.VectorSelector))
        return frozenset(matcher.name for one in selectors for matcher in one.matchers.matchers)
    if name in ("vector", "scalar", "time"):
        return frozenset()
    inner = [labels_of(arg, known) for arg in args if not _is_literal(arg)]
    if None in inner:
        return None
    labels = frozenset[str]().union(*(one or () for one in inner))
    if name in ("label_replace", "label_join"):
        return labels | {args[1].val}
    return labels - {"le"} if name == "histogram_quantile" else labels


def _selector_faults(node: Any, known: Known) -> Iterator[Fault]:
    if not node.name:
        yield Fault("nameless", "{")
        return
    if node.name not in known:
        yield Fault("metric", node.name, tuple(known))
        return
    labels = known[node.name]
    for matcher in node.matchers.matchers:
        if labels is not None and matcher.name not in labels:
            yield Fault("label", matcher.name, tuple(labels), node.name)
        literal = matcher.op in (promql.MatchOp.Equal, promql.MatchOp.NotEqual)
        if matcher.name == "le" and literal and _WHOLE.fullmatch(matcher.value):
            yield Fault("le", f'"{matcher.value}"')


def _strange(labels: Iterable[str], possible: Labels) -> Iterator[Fault]:
    for label in labels:
        if possible is not None and label not in possible:
            yield Fault("label", label, tuple(possible))


def _counts(tree: Any) -> bool:
    return any(isinstance(node, promql.Call) and node.func.name in _COUNTS for node in nodes(tree))


def _is_scalar(node: Any) -> bool:
    return isinstance(node, promql.NumberLiteral) or (
        isinstance(node, promql.Call) and node.func.name in ("time", "scalar")
    )


def _is_literal(node: Any) -> bool:
    return isinstance(node, promql.NumberLiteral | promql.StringLiteral)


def nodes(tree: Any) -> Iterator[Any]:
    """Yield the tree and everything below it."""
    yield tree
    for child in children(tree):
        yield from nodes(child)


def children(node: Any) -> Iterator[Any]:
    """Yield what stands directly below a node."""
    if isinstance(node, promql.Call):
        yield from node.args
    elif isinstance(node, promql.MatrixSelector):
        yield node.vector_selector
    else:
        for name in ("lhs", "rhs", "expr"):
            if (child := getattr(node, name, None)) is not None:
                yield child
