"""Ready-made checks. Each returns a function for `health.add(name, …)`; libraries are imported only by their own check."""

from __future__ import annotations

from otel_kit.health.checks._certificate import certificate
from otel_kit.health.checks._database import database
from otel_kit.health.checks._http import http
from otel_kit.health.checks._messaging import broker, redis
from otel_kit.health.checks._system import cpu, disk, memory
from otel_kit.health.checks._telemetry import telemetry

__all__ = ["broker", "certificate", "cpu", "database", "disk", "http", "memory", "redis", "telemetry"]
