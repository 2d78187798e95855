"""Typed functions for every signal of the house registry, one module a domain: `signals.leads.captured(source="web")`.

A module is imported when it is first used. With no `init()` the calls do nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from otel_kit.signals import _generated
from otel_kit.signals._decorators import count_errors, job, track_time

if TYPE_CHECKING:
    from otel_kit.signals import errors as errors
    from otel_kit.signals._generated import *  # noqa: F403 - the domains, as type checkers see them

__all__ = ["count_errors", "job", "track_time"]

_WITH_MORE = frozenset({"errors"})  # domains that have functions beside those of the registry

if not TYPE_CHECKING:  # type checkers must not take every name for a domain

    def __getattr__(name: str) -> Any:
        if name in _WITH_MORE:
            return importlib.import_module(f"{__name__}.{name}")
        return getattr(_generated, name)


def __dir__() -> list[str]:
    return sorted([*__all__, *_generated.__all__])
