"""The endpoints on Flask."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import Response

from otel_kit.health._mount import NO_STORE, answer_health, answer_live, answer_ready
from otel_kit.health._sigterm import follow_sigterm

if TYPE_CHECKING:
    from flask import Flask

    from otel_kit.health._mount import Answer
    from otel_kit.health._registry import Registry

__all__ = ["add_routes"]


def add_routes(app: Flask, prefix: str, registry: Registry) -> None:
    """Add the endpoints as rules of the application."""

    def health() -> Response:
        return _response(answer_health(registry.report()))

    def live() -> Response:
        return _response(answer_live())

    def ready() -> Response:
        follow_sigterm(
            registry.stopping
        )  # where the server runs requests in the main thread and took it from us
        return _response(answer_ready(registry.readiness()))

    for path, view in ((prefix, health), (f"{prefix}/live", live), (f"{prefix}/ready", ready)):
        app.add_url_rule(path, f"otel_kit_health_{view.__name__}", view, methods=["GET"])


def _response(answer: Answer) -> Response:
    status, content = answer
    return Response(json.dumps(content), status, NO_STORE, mimetype="application/json")
