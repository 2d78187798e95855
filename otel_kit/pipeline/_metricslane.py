"""The way of metrics: the state of all instruments, sent at intervals. A state that fails is followed by the next."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from opentelemetry.sdk.metrics.export import MetricReader

from otel_kit.pipeline._answer import Verdict
from otel_kit.pipeline._codec import METRICS
from otel_kit.pipeline._lane import Mark

if TYPE_CHECKING:
    from typing import Any

    from opentelemetry.sdk.metrics.export import MetricsData

    from otel_kit.pipeline._answer import Answer
    from otel_kit.pipeline._client import Client
    from otel_kit.pipeline.delivery import Tally


class Reader(MetricReader):
    """Hands the state of all instruments to whoever asks. It has no thread of its own."""

    def __init__(self) -> None:
        """Cumulative sums, as Prometheus wants them."""
        super().__init__()
        self._data: MetricsData | None = None

    def read(self) -> MetricsData | None:
        """Return the state of now, or `None` where nothing was ever recorded."""
        self._data = None
        self.collect()
        return self._data

    def _receive_metrics(self, metrics_data: MetricsData, *_args: Any, **_kwargs: Any) -> None:
        self._data = metrics_data

    def shutdown(self, timeout_millis: float = 30_000, **_kwargs: Any) -> None:
        """Do nothing: the worker has sent the last state."""


class MetricsLane:
    """Sends the reader's state every `interval` seconds."""

    def __init__(self, reader: Reader, client: Client, tally: Tally, *, interval: float) -> None:
        """Wait one interval before the first time."""
        self._reader = reader
        self._client = client
        self._tally = tally
        self._interval = interval
        self._next = time.monotonic() + interval
        self._ends = 0
        self._lost = 0
        self._unsent = 0
        self._open = True

    def due(self) -> float:
        """Return when (monotonic seconds) the next state is to be sent."""
        return self._next

    def postpone(self, seconds: float) -> None:
        """Do nothing for a while."""
        self._next = time.monotonic() + seconds

    def step(self, timeout: float) -> Answer | None:
        """Read and send the state of now; return the answer, or `None` where there is nothing."""
        self._next = time.monotonic() + self._interval
        state = self._reader.read()
        size = _points(state)
        if state is None or not size:
            self._ends += 1
            return None
        self._unsent = size
        answer = self._client.post(METRICS.encode(state), timeout)
        if not self._open:  # closed meanwhile: it was counted as dropped
            return answer
        if answer.verdict is not Verdict.ACCEPTED:
            self._tally.fail(answer.error)
        if answer.verdict is not Verdict.RETRY:
            self._end(size, answer)
        return answer

    def mark(self) -> Mark:
        """Ask for one more state to be delivered."""
        return Mark(self._ends + 1, self._lost)

    def reached(self, mark: Mark) -> bool:
        """Tell whether a state of after the mark was answered."""
        return self._ends >= mark.entered

    def lossless_since(self, mark: Mark) -> bool:
        """Tell whether the collector took all of it."""
        return self._lost == mark.lost

    def close(self) -> int:
        """Count points of a last state that nobody took, and return how many they are."""
        self._open = False
        left, self._unsent = self._unsent, 0
        if left:
            self._tally.drop("shutdown", left)
        return left

    def release(self) -> None:
        """Close the connection."""
        self._client.close()

    def abandon(self) -> None:
        """Leave the parent's socket alone in a forked child."""
        self._client.abandon()

    def _end(self, size: int, answer: Answer) -> None:
        self._ends += 1
        self._unsent = 0
        lost = size if answer.verdict is Verdict.REFUSED else min(METRICS.rejected(answer.body), size)
        if lost:
            self._lost += lost
            self._tally.drop("refused" if answer.verdict is Verdict.REFUSED else "rejected", lost)
        self._tally.accepted += size - lost


def _points(state: MetricsData | None) -> int:
    if state is None:
        return 0
    return sum(
        len(metric.data.data_points)
        for resource in state.resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    )
