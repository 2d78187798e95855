"""What checks found, told each time that metrics are collected: nobody needs to probe.

A collection also begins what is due, and waits for none of it: what that finds is told at the next one.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from opentelemetry import metrics
from opentelemetry.metrics import Observation

from otel_kit._guard import guarded
from otel_kit._version import VERSION
from otel_kit.health._score import VALUES, score
from otel_kit.semconv import attributes as names
from otel_kit.semconv import metrics as metric_names

if TYPE_CHECKING:
    from opentelemetry.metrics import CallbackOptions

    from otel_kit.health._model import Result
    from otel_kit.health._registry import Registry

__all__ = ["observe"]

_registries: weakref.WeakSet[Registry] = weakref.WeakSet()
_provider: Any = None


def observe(registry: Registry) -> None:
    """Tell what this registry's checks find, from now on and for as long as there is the registry."""
    global _provider  # noqa: PLW0603 - the API's provider is the process', and a test may set another
    _registries.add(registry)
    provider = metrics.get_meter_provider()
    if provider is not _provider:
        _provider = provider
        _create()


def _create() -> None:
    meter = metrics.get_meter("otel_kit.health", VERSION)
    meter.create_observable_gauge(
        metric_names.KIT_HEALTH_STATUS,
        [_statuses],
        "{status}",
        "What a check found last, 1 for healthy, 0.5 for degraded, 0 for unhealthy.",
    )
    meter.create_observable_gauge(
        metric_names.KIT_HEALTH_SCORE, [_scores], "{score}", "How well the process is, from 0 to 100."
    )


def _statuses(_: CallbackOptions) -> list[Observation]:
    with guarded("health.observed"):
        for registry in list(_registries):
            registry.refresh()
    return [
        Observation(
            VALUES[result.outcome.status],
            {names.KIT_HEALTH_CHECK: result.plan.name, names.KIT_HEALTH_CATEGORY: result.plan.category},
        )
        for result in _latest() or ()
    ]


def _scores(_: CallbackOptions) -> list[Observation]:
    results = _latest()
    return [Observation(score(results))] if results else []


@guarded("health.observed")
def _latest() -> list[Result]:
    return [result for registry in list(_registries) for result in registry.latest()]
