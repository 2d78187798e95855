"""An alert as it is in force: its values, and how far the present ones are from firing.

Where a condition compares something with a number, the something is asked for alone: its value beside the number is
the distance. The expression is taken apart by its tree, so any number of them may be joined or stand within another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import promql_parser as promql

from otel_kit.ops.rules import _promql, _services
from otel_kit.ops.rules._render import groups, in_force, rules_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from otel_kit.ops.rules._model import Environment, RuleSet
    from otel_kit.ops.rules._render import InForce, Rule

__all__ = ["Condition", "Explanation", "Reading", "explain", "measure"]

_COMPARISONS = (">", "<", ">=", "<=", "==", "!=")


@dataclass(frozen=True)
class Condition:
    """One comparison of an alert: `query` stands left of `sign`, `limit` right of it."""

    query: str
    sign: str
    limit: float


@dataclass(frozen=True)
class Explanation:
    """An alert with the values of one environment, and of one service if one was named."""

    alert: InForce
    rules: tuple[Rule, ...]
    defaults: Mapping[str, str]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Reading:
    """One series of one condition now. `share` is value / limit, None where the limit is zero."""

    labels: Mapping[str, str]
    value: float
    holds: bool
    share: float | None


def explain(name: str, rules: RuleSet, environment: Environment, service: str = "") -> Explanation:
    """Explain the alert called `name`, which must be there."""
    alert = next(one for one in rules.alerts if one.name == name)
    now = in_force(alert, environment, service)
    services, files = _services.changed(environment, name), groups(rules, environment)
    own = {_services.file_name(alert.domain, one) for one in services}
    # Without values of its own a service goes by the rule for all.
    wanted = {_services.file_name(alert.domain, service)} if service in services else files.keys() - own
    rendered = [
        rule
        for file, made in files.items()
        for rule in rules_of({file: made})
        if rule.get("alert") == name and file in wanted
    ]
    conditions = [one for rule in rendered for one in _conditions(_promql.parse(rule["expr"]))]
    defaults = {key: value.in_words() for key, value in in_force(alert, rules.default).values.items()}
    return Explanation(now, tuple(rendered), defaults, tuple(dict.fromkeys(conditions)))


def _conditions(tree: Any) -> Iterator[Condition]:
    limit = _limit(tree)
    if limit is None:
        for child in _promql.children(tree):
            yield from _conditions(child)
        return
    guards = [node for node in _promql.nodes(tree.lhs) if _limit(node)]
    yield _condition(tree, limit, guards)
    # How much there must be of what it divides by is a condition of its own. Zero only keeps it from dividing by that.
    yield from (_condition(guard, _limit(guard) or 0) for guard in guards)


def _condition(tree: Any, limit: float, guards: Iterable[Any] = ()) -> Condition:
    query = str(tree.lhs)
    for guard in guards:
        query = query.replace(str(guard), str(guard.lhs))
    return Condition(query, str(tree.op), limit)


def _limit(tree: Any) -> float | None:
    """Return the number that an expression compares with, if it is what decides which series stay."""
    if not isinstance(tree, promql.BinaryExpr) or str(tree.op) not in _COMPARISONS:
        return None
    returns_bool = tree.modifier is not None and tree.modifier.return_bool
    return None if returns_bool else _number(tree.rhs)


def _number(tree: Any) -> float | None:
    if isinstance(tree, promql.ParenExpr):
        return _number(tree.expr)
    if isinstance(tree, promql.UnaryExpr):
        inner = _number(tree.expr)
        return None if inner is None else -inner
    return float(tree.val) if isinstance(tree, promql.NumberLiteral) else None


def measure(condition: Condition, samples: Iterable[tuple[Mapping[str, str], float]]) -> list[Reading]:
    """Set what a condition's query gives now beside its limit; the nearest to firing first."""
    readings = [
        Reading(
            labels,
            value,
            _HOLDS[condition.sign](value, condition.limit),
            value / condition.limit if condition.limit else None,
        )
        for labels, value in samples
    ]
    upwards = condition.sign in (">", ">=")
    return sorted(readings, key=lambda one: (not one.holds, -one.value if upwards else one.value))


_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    "==": lambda value, limit: value == limit,
    "!=": lambda value, limit: value != limit,
}
