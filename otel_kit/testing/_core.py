"""The pipeline with memory at its end: all that happens to telemetry in a service happens here too."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING, Any

from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace.id_generator import IdGenerator

from otel_kit._guard import guarded
from otel_kit.pipeline._core import Core
from otel_kit.pipeline._resource import build_resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from opentelemetry.sdk.resources import Resource

    from otel_kit.pipeline._codec import Codec
    from otel_kit.pipeline._lane import Lane, Limits
    from otel_kit.settings import Settings

__all__ = ["MemoryCore"]


class Memory:
    """What would wait in a lane's queue."""

    def __init__(self, redact: Callable[[Any], object] | None) -> None:
        """Begin empty."""
        self.items: list[Any] = []
        self._lock = threading.Lock()
        self._redact = redact

    @guarded("testing.put")
    def put(self, item: object) -> None:
        """Keep an item as it would be sent."""
        kept = self._redact(item) if self._redact else item
        with self._lock:
            self.items.append(kept)


class Counted(IdGenerator):
    """Ids that count from 1, so that a test can write them down."""

    def __init__(self) -> None:
        """Begin at 1."""
        self._traces = itertools.count(1)
        self._spans = itertools.count(1)

    def generate_trace_id(self) -> int:
        """Return the next trace's id."""
        return next(self._traces)

    def generate_span_id(self) -> int:
        """Return the next span's id."""
        return next(self._spans)


class MemoryCore(Core):
    """A core that keeps what it is given, and sends nothing."""

    def __init__(self, settings: Settings) -> None:
        """Build everything; there is no thread to start."""
        self.reader = InMemoryMetricReader()
        self.kept: dict[str, Memory] = {}
        super().__init__(settings, build_resource(settings), [self.reader], lambda *_: None)
        self.tracers.id_generator = Counted()  # type: ignore[assignment]

    def _lane(self, signal: str, codec: Codec, limits: Limits) -> Lane:  # noqa: ARG002 - the core's signature
        privacy = self.privacy
        redact: Callable[[Any], object] | None = None
        if privacy is not None:
            redact = privacy.span if signal == "traces" else privacy.record
        self.kept[signal] = Memory(redact)
        return self.kept[signal]  # type: ignore[return-value]

    def _audit(self, resource: Resource, usual: Callable[[object], None]) -> Callable[[Any], None]:  # noqa: ARG002
        return usual  # nothing is written to disk in tests

    def start(self) -> None:
        """Do nothing: there is nothing to send."""

    def flush(self, seconds: float, *, last: bool = False) -> bool:  # noqa: ARG002 - the core's signature
        """Say that everything was delivered."""
        return True

    def shutdown(self, seconds: float) -> bool:  # noqa: ARG002 - the core's signature
        """Say the same."""
        return True

    def abandon(self) -> None:
        """Do nothing: a forked child keeps what it reports to itself."""
