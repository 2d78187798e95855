"""The chain's own state: which servers answer, what flows, what waits, what fires."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from otel_kit.ops.clients import Prometheus, UnavailableError
from otel_kit.ops.stack.health import answers

if TYPE_CHECKING:
    from otel_kit.ops.ui._backends import Backends

__all__ = ["state_of"]

# How each server says that it is ready; the collector by its metrics, for its health has a port of its own.
_READY = {
    "prometheus": "/-/ready",
    "tempo": "/ready",
    "loki": "/ready",
    "alertmanager": "/-/ready",
    "collector": "/metrics",
}
_RATE = "sum(rate({}[1m]))"
_QUESTIONS = {
    "flow": {
        "spans": _RATE.format("otelcol_receiver_accepted_spans"),
        "logs": _RATE.format("otelcol_receiver_accepted_log_records"),
        "points": _RATE.format("otelcol_receiver_accepted_metric_points"),
    },
    "refused": {
        "spans": _RATE.format("otelcol_receiver_refused_spans"),
        "logs": _RATE.format("otelcol_receiver_refused_log_records"),
        "points": _RATE.format("otelcol_receiver_refused_metric_points"),
    },
    "queues": {
        "waiting": "sum(otelcol_exporter_queue_size)",
        "capacity": "sum(otelcol_exporter_queue_capacity)",
    },
    "stored": {"series": "prometheus_tsdb_head_series"},
}


def state_of(backends: Backends, *, token_required: bool) -> dict[str, Any]:
    """Return the state as the page reads it: rates a second, sizes in the queue's own unit, `null` for unknown."""
    prometheus = Prometheus(backends.url("prometheus"))
    with ThreadPoolExecutor(max_workers=8) as pool:
        servers = {
            name: pool.submit(_server, name, backends) for name, url in asdict(backends).items() if url
        }
        numbers = {
            part: {name: pool.submit(_number, prometheus, query) for name, query in queries.items()}
            for part, queries in _QUESTIONS.items()
        }
        rules = pool.submit(_rules, prometheus)
    return {
        "version": version("otel-kit"),
        "token_required": token_required,
        "backends": {name: found.result() for name, found in servers.items()},
        **{part: {name: one.result() for name, one in found.items()} for part, found in numbers.items()},
        "rules": rules.result(),
    }


def _server(name: str, backends: Backends) -> dict[str, Any]:
    problem = answers(backends.url(name) + _READY[name])
    who = backends.called(name)
    return {"url_ok": not problem, "detail": f"{who}: {problem or 'ready'}"}


def _number(prometheus: Prometheus, query: str) -> float | None:
    try:
        value = prometheus.value(query)
    except UnavailableError:
        return None
    return value if value is not None and math.isfinite(value) else None  # JSON knows no NaN


def _rules(prometheus: Prometheus) -> dict[str, int | None]:
    try:
        alerting, recording = prometheus.rule_counts()
        firing = sum(alert.state == "firing" and alert.name != "Watchdog" for alert in prometheus.alerts())
    except UnavailableError:
        return {"alerts": None, "recordings": None, "firing": None}
    return {"alerts": alerting, "recordings": recording, "firing": firing}
