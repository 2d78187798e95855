"""Histogram buckets for durations in seconds where the one who records gives none.

The SDK's own default (0, 5, 10, 25, …) is made for milliseconds: every duration in seconds would fall into its first
bucket. Source: OpenTelemetry semantic conventions, "Metric: http.server.request.duration".
"""

from __future__ import annotations

SECONDS: tuple[float, ...] = (
    0.005,
    0.01,
    0.025,
    0.05,
    0.075,
    0.1,
    0.25,
    0.5,
    0.75,
    1.0,
    2.5,
    5.0,
    7.5,
    10.0,
)
