"""`/health`, `/health/live` and `/health/ready` on the service's own application."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from otel_kit.exceptions import ConfigurationError
from otel_kit.health._sigterm import follow_sigterm

if TYPE_CHECKING:
    from otel_kit.health._model import Report
    from otel_kit.health._registry import Registry

__all__ = ["answer_health", "answer_live", "answer_ready", "mount"]

Answer = tuple[int, dict[str, Any]]
NO_STORE = {"Cache-Control": "no-store"}


def mount(app: Any, *, prefix: str = "/health", registry: Registry | None = None) -> None:
    """Add the three endpoints to a FastAPI, Starlette or Flask application.

    `/health` says what each check says, `/health/live` only that the process answers, `/health/ready` whether it should
    be given work: 200, or 503. From SIGTERM on it is not ready, so that no new work comes while the old is finished.
    """
    from otel_kit import health

    chosen = registry or health.registry()
    families = {base.__module__.partition(".")[0] for base in type(app).__mro__}
    known = [family for family in ("starlette", "flask") if family in families]
    if not known:
        raise ConfigurationError(
            "app", type(app).__name__, problem="must be a FastAPI, Starlette or Flask application",
            fix="give the application itself, or answer with health.report() from a route of your own",
        )  # fmt: skip
    follow_sigterm(chosen.stopping)
    import_module(f"otel_kit.health._{known[0]}").add_routes(app, prefix.rstrip("/"), chosen)


def answer_health(report: Report) -> Answer:
    """Return status and content of `/health`."""
    return 200 if report.ready else 503, report.as_data()


def answer_live() -> Answer:
    """Return status and content of `/health/live`: whoever can answer is alive."""
    return 200, {"status": "alive"}


def answer_ready(report: Report) -> Answer:
    """Return status and content of `/health/ready`, with the checks that stand in the way."""
    if report.ready:
        return 200, {"status": "ready"}
    failing = [one.plan.name for one in report.results if one.outcome.status == "unhealthy"]
    return 503, {"status": "not ready", "stopping": report.stopping, "failing": failing}
