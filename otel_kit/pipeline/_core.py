"""All that one process needs to deliver telemetry with the OpenTelemetry SDK: its providers, lanes and worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opentelemetry.sdk._logs import LogRecordProcessor

from otel_kit.pipeline import _codec, _withheld, delivery
from otel_kit.pipeline._admission import Admission
from otel_kit.pipeline._client import build_clients
from otel_kit.pipeline._lane import Lane, Limits
from otel_kit.pipeline._metricslane import MetricsLane, Reader
from otel_kit.pipeline._privacy import Privacy, Redacting, rules_of
from otel_kit.pipeline._resource import HashedOnce
from otel_kit.pipeline._samplers import build_sampler
from otel_kit.pipeline._sdk import LoggerProvider, MeterProvider, TracerProvider
from otel_kit.pipeline._tenancy import TenantOnLogs, TenantOnSpans
from otel_kit.pipeline._worker import AnyLane, Worker
from otel_kit.pipeline.audit import build_audit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from opentelemetry.sdk._logs import ReadWriteLogRecord
    from opentelemetry.sdk.metrics.export import MetricReader
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import ReadableSpan

    from otel_kit.pipeline._answer import Answer
    from otel_kit.pipeline._codec import Codec
    from otel_kit.settings import Settings


class Core:
    """One process' engine. It is never repaired: after a fork or a shutdown another one takes its place."""

    def __init__(
        self,
        settings: Settings,
        resource: Resource,
        readers: Sequence[MetricReader],
        exported: Callable[[str, float, Answer], None],
    ) -> None:
        """Build everything; nothing runs before `start`.

        `readers` serve metrics beside the push; `exported` is told signal, seconds and answer of each request.
        """
        self._settings = settings
        self._worker = Worker(settings.timeout)
        self._lanes: list[AnyLane] = []
        self._clients = build_clients(settings, exported)
        self._tallies = delivery.begin()
        _withheld.begin()
        rules = rules_of(settings)
        self.privacy = None if rules is None else Privacy(rules)
        self.admission = Admission(None if self.privacy is None else self.privacy.redactor)
        resource = resource if self.privacy is None else self.privacy.resource(resource)
        resource = HashedOnce(resource.attributes, resource.schema_url)
        self.meters = self._build_metrics(resource, readers)
        self.loggers = self._build_logs(resource)
        self.tracers = self._build_traces(resource)
        # Metrics go last: they tell what became of the rest.
        self._lanes.sort(key=lambda lane: isinstance(lane, MetricsLane))

    def _build_metrics(self, resource: Resource, readers: Sequence[MetricReader]) -> MeterProvider:
        if self._settings.metrics_exporter == "none":
            return MeterProvider(readers, resource, shutdown_on_exit=False)
        reader = Reader()
        client, tally = self._clients["metrics"], self._tallies["metrics"]
        self._lanes.append(MetricsLane(reader, client, tally, interval=self._settings.metrics_interval))
        return MeterProvider([*readers, reader], resource, shutdown_on_exit=False)

    def _build_logs(self, resource: Resource) -> LoggerProvider:
        settings = self._settings
        provider = LoggerProvider(resource, shutdown_on_exit=False, meter_provider=self.meters)
        if settings.logs_exporter == "otlp":
            limits = Limits(settings.logs_queue, settings.logs_batch, settings.logs_delay)
            codec = Redacting(_codec.LOGS, self.privacy.record) if self.privacy else _codec.LOGS
            usual = self._lane("logs", codec, limits).put
            provider.add_log_record_processor(TenantOnLogs())
            provider.add_log_record_processor(_LogsEntrance(self._audit(resource, usual)))
        return provider

    def _audit(self, resource: Resource, usual: Callable[[object], None]) -> Callable[[Any], None]:
        redactor = None if self.privacy is None else self.privacy.redactor
        client, tally = self._clients["audit"], self._tallies["audit"]
        desk, lane = build_audit(self._settings, resource, client, tally, usual=usual, redactor=redactor)
        self._lanes.append(lane)
        return desk.put

    def _build_traces(self, resource: Resource) -> TracerProvider:
        settings = self._settings
        sampler = build_sampler(settings)
        entrance: Any = None
        if settings.traces_exporter == "otlp":
            limits = Limits(settings.traces_queue, settings.traces_batch, settings.traces_delay)
            codec = Redacting(_codec.TRACES, self.privacy.span) if self.privacy else _codec.TRACES
            entrance = _TracesEntrance(self._lane("traces", codec, limits).put)
        return TracerProvider(
            sampler,
            resource,
            shutdown_on_exit=False,
            active_span_processor=entrance,  # the only one, so that none needs to be gone through
            meter_provider=self.meters,
        )

    def _lane(self, signal: str, codec: Codec, limits: Limits) -> Lane:
        lane = Lane(codec, self._clients[signal], self._tallies[signal], limits, self._worker.wake)
        self._lanes.append(lane)
        return lane

    def start(self) -> None:
        """Start the worker."""
        self._worker.start(self._lanes)

    def flush(self, seconds: float, *, last: bool = False) -> bool:
        """Deliver everything up to now; return within `seconds` whether the collector has it all.

        `last`: the process is about to end, so that a collector that is not there is not waited for.
        """
        return self._worker.flush(seconds, last=last)

    def shutdown(self, seconds: float) -> bool:
        """Deliver everything within `seconds`, then end; return whether nothing was lost."""
        delivered = self._worker.flush(seconds, last=True, stop=True)
        self._worker.stop()
        left = [lane.close() for lane in self._lanes]
        return delivered and not any(left)

    def abandon(self) -> None:
        """Become inert in a forked child: what is here belongs to the parent."""
        for lane in self._lanes:
            lane.abandon()


class _TracesEntrance(TenantOnSpans):
    def __init__(self, put: Callable[[object], None]) -> None:
        self._put = put

    def on_end(self, span: ReadableSpan) -> None:
        if span.context is not None and span.context.trace_flags.sampled:
            self._put(span)


class _LogsEntrance(LogRecordProcessor):
    def __init__(self, put: Callable[[ReadWriteLogRecord], None]) -> None:
        self._put = put

    def on_emit(self, log_record: ReadWriteLogRecord) -> None:
        self._put(log_record)

    def shutdown(self) -> None:
        """Leave that to the worker."""

    def force_flush(self, timeout_millis: int = 30_000) -> bool:  # noqa: ARG002 - the SDK's signature
        """Leave that to the worker."""
        return True
