"""A scope in the words of each query language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from otel_kit.ops.find._model import Scope

__all__ = ["ANY", "matchers", "quoted", "seconds", "stream"]

ANY = 'service_name=~".+"'


def quoted(value: str) -> str:
    """Return a value as a string of PromQL, LogQL or TraceQL, whatever is in it."""
    return json.dumps(value, ensure_ascii=False)


def matchers(scope: Scope, *more: str) -> str:
    """Return the matchers of a PromQL selector, without its braces."""
    given = (("service_name", scope.service), ("deployment_environment_name", scope.environment))
    return ",".join([*(f"{label}={quoted(value)}" for label, value in given if value), *more])


def stream(scope: Scope) -> str:
    """Return the LogQL selector; Loki refuses one that chooses nothing."""
    return f"{{{matchers(scope) or ANY}}}"


def seconds(scope: Scope) -> str:
    """Return the window as a duration."""
    return f"{max(1, round(scope.window.total_seconds()))}s"
