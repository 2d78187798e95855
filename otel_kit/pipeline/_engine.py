"""The engine of the process: providers that stay for ever, and behind them a core that can be replaced."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from opentelemetry import _logs, metrics, trace

from otel_kit.pipeline._core import Core
from otel_kit.pipeline._loggers import LoggerProvider
from otel_kit.pipeline._meters import MeterProvider
from otel_kit.pipeline._propagation import take_baggage
from otel_kit.pipeline._resource import build_resource
from otel_kit.pipeline._selftelemetry import SelfTelemetry
from otel_kit.pipeline._spans import take_use_span
from otel_kit.pipeline._tracers import TracerProvider
from otel_kit.pipeline.errors import observe_groups, tell_rest
from otel_kit.tenants._context import use_baggage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from opentelemetry.sdk.metrics.export import MetricReader
    from opentelemetry.sdk.resources import Resource

    from otel_kit.settings import Settings

_logger = logging.getLogger("otel_kit")


class Engine:
    """Providers of OpenTelemetry's API over one core at a time."""

    def __init__(self) -> None:
        """Begin without a core; `start` gives one."""
        self.tracers = TracerProvider(self.force_flush)
        self.meters = MeterProvider(self.force_flush)
        self.loggers = LoggerProvider(self.force_flush)
        self._self_telemetry = SelfTelemetry(self.meters)
        observe_groups(self.meters)
        self._core: Core | None = None
        self._settings: Settings | None = None
        self._last_result = True

    @property
    def running(self) -> bool:
        """Whether telemetry is taken in."""
        return self._core is not None

    def start(
        self, settings: Settings, resource: Resource, readers: Callable[[], Sequence[MetricReader]] = tuple
    ) -> None:
        """Begin with a new core."""
        self._settings = settings
        core = self._begin(settings, resource, readers())
        take_baggage(core.privacy)
        use_baggage(settings.tenant_baggage)

    def force_flush(self, seconds: float) -> bool:
        """Deliver everything up to now; return within `seconds` whether the collector has it all."""
        core = self._core
        return self._last_result if core is None else core.flush(seconds)

    def shutdown(self) -> bool:
        """Deliver what is left within the exit's time, then take nothing in any more."""
        core, settings = self._core, self._settings
        if core is None or settings is None:
            return self._last_result
        tell_rest()
        self._core = None
        self._last_result = core.shutdown(settings.exit_timeout)
        return self._last_result

    def deliver(self) -> bool:
        """Deliver what is there within the exit's time, and go on."""
        core, settings = self._core, self._settings
        if core is None or settings is None:
            return self._last_result
        tell_rest()
        return core.flush(settings.exit_timeout, last=True)

    def renew_in_child(self) -> None:
        """Give a forked child an engine of its own: new instance, queues, sums and sockets; `/metrics` stays behind."""
        core, settings = self._core, self._settings
        if core is None or settings is None:
            return
        core.abandon()
        self._begin(settings, build_resource(settings), ())

    def _begin(self, settings: Settings, resource: Resource, readers: Sequence[MetricReader]) -> Core:
        core = Core(settings, resource, readers, self._self_telemetry.exported)
        self.replace(core)
        core.start()
        return core

    def replace(self, core: Core | None) -> Core | None:
        """Let all telemetry of from now on go to this core; without one, nowhere. Return the one before."""
        before = self._core
        self.meters.use(
            core.meters if core else metrics.NoOpMeterProvider(), core.admission if core else None
        )
        self.tracers.use(core.tracers if core else trace.NoOpTracerProvider())
        self.loggers.use(core.loggers if core else _logs.NoOpLoggerProvider())
        self._core = core
        return before

    def become_global(self) -> None:
        """Make these the API's providers, once in a process' life."""
        trace.set_tracer_provider(self.tracers)
        metrics.set_meter_provider(self.meters)
        _logs.set_logger_provider(self.loggers)
        take_use_span()
        for name, ours, now in (
            ("TracerProvider", self.tracers, trace.get_tracer_provider()),
            ("MeterProvider", self.meters, metrics.get_meter_provider()),
            ("LoggerProvider", self.loggers, _logs.get_logger_provider()),
        ):
            if ours is not now:
                _logger.warning(
                    "otel_kit: a %s was set before init(), so that signal does not come here. Call init() first",
                    name,
                )
