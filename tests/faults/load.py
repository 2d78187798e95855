"""A steady load of spans, log records and metrics, each numbered, and what of it was accepted with a 200."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.metrics.v1.metrics_pb2 import AGGREGATION_TEMPORALITY_CUMULATIVE

from support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNALS = ("spans", "logs", "metrics")
BATCH = 25  # spans and log records in a request
SERIES = 5
_PERIOD = {
    "spans": 0.05,
    "logs": 0.05,
    "metrics": 0.5,
}  # seconds: 500 spans, 500 log records, 10 points a second
_TIMEOUT_SECONDS = 10

# What a request carries, as it is found again: (trace id, span id), a log record's number, (series, value).
Keys = list[tuple[str, str]]


@dataclass
class Tally:
    """What was sent of one signal, and what the collector said yes to."""

    sent: int = 0
    accepted: Keys = field(default_factory=list)


class Load:
    """Three senders beside the test. Nothing is sent twice by them: what is refused is not accepted, and that is all."""

    def __init__(self, address: str, run: str) -> None:
        """Send to `address` (host:port of OTLP over HTTP) as service `run`, which no other load may be called."""
        self.run = run
        self.tallies = {signal: Tally() for signal in SIGNALS}
        self._address = address
        self._stopping = threading.Event()
        self._began = time.time_ns()
        self._threads = [
            threading.Thread(target=self._send, args=(signal,), name=signal) for signal in SIGNALS
        ]

    def start(self) -> None:
        """Begin, and return when each signal was accepted once."""
        for thread in self._threads:
            thread.start()
        wait_for(lambda: all(t.accepted for t in self.tallies.values()), 30, "the first accepted requests")

    def go_on(self, seconds: float) -> None:
        """Return when the load has gone on for so long, whether anything was accepted or not."""
        self._stopping.wait(seconds)

    def accepts(self) -> bool:
        """Tell whether something of each signal is accepted from now on, within a second."""
        before = [len(tally.accepted) for tally in self.tallies.values()]
        self.go_on(1)
        return all(len(t.accepted) > n for t, n in zip(self.tallies.values(), before, strict=True))

    def stop(self) -> None:
        """End after the request under way; the last metrics are sent until they are accepted, as an SDK's are."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _send(self, signal: str) -> None:
        body, path = _BODIES[signal]
        tally = self.tallies[signal]
        began = time.monotonic()
        for number in itertools.count(1):
            message, keys = body(self.run, number, self._began)
            stopping = self._stopping.is_set()
            tally.sent += len(keys)
            accepted = self._post(path, message)
            if accepted:
                tally.accepted += keys
            if stopping and (accepted or signal != "metrics"):
                return
            self._stopping.wait(max(0.01, began + number * _PERIOD[signal] - time.monotonic()))

    def _post(self, path: str, message: bytes) -> bool:
        connection = http.client.HTTPConnection(self._address, timeout=_TIMEOUT_SECONDS)
        try:
            connection.request("POST", path, message, {"Content-Type": "application/x-protobuf"})
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def message_of(signal: str, run: str) -> bytes:
    """Return the first request of a load."""
    body, _ = _BODIES[signal]
    return body(run, 1, time.time_ns())[0]


def _spans(run: str, number: int, began: int) -> tuple[bytes, Keys]:
    """Return a trace of its own, and one span more for the trace that grows as long as the load lasts."""
    request = ExportTraceServiceRequest()
    group = request.resource_spans.add()
    _name(group.resource, run)
    scope = group.scope_spans.add()
    keys = []
    for index in range(BATCH):
        trace = 0 if index == 0 else number
        span = scope.spans.add(
            name="step",
            kind=1,
            trace_id=began.to_bytes(8, "big") + trace.to_bytes(8, "big"),
            span_id=(number * BATCH + index).to_bytes(8, "big"),
            start_time_unix_nano=time.time_ns() - 1_000_000,
            end_time_unix_nano=time.time_ns(),
        )
        keys.append((span.trace_id.hex(), span.span_id.hex()))
    return request.SerializeToString(), keys


def _logs(run: str, number: int, _began: int) -> tuple[bytes, Keys]:
    request = ExportLogsServiceRequest()
    group = request.resource_logs.add()
    _name(group.resource, run)
    scope = group.scope_logs.add()
    keys = []
    for index in range(BATCH):
        line = f"line {number * BATCH + index}"
        record = scope.log_records.add(time_unix_nano=time.time_ns(), severity_text="INFO")
        record.body.string_value = line
        keys.append((line, ""))
    return request.SerializeToString(), keys


def _metrics(run: str, number: int, began: int) -> tuple[bytes, Keys]:
    request = ExportMetricsServiceRequest()
    group = request.resource_metrics.add()
    _name(group.resource, run)
    metric = group.scope_metrics.add().metrics.add(name="faults.events", unit="{event}")
    metric.sum.is_monotonic = True
    metric.sum.aggregation_temporality = AGGREGATION_TEMPORALITY_CUMULATIVE
    keys = []
    for index in range(SERIES):
        point = metric.sum.data_points.add(
            as_int=number, start_time_unix_nano=began, time_unix_nano=time.time_ns()
        )
        point.attributes.add(key="worker").value.string_value = str(index)
        keys.append((str(index), str(number)))
    return request.SerializeToString(), keys


def _name(resource: object, run: str) -> None:
    for key in ("service.name", "service.instance.id"):
        resource.attributes.add(key=key).value.string_value = run


_BODIES: dict[str, tuple[Callable[[str, int, int], tuple[bytes, Keys]], str]] = {
    "spans": (_spans, "/v1/traces"),
    "logs": (_logs, "/v1/logs"),
    "metrics": (_metrics, "/v1/metrics"),
}
