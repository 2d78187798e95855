"""The slowest routes, from the histogram of requests, with a trace that shows it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from otel_kit.ops.find._model import Route
from otel_kit.ops.find._scopes import matchers, quoted, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from otel_kit.ops.clients import Exemplar, Sample
    from otel_kit.ops.find._model import Scope

__all__ = ["questions", "selector", "slow_traces", "slowest", "with_exemplar"]

_REQUESTS = "http_server_request_duration_seconds"
_BY = "service_name, http_request_method, http_route"
_FAILED = 'http_response_status_code=~"5.."'
_Key = tuple[str, str, str]


def questions(scope: Scope) -> tuple[str, str, str]:
    """Return PromQL for the duration that all but one of twenty keep, for how many, and for how many failed."""
    window, where = seconds(scope), matchers(scope)
    failed = matchers(scope, _FAILED)
    buckets = f"sum by (le, {_BY}) (increase({_REQUESTS}_bucket{{{where}}}[{window}]))"
    return (
        f"histogram_quantile(0.95, {buckets})",
        f"sum by ({_BY}) (increase({_REQUESTS}_count{{{where}}}[{window}]))",
        f"sum by ({_BY}) (increase({_REQUESTS}_count{{{failed}}}[{window}]))",
    )


def slowest(p95: Iterable[Sample], counts: Iterable[Sample], failed: Iterable[Sample]) -> list[Route]:
    """Return the routes that the answers to `questions` make, the slowest first."""
    counted = {_key(sample): sample.value for sample in counts}
    errors = {_key(sample): sample.value for sample in failed}
    found = [
        Route(
            *_key(sample),
            sample.value,
            round(counted.get(_key(sample), 0)),
            round(errors.get(_key(sample), 0)),
        )
        for sample in p95
        if math.isfinite(sample.value)  # without requests it is not a number
    ]
    return sorted(found, key=lambda route: (-route.p95_seconds, route.service, route.route, route.method))


def selector(scope: Scope, route: Route) -> str:
    """Return the PromQL selector of a route's histogram."""
    labels = (
        ("service_name", route.service),
        ("http_request_method", route.method),
        ("http_route", route.route),
    )
    own = [
        f"{label}={quoted(value)}" for label, value in labels if label != "service_name" or not scope.service
    ]
    return f"{_REQUESTS}_bucket{{{matchers(scope, *own)}}}"


def slow_traces(route: Route) -> str:
    """Return TraceQL for traces in which the route took at least its 95th percentile."""
    conditions = (
        f"resource.service.name = {quoted(route.service)}",
        "kind = server",
        f"span.http.route = {quoted(route.route)}",
        f"duration >= {round(route.p95_seconds * 1000)}ms",
    )
    return f"{{ {' && '.join(conditions)} }}"


def with_exemplar(exemplars: Sequence[Exemplar]) -> tuple[str, float] | None:
    """Return the slowest trace of which an exemplar was kept, and how long it took; None without one."""
    if not exemplars:
        return None
    slow = max(exemplars, key=lambda one: one.value)
    return slow.trace_id, slow.value


def _key(sample: Sample) -> _Key:
    said = sample.labels
    return said.get("service_name", ""), said.get("http_request_method", ""), said.get("http_route", "")
