"""Typed functions for every signal of the house registry, one module a domain: `signals.leads.captured(source="web")`.

A module is imported when it is first used. With no `init()` the calls do nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from otel_kit.signals import _generated
from otel_kit.signals._decorators import count_errors, job, track_time

if TYPE_CHECKING:
    # The domains as type checkers see them.
    from otel_kit.signals import errors as errors
    from otel_kit.signals._generated import adoption as adoption
    from otel_kit.signals._generated import agents as agents
    from otel_kit.signals._generated import cost as cost
    from otel_kit.signals._generated import data as data
    from otel_kit.signals._generated import delivery as delivery
    from otel_kit.signals._generated import detection as detection
    from otel_kit.signals._generated import engagement as engagement
    from otel_kit.signals._generated import experiments as experiments
    from otel_kit.signals._generated import health as health
    from otel_kit.signals._generated import incidents as incidents
    from otel_kit.signals._generated import integrations as integrations
    from otel_kit.signals._generated import jobs as jobs
    from otel_kit.signals._generated import knowledge as knowledge
    from otel_kit.signals._generated import leads as leads
    from otel_kit.signals._generated import ml as ml
    from otel_kit.signals._generated import realtime as realtime
    from otel_kit.signals._generated import revenue as revenue
    from otel_kit.signals._generated import security as security
    from otel_kit.signals._generated import telemetry as telemetry

__all__ = ["count_errors", "job", "track_time"]

_WITH_MORE = frozenset({"errors"})  # domains that have functions beside those of the registry

if not TYPE_CHECKING:  # type checkers must not take every name for a domain

    def __getattr__(name: str) -> Any:
        if name in _WITH_MORE:
            return importlib.import_module(f"{__name__}.{name}")
        return getattr(_generated, name)


def __dir__() -> list[str]:
    return sorted([*__all__, *_generated.__all__])
