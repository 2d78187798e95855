"""From the SDK's objects to OTLP, and back from the collector's response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from google.protobuf.message import DecodeError
from opentelemetry.exporter.otlp.proto.common.metrics_encoder import encode_metrics
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceResponse
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceResponse
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse

from otel_kit.pipeline._wire import encode_logs, encode_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Codec(Protocol):
    """How one signal is written as OTLP."""

    def encode(self, items: Sequence[Any]) -> bytes:
        """Return the request that holds these items."""

    def rejected(self, body: bytes) -> int:
        """Return how many items of a request that was answered 2xx the collector rejected all the same."""


class _Codec:
    def __init__(self, encode: Callable[[Any], bytes], response: Callable[[], Any], rejected: str) -> None:
        self.encode = encode
        self._response = response
        self._rejected = rejected

    def rejected(self, body: bytes) -> int:
        if not body:
            return 0
        response = self._response()
        try:
            response.ParseFromString(body)
        except DecodeError:  # a 2xx with a body that is not OTLP: the status counts
            return 0
        return int(getattr(response.partial_success, self._rejected))


def _encode_metrics(state: Any) -> bytes:
    payload: bytes = encode_metrics(state).SerializeToString()
    return payload


TRACES = _Codec(encode_spans, ExportTraceServiceResponse, "rejected_spans")
METRICS = _Codec(_encode_metrics, ExportMetricsServiceResponse, "rejected_data_points")
LOGS = _Codec(encode_logs, ExportLogsServiceResponse, "rejected_log_records")
