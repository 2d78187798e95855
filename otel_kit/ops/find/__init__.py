"""Errors, slow routes and changes to find, not only to plot.

ask (PromQL, LogQL, TraceQL) → make records of the answers → show where to look on

servers = Servers.of(stack.endpoints)
errors(servers, Scope(timedelta(hours=1)))     # the most frequent groups, each with a sample and its trace
routes(servers, Scope())                       # the slowest, each with a slow trace
changes(servers, Scope.around(moment, reach))  # what was deployed just before it went wrong

Each call waits for the servers. It raises UnavailableError where one does not answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError
from otel_kit.ops._yaml import meant
from otel_kit.ops.clients import UnavailableError
from otel_kit.ops.find import _changes, _errors, _routes
from otel_kit.ops.find._model import Change, ErrorDetail, ErrorGroup, ErrorSample, Route, Scope, as_data
from otel_kit.ops.find._servers import Servers
from otel_kit.ops.find._words import moment_of, window_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Change",
    "ErrorDetail",
    "ErrorGroup",
    "ErrorSample",
    "Route",
    "Scope",
    "Servers",
    "UnavailableError",
    "as_data",
    "changes",
    "error",
    "errors",
    "moment_of",
    "routes",
    "window_of",
]

_SAMPLES = 10


def errors(servers: Servers, scope: Scope, *, limit: int = 20) -> tuple[ErrorGroup, ...]:
    """Return the groups of errors that came most often, each with the latest error that was told in full."""
    groups = _groups(servers, scope)[:limit]
    return tuple(
        replace(group, sample=next(iter(_samples(servers, scope, group, 1)), None)) for group in groups
    )


def error(servers: Servers, fingerprint: str, scope: Scope) -> ErrorDetail:
    """Return a group by its fingerprint or the beginning of it, with the errors that were told last.

    Raises ConfigurationError where no group or more than one begins so.
    """
    group = _named(_groups(servers, scope), fingerprint)
    samples = _samples(servers, scope, group, _SAMPLES)
    return ErrorDetail(replace(group, sample=samples[0] if samples else None), tuple(samples))


def routes(servers: Servers, scope: Scope, *, limit: int = 20) -> tuple[Route, ...]:
    """Return the routes whose 95th percentile is highest, each with a slow trace where one is known."""
    at = scope.end.timestamp()
    answers = (servers.prometheus.query(text, at=at) for text in _routes.questions(scope))
    return tuple(_with_trace(servers, scope, route) for route in _routes.slowest(*answers)[:limit])


def changes(servers: Servers, scope: Scope) -> tuple[Change, ...]:
    """Return deployments and new versions within the window, the latest first."""
    start, end = scope.start.timestamp(), scope.end.timestamp()
    lines = servers.loki.between(_changes.deployments_question(scope), start, end)
    series = servers.prometheus.query_range(
        _changes.versions_question(scope), start, end, _changes.step(scope)
    )
    told = list(_changes.deployments(lines))
    return tuple(_changes.changes_of(told, _changes.versions(series)))


def _groups(servers: Servers, scope: Scope) -> list[ErrorGroup]:
    at = scope.end.timestamp()
    return _errors.grouped(*(servers.loki.query(text, at) for text in _errors.questions(scope)))


def _samples(servers: Servers, scope: Scope, group: ErrorGroup, limit: int) -> list[ErrorSample]:
    """Return what the service told itself; where it told nothing, what its framework logged."""
    start, end = group.first_seen.timestamp(), group.last_seen.timestamp() + 1
    for told in (_errors.TOLD, _errors.FRAMEWORK):
        question = _errors.samples_question(scope, group, told)
        if lines := servers.loki.between(question, start, end, limit=limit):
            return [_errors.sample_of(line) for line in lines]
    return []


def _named(groups: Sequence[ErrorGroup], fingerprint: str) -> ErrorGroup:
    found = [group for group in groups if group.fingerprint.startswith(fingerprint.lower())]
    if len(found) == 1:
        return found[0]
    known = [group.fingerprint for group in groups]
    if found:
        problem = f"{len(found)} groups begin so"
        fix = f"write more of it: {', '.join(one.fingerprint for one in found)}"
    else:
        problem = "no group within the window begins so"
        fix = meant(fingerprint, known).removeprefix("; ") or "otel-kit errors top, or a longer --window"
    raise ConfigurationError("fingerprint", fingerprint, problem=problem, fix=fix)


def _with_trace(servers: Servers, scope: Scope, route: Route) -> Route:
    start, end = scope.start.timestamp(), scope.end.timestamp()
    exemplars = servers.prometheus.exemplars(_routes.selector(scope, route), start, end)
    if kept := _routes.with_exemplar(exemplars):
        return replace(route, sample_trace=kept[0], sample_seconds=kept[1])
    traces = servers.tempo.search_between(_routes.slow_traces(route), start, end, 1)
    return replace(route, sample_trace=traces[0] if traces else "")
