"""What the chain shows at one moment, read from the servers' own APIs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from otel_kit.ops.clients import (
    Loki,
    Notices,
    Prometheus,
    Tempo,
    UnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from otel_kit.ops.clients import LogLine, Notice, RuleAlert, Trace
    from otel_kit.ops.stack import Endpoints

T = TypeVar("T")

SERVICES = ("storefront", "worker", "portal")
_WINDOW = "15s"
_REQUESTS = f"sum by (service_name) (rate(http_server_request_duration_seconds_count[{_WINDOW}]))"
_JOBS = f"sum(rate(kit_job_duration_seconds_count[{_WINDOW}]))"
_LEADS = "sum by (kit_lead_source) (kit_lead_captured_total)"
_QUEUED = "sum(otelcol_exporter_queue_size)"
_SERIES = "prometheus_tsdb_head_series"
_ACCEPTED = {
    "spans": "otelcol_receiver_accepted_spans",
    "logs": "otelcol_receiver_accepted_log_records",
    "points": "otelcol_receiver_accepted_metric_points",
}
_LEAD_TRACES = '{ resource.service.name = "portal" && name = "POST /accounts" }'


@dataclass(frozen=True)
class Snapshot:
    """The chain at one moment; what could not be read yet is empty."""

    requests: Mapping[str, float] = field(default_factory=dict)  # per second, by service
    jobs: float = 0.0  # per second
    accepted: Mapping[str, float] = field(default_factory=dict)  # per second, by signal
    queued: float = 0.0  # bytes that wait in the collector for a server
    series: float = 0.0
    leads: Mapping[str, float] = field(default_factory=dict)  # total, by source
    trace: Trace | None = None
    log_lines: tuple[LogLine, ...] = ()
    alert_rules: int = 0
    alerts: tuple[RuleAlert, ...] = ()
    notices: tuple[Notice, ...] = ()

    def alert_state(self, name: str) -> str:
        """Return `firing`, `pending` or an empty string."""
        states = {alert.state for alert in self.alerts if alert.name == name}
        return next((state for state in ("firing", "pending") if state in states), "")


class Reader:
    """Reads snapshots; once it has seen a whole trace and its logs it keeps them."""

    def __init__(self, endpoints: Endpoints) -> None:
        """Read from the servers at these addresses."""
        self._prometheus = Prometheus(endpoints.prometheus)
        self._tempo = Tempo(endpoints.tempo)
        self._loki = Loki(endpoints.loki)
        self._notices = Notices(endpoints.notices)
        self._trace: Trace | None = None
        self._log_lines: tuple[LogLine, ...] = ()

    def read(self) -> Snapshot:
        """Ask each server once; one that does not answer leaves its part empty."""
        if self._trace is None:
            self._trace = _or(self._whole_trace, None)
        if self._trace is not None and not self._log_lines:
            self._log_lines = _or(self._lines_of_trace, ())
        return Snapshot(
            requests=_or(lambda: self._by_label(_REQUESTS, "service_name"), {}),
            jobs=_or(lambda: self._prometheus.value(_JOBS), None) or 0.0,
            accepted=_or(self._accepted, {}),
            queued=_or(lambda: self._prometheus.value(_QUEUED), None) or 0.0,
            series=_or(lambda: self._prometheus.value(_SERIES), None) or 0.0,
            leads=_or(lambda: self._by_label(_LEADS, "kit_lead_source"), {}),
            trace=self._trace,
            log_lines=self._log_lines,
            alert_rules=_or(lambda: self._prometheus.rule_counts()[0], 0),
            alerts=_or(lambda: tuple(self._prometheus.alerts()), ()),
            notices=_or(lambda: tuple(self._notices.all()), ()),
        )

    def _by_label(self, expression: str, label: str) -> dict[str, float]:
        return {s.labels.get(label, ""): s.value for s in self._prometheus.query(expression)}

    def _accepted(self) -> dict[str, float]:
        rates = {
            signal: self._prometheus.value(f"sum(rate({metric}[{_WINDOW}]))")
            for signal, metric in _ACCEPTED.items()
        }
        return {signal: rate for signal, rate in rates.items() if rate is not None}

    def _whole_trace(self) -> Trace | None:
        for trace_id in self._tempo.search(_LEAD_TRACES, limit=5):
            trace = self._tempo.trace(trace_id)
            if trace and trace.services >= set(SERVICES):
                return trace
        return None

    def _lines_of_trace(self) -> tuple[LogLine, ...]:
        lines = tuple(self._loki.lines_of_trace(self._trace.trace_id)) if self._trace else ()
        services = {line.labels.get("service_name") for line in lines}
        return lines if services >= set(SERVICES) else ()


def _or(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except UnavailableError:
        return otherwise
