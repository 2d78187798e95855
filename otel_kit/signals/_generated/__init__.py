# GENERATED from the registry by `otel-kit semconv generate`; do not edit.
# fmt: off
"""The signals of the registry otel_kit, one module a domain."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import adoption as adoption
    from . import agents as agents
    from . import cost as cost
    from . import data as data
    from . import delivery as delivery
    from . import detection as detection
    from . import engagement as engagement
    from . import errors as errors
    from . import experiments as experiments
    from . import health as health
    from . import incidents as incidents
    from . import integrations as integrations
    from . import jobs as jobs
    from . import knowledge as knowledge
    from . import leads as leads
    from . import ml as ml
    from . import realtime as realtime
    from . import revenue as revenue
    from . import security as security
    from . import telemetry as telemetry

__all__ = [
    "adoption",
    "agents",
    "cost",
    "data",
    "delivery",
    "detection",
    "engagement",
    "errors",
    "experiments",
    "health",
    "incidents",
    "integrations",
    "jobs",
    "knowledge",
    "leads",
    "ml",
    "realtime",
    "revenue",
    "security",
    "telemetry",
]

if not TYPE_CHECKING:  # type checkers must not take every name for a domain

    def __getattr__(name: str) -> Any:
        """Import a domain when it is first used."""
        if name in __all__:
            return import_module(f"{__name__}.{name}")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
