"""The SDK's providers, without their own handling of forks.

After a fork theirs detects the process' resource anew, in threads, while other threads' locks may be held; ours replaces
the providers as a whole, so that theirs would only cost time in each child, and could hang it.
"""

from __future__ import annotations

import threading

from opentelemetry.sdk import _logs, metrics, trace


class TracerProvider(trace.TracerProvider):
    """The SDK's, for the life of one core."""

    def _handle_fork(self) -> None:
        """Do nothing: this provider stays with the parent."""


class LoggerProvider(_logs.LoggerProvider):
    """The SDK's, for the life of one core."""

    def _handle_fork(self) -> None:
        """Do nothing: this provider stays with the parent."""


class MeterProvider(metrics.MeterProvider):
    """The SDK's, for the life of one core."""

    def _handle_fork(self) -> None:
        """Do nothing: this provider stays with the parent, but all providers share this lock."""
        MeterProvider._all_metric_readers_lock = threading.Lock()
