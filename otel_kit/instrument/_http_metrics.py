"""The metrics of HTTP, as OpenTelemetry's conventions define them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from otel_kit.instrument._http_active import ActiveRequests

if TYPE_CHECKING:
    from opentelemetry.metrics import Histogram, Meter

__all__ = [
    "CLIENT_DURATION",
    "SERVER_DURATION",
    "SERVER_REQUEST_SIZE",
    "SERVER_RESPONSE_SIZE",
    "active_requests",
]

# The conventions' advice for the durations, in seconds.
_DURATION = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
# Body sizes in bytes, by powers of four: the conventions advise none, and the SDK's own end at 10 kB.
_SIZES = (64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216)


@dataclass(frozen=True)
class _Distribution:
    """A histogram's name, unit, description and bounds."""

    name: str
    unit: str
    description: str
    buckets: tuple[float, ...]

    def of(self, meter: Meter) -> Histogram:
        """Create it."""
        return meter.create_histogram(
            self.name, self.unit, self.description, explicit_bucket_boundaries_advisory=self.buckets
        )


SERVER_DURATION = _Distribution(
    "http.server.request.duration", "s", "Duration of HTTP server requests.", _DURATION
)
SERVER_REQUEST_SIZE = _Distribution(
    "http.server.request.body.size", "By", "Size of HTTP server request bodies.", _SIZES
)
SERVER_RESPONSE_SIZE = _Distribution(
    "http.server.response.body.size", "By", "Size of HTTP server response bodies.", _SIZES
)
CLIENT_DURATION = _Distribution(
    "http.client.request.duration", "s", "Duration of HTTP client requests.", _DURATION
)


def active_requests(meter: Meter) -> ActiveRequests:
    """Return how many requests are being answered now."""
    active = ActiveRequests()
    meter.create_observable_up_down_counter(
        "http.server.active_requests",
        [active.observe],
        "{request}",
        "Number of active HTTP server requests.",
    )
    return active
