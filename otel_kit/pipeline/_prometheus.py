"""`/metrics` for sites that scrape: upstream's Prometheus reader on a small HTTP server of this process."""

from __future__ import annotations

import errno
import logging
from typing import TYPE_CHECKING

from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from opentelemetry.sdk.metrics.export import MetricReader

    from otel_kit.settings import Settings

_logger = logging.getLogger("otel_kit")


def serve(settings: Settings) -> Sequence[MetricReader]:
    """Serve `/metrics` where the settings ask for it, and return the reader that feeds it.

    A port that is taken is one warning: the service goes on without `/metrics`.
    """
    if settings.metrics_port is None:
        return ()
    from opentelemetry.exporter.prometheus import PrometheusMetricReader
    from prometheus_client import CollectorRegistry, start_http_server

    registry = CollectorRegistry()
    try:
        start_http_server(settings.metrics_port, settings.metrics_host, registry)
    except OSError as error:
        _logger.warning("otel_kit: %s", _cannot_serve(settings, error))
        return ()
    return (PrometheusMetricReader(scope_info_enabled=False, registry=registry),)


def _cannot_serve(settings: Settings, error: OSError) -> ConfigurationError:
    if error.errno == errno.EADDRINUSE:
        return ConfigurationError(
            "OTEL_KIT_METRICS_PORT",
            settings.metrics_port,
            problem="the port is taken, so that there is no /metrics",
            fix="choose another port, or none: metrics are sent to the collector as well",
        )
    return ConfigurationError(
        "OTEL_KIT_METRICS_HOST",
        settings.metrics_host,
        problem=f"/metrics cannot be served there ({(error.strerror or str(error)).lower()})",
        fix="choose an address of this machine, 127.0.0.1 or 0.0.0.0, and a port above 1023",
    )
