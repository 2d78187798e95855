"""OpenTelemetry for Python services, from one schema: `otel_kit.init("checkout")` and the typed `otel_kit.signals`."""

from __future__ import annotations

from otel_kit import signals
from otel_kit._init import force_flush, init, shutdown
from otel_kit.exceptions import ConfigurationError, OtelKitError
from otel_kit.tenants import tenant

__all__ = ["ConfigurationError", "OtelKitError", "force_flush", "init", "shutdown", "signals", "tenant"]
