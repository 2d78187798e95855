"""`init()`, told in its steps: settings → resource → pipelines → logging → instrumentations."""

from __future__ import annotations

import logging
import os
import sys
import threading
from typing import TYPE_CHECKING

from otel_kit import settings as _settings
from otel_kit._config_file import warn_of_ignored
from otel_kit._guard import guarded
from otel_kit._unknown import warn_of_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from otel_kit.pipeline._engine import Engine
    from otel_kit.pipeline.redaction import Rules
    from otel_kit.settings import Settings

_logger = logging.getLogger("otel_kit")
_lock = threading.RLock()
_engine: Engine | None = None
_settings_in_use: Settings | None = None
_off = False


def init(
    service_name: str | None = None,
    *,
    service_namespace: str | None = None,
    service_version: str | None = None,
    environment: str | None = None,
    endpoint: str | None = None,
    metrics_port: int | None = None,
    resource_attributes: Mapping[str, str] | None = None,
    instrument: Iterable[str] | None = None,
    peers: Mapping[str, str] | None = None,
    log_level: int | str | None = None,
    redaction: Rules | bool | None = None,
    tenant_baggage: bool | None = None,
    error_categories: Mapping[str | type[BaseException], str] | None = None,
    error_severities: Mapping[str, str] | None = None,
) -> None:
    """Send this process' traces, metrics and logs to the collector at `endpoint` (http://127.0.0.1:4318).

    What is not given comes from `OTEL_*` and `OTEL_KIT_*` variables, then from the defaults: docs/settings.md has the
    table. `instrument` names the libraries to instrument (without it: all that the service imports), `peers` the
    services that this one calls, by host, `log_level` the least level that is sent, `metrics_port` where to serve
    `/metrics` as well, `redaction` what is taken out (docs/redaction.md), `tenant_baggage` whether tenants travel on
    (docs/tenants.md), `error_categories` and `error_severities` what errors are about and how bad (docs/errors.md).

    A second call changes nothing; with other arguments it logs one warning. Raises `ConfigurationError` for a setting
    that does not fit; a collector that is not there is one warning.
    """
    given = {
        "service_name": service_name,
        "service_namespace": service_namespace,
        "service_version": service_version,
        "environment": environment,
        "endpoint": endpoint,
        "metrics_port": metrics_port,
        "resource_attributes": resource_attributes,
        "instrument": instrument,
        "peers": peers,
        "log_level": log_level,
        "redaction": redaction,
        "tenant_baggage": tenant_baggage,
        "error_categories": error_categories,
        "error_severities": error_severities,
    }
    configure(given, os.environ)


def configure(arguments: Mapping[str, object], environ: Mapping[str, str]) -> None:
    """Do what `init()` does, with the environment as an argument."""
    with _lock:
        settings = _settings.load(arguments, environ)
        if _is_running():
            _complain_of_difference(settings, arguments)
            return
        _begin(settings, environ)


def _begin(settings: Settings, environ: Mapping[str, str]) -> None:
    global _settings_in_use, _off  # noqa: PLW0603 - the process has one pipeline
    _settings_in_use = settings
    _off = settings.disabled
    warn_of_unknown(environ)
    warn_of_ignored(environ)
    if settings.disabled:
        return
    with guarded("init"):
        _start_pipelines(settings)
        _start_logging(settings)
        _start_errors(settings)
        _start_instrumentations(settings)


def _start_pipelines(settings: Settings) -> None:
    global _engine  # noqa: PLW0603
    from otel_kit.pipeline._engine import Engine
    from otel_kit.pipeline._lifecycle import Lifecycle
    from otel_kit.pipeline._prometheus import serve
    from otel_kit.pipeline._resource import build_resource

    engine = _engine or Engine()
    engine.start(settings, build_resource(settings), lambda: serve(settings))
    if _engine is None:
        _engine = engine
        engine.become_global()
        Lifecycle(_in_child, engine.deliver, shutdown).watch()


def _start_logging(settings: Settings) -> None:
    from otel_kit.pipeline import _stdlib

    if _engine is not None and settings.logs_exporter != "none":
        _stdlib.install(_engine.loggers, settings.log_level)


def _start_errors(settings: Settings) -> None:
    from otel_kit.pipeline.errors import open_desk

    open_desk(settings)


def _start_instrumentations(settings: Settings) -> None:
    with guarded("instrument"):
        from otel_kit import instrument

        instrument.install(settings)


def shutdown() -> bool:
    """Deliver what is left and end; return whether the collector has everything.

    Takes at most the exit's time (`OTEL_KIT_EXIT_TIMEOUT`, 1.5 s). The interpreter's exit calls it as well.
    """
    _turn_readiness_off()
    return _engine.shutdown() if _engine is not None else True


def force_flush(timeout_seconds: float = 5.0) -> bool:
    """Deliver all telemetry of up to now; return within `timeout_seconds` whether the collector has it."""
    return _engine.force_flush(timeout_seconds) if _engine is not None else True


def _turn_readiness_off() -> None:
    health = sys.modules.get("otel_kit.health")  # a service without checks does not pay for their import
    if health is not None:
        health.stopping()


def _is_running() -> bool:
    return _off or (_engine is not None and _engine.running)


def _in_child() -> None:
    global _lock  # noqa: PLW0603 - another thread may have held it at the fork
    _lock = threading.RLock()
    if _engine is not None:
        _engine.renew_in_child()


def _complain_of_difference(settings: Settings, arguments: Mapping[str, object]) -> None:
    if _settings_in_use is None:  # a test captures telemetry, and decides itself
        return
    different = [
        name
        for name, value in arguments.items()
        if value is not None and getattr(settings, name) != getattr(_settings_in_use, name)
    ]
    if different:
        _logger.warning(
            "otel_kit: init() was called before with another %s; the first call counts", ", ".join(different)
        )
