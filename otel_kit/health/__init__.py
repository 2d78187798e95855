"""Whether the process can do its work: checks of what it depends on, `/health` endpoints, metrics and a score.

    from otel_kit import health
    from otel_kit.health import checks

    health.add("orders", checks.database(engine), category="database", critical=True)

    @health.check("payments", category="external")
    def payments() -> None: ...  # an exception, or False: unhealthy

    health.mount(app)  # FastAPI, Starlette or Flask: /health, /health/live, /health/ready

docs/health.md has the checks, the weights of the score, and what the endpoints answer.
"""

from __future__ import annotations

from otel_kit.health._model import CATEGORIES, Category, Outcome, Report, Status, degraded, unhealthy
from otel_kit.health._mount import mount
from otel_kit.health._registry import Registry
from otel_kit.health._score import WEIGHTS, score

__all__ = [
    "CATEGORIES",
    "WEIGHTS",
    "Category",
    "Outcome",
    "Registry",
    "Report",
    "Status",
    "add",
    "check",
    "degraded",
    "mount",
    "remove",
    "report",
    "report_async",
    "score",
    "stopping",
    "unhealthy",
]

_registry = Registry()
add = _registry.add
check = _registry.check
remove = _registry.remove
report = _registry.report
report_async = _registry.report_async
stopping = _registry.stopping


def registry() -> Registry:
    """Return the registry of this process, which the functions of this module use."""
    return _registry
